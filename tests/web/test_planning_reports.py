"""The reports on units, workload, checks, neighbours, plans and reach: opened alone, on a telephone, and printed."""

import re

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.pages import visit
from sector_planner.core.base.i18n import locale
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.plan.comparison import compare_plans
from sector_planner.core.plan.neighbours import sector_neighbours
from sector_planner.core.plan.plan import plan_of
from sector_planner.core.plan.reports.comparison import compare_report
from sector_planner.core.plan.reports.neighbours import neighbours_report
from sector_planner.core.plan.reports.travel_time import reach_report
from sector_planner.core.plan.reports.units import units_report, workload_report
from sector_planner.core.plan.reports.validation import checks_report
from sector_planner.core.plan.settings import CheckSettings, ReachSettings, WorkloadWeights
from sector_planner.core.plan.travel_time import patrol_reach
from sector_planner.core.plan.units import IndicatorSources, build_units
from sector_planner.core.plan.validation import check_plan
from sector_planner.core.plan.workload import workload
from sector_planner.core.reporting.page import render

GIVEN = {"inputs": [("Units", "units (36 features)")], "made": "2026-11-20"}
CELLS = np.array(
    [shapely.box(100 * (i % 6), 100 * (i // 6), 100 * (i % 6) + 100, 100 * (i // 6) + 100) for i in range(36)]
)
PEOPLE = np.random.default_rng(5).integers(0, 900, 36)
FRAME = pd.DataFrame(
    {"unit_id": [f"unit {i} & <b>" for i in range(36)], "population": PEOPLE, "workload": PEOPLE / 9.0}
)
UNITS = FeatureTable("units", CELLS, FRAME, np.arange(36))
OLD = plan_of(pd.Series([f"S{i % 6}" for i in range(36)]))
NEW = plan_of(pd.Series([None if i == 7 else f"S{i // 6}" for i in range(36)]))


def units(**given):
    return units_report(build_units(UNITS, IndicatorSources(incidents=UNITS)), **given)


def load(**given):
    shares = workload({"population": PEOPLE.astype(float), "crime": PEOPLE[::-1].astype(float)}, WorkloadWeights())
    return workload_report(UNITS, shares, WorkloadWeights(), **given)


def checks(**given):
    return checks_report(check_plan(UNITS, NEW, CheckSettings(1)), UNITS, NEW, CheckSettings(1), **given)


def compare(**given):
    return compare_report(compare_plans(UNITS, OLD, NEW), ("today", "new"), **given)


def cover(**given):
    frame = pd.DataFrame({"sector_id": range(36), "police_district": ["N", "S"] * 18})
    return neighbours_report(
        sector_neighbours(FeatureTable("sectors", CELLS, frame, np.arange(36)), "sector_id"), **given
    )


def reach(**given):
    def measure(origins, targets, access_m):
        metres = shapely.distance(np.asarray(origins)[:, None], np.asarray(targets)[None, :])
        return np.where(metres > 500, np.inf, metres)

    sectors = FeatureTable(
        "sectors", shapely.box([0, 300], [0, 0], [300, 600], [600, 600]), pd.DataFrame(index=range(2)), np.arange(2)
    )
    return reach_report(patrol_reach(sectors, UNITS, None, measure, ReachSettings()), ReachSettings(), **given)


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("make", [units, load, checks, compare, cover, reach], ids=lambda make: make.__name__)
def test_every_report_opens_alone_fits_a_telephone_and_prints(browser, tmp_path, make, language):
    path = tmp_path / "report.html"
    with locale(language):
        report = make(**GIVEN)
    path.write_text(render(report), encoding="utf-8")
    with visit(browser, path.as_uri(), 360, 640) as page:
        assert page.asked == [path.as_uri()]
        assert page.said == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        text = page.inner_text("body")
        assert {"en": "20 Nov 2026", "da": "20. nov. 2026"}[language] in text
        assert not re.search(r"\d{4}-\d\d-\d\d", text), "a day is shown as the language writes it"
        assert "units (36 features)" in text
        assert "nan" not in text.casefold().split()
        assert page.locator("b").count() == 0, "a unit's name is text, not markup"
        assert len(page.pdf(prefer_css_page_size=True)) > 10_000
