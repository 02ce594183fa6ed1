"""Parameters with a few values to choose from, in every algorithm."""

import pytest
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingParameterEnum
from sector_planner.core.base.errors import InputError
from sector_planner.processing.framework.parameters import enum, with_named_choices

SQUARES = [
    (f"POLYGON(({x} 0,{x + 9} 0,{x + 9} 9,{x} 9,{x} 0))", {"workload": 1.0, "unit_id": str(x)}) for x in range(0, 54, 9)
]


def choices(provider):
    return [
        (algorithm, definition)
        for algorithm in provider.algorithms()
        for definition in algorithm.parameterDefinitions()
        if isinstance(definition, QgsProcessingParameterEnum)
    ]


def test_the_title_of_every_choice_tells_what_can_be_chosen(provider):
    assert len(choices(provider)) >= 12
    for algorithm, definition in choices(provider):
        assert definition.usesStaticStrings(), (algorithm.name(), definition.name())
        missing = [value for value in definition.options() if value not in definition.description()]
        assert not missing, (algorithm.name(), definition.name(), missing)


def test_a_choice_is_known_by_its_name_and_by_its_number(provider):
    for algorithm, definition in choices(provider):
        for number, value in enumerate(definition.options()):
            for given in (value, value.upper(), number, str(number), f" {value} ", float(number)):
                named = with_named_choices([definition], {definition.name(): given})
                assert named == {definition.name(): value}, (algorithm.name(), given)


def test_a_name_that_is_a_number_is_a_name():
    rings = enum("RINGS", "Rings", ["1", "2", "4"], "1")
    assert [with_named_choices([rings], {"RINGS": given})["RINGS"] for given in (1, "2", 0)] == ["1", "2", "1"]


@pytest.mark.parametrize("given", ["swift", 17, -1, "1.5"])
def test_the_refusal_of_every_choice_tells_what_can_be_chosen(provider, given):
    for algorithm, definition in choices(provider):
        accepted, reason = algorithm.checkParameterValues({definition.name(): given}, QgsProcessingContext())
        assert not accepted
        assert all(value in reason for value in definition.options()), (algorithm.name(), reason)
        with pytest.raises(InputError, match="cannot be chosen"):
            with_named_choices([definition], {definition.name(): given})


def test_a_choice_by_number_reaches_the_run(run, memory_layer, tmp_path):
    units = memory_layer("Polygon", "workload:double,unit_id:string", SQUARES)
    report = tmp_path / "report.html"
    settings = {"UNITS": units, "SECTOR_COUNT": 2, "SEED": 1, "OUTPUT": "memory:", "REPORT": report}
    run("balancesectors", {**settings, "EFFORT": 0})
    assert ">quick<" in report.read_text(encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="Choose one of: quick, standard, best"):
        run("balancesectors", {**settings, "EFFORT": "slow"})
