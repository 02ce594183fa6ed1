"""Settings of the solver: each is documented, and each search takes those that it is given."""

import pickle
from dataclasses import fields, is_dataclass, replace

import numpy as np
import pytest
from builders.searches import town
from sector_planner.core.balance.context import SearchContext
from sector_planner.core.balance.levels import Effort
from sector_planner.core.balance.solver_settings import DEFAULTS
from sector_planner.core.balance.tasks import Search, run_search

GROUPS = [value for value in vars(DEFAULTS).values() if is_dataclass(value)]
LITTLE = Effort(40_000, 300, 0, 1, 500, (20,))


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: type(group).__name__)
def test_every_setting_is_explained_in_a_sentence(group):
    text = type(group).__doc__
    for setting in fields(group):
        assert f"        {setting.name}: " in text
    assert text.count(".\n") >= len(fields(group))


def test_a_search_takes_the_settings_it_is_given_to_any_process():
    problem = town(5, 300)
    wider = replace(DEFAULTS, annealing=replace(DEFAULTS.annealing, tolerance_margin=0.2))
    usual, own = (
        run_search(pickle.loads(pickle.dumps(Search(problem, LITTLE, 1, settings=settings)))).labels
        for settings in (DEFAULTS, wider)
    )
    assert np.array_equal(usual, run_search(Search(problem, LITTLE, 1)).labels)
    assert not np.array_equal(usual, own)


def test_a_part_of_a_search_reports_its_share_of_the_whole():
    shares = []
    context = SearchContext(np.random.default_rng(1), lambda done, _look=None, /: shares.append(done) or True)
    assert context.part(0.5, 1.0).part(0.0, 0.5).goes_on(0.5)
    assert context.unobserved().goes_on(0.5)
    assert shares == [0.625]
