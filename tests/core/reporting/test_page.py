import math
import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
import shapely
from sector_planner.core.base.i18n import locale, number, percent
from sector_planner.core.reporting import charts, maps
from sector_planner.core.reporting.page import (
    Column,
    Figure,
    Items,
    Note,
    Report,
    Section,
    Swatch,
    Table,
    Text,
    render,
)
from sector_planner.core.reporting.svg import ticks

NASTY = "<script>alert(1)</script> & “Ærø”"


def nasty_report(language="en"):
    table = Table(
        [Column(NASTY), Column("Officers", 0), Column("Change", 1, signed=True)],
        [[Swatch(NASTY, "#c0392b"), 1234, -3.25], [None, math.nan, 0.04]],
        caption=NASTY,
        total=[NASTY, 1234, None],
    )
    chart = charts.bars([NASTY, "b"], [1.0, math.nan], NASTY)
    parts = [Text(NASTY), Items([NASTY]), Note(NASTY, "warning"), table, Figure(chart, NASTY)]
    return Report(NASTY, [Section(NASTY, parts)], NASTY, [(NASTY, NASTY)], [(NASTY, NASTY)], [NASTY], NASTY, language)


def test_whatever_people_wrote_is_text_and_nothing_else():
    page = render(nasty_report())
    assert "<script" not in page
    assert page.count("alert(1)") == 20  # every place that takes a text, among them 2 in the chart and 2 of the title


def test_the_page_asks_nothing_of_the_network():
    page = render(nasty_report())
    assert re.findall(r"(?:src|href)=\"(?!data:)|url\(|@import|https?://", page) == []


def test_the_same_report_is_the_same_page():
    assert render(nasty_report()) == render(nasty_report())


def test_numbers_stand_right_and_missing_ones_are_a_dash():
    page = render(nasty_report())
    assert '<td class="number">1,234</td>' in page
    assert '<td class="number">−3.2</td>' in page or '<td class="number">−3.3</td>' in page
    assert '<td class="number">–</td>' in page
    assert '<td class="number">+0.0</td>' not in page
    assert '<td class="number">1.234</td>' in render(nasty_report("da"))


@pytest.mark.parametrize(
    ("value", "decimals", "language", "signed", "text"),
    [
        (1234.5, 1, "da", False, "1.234,5"),
        (-0.04, 1, "en", True, "0.0"),
        (-1234567, 0, "en", False, "−1,234,567"),
        (math.inf, 0, "en", False, "–"),
        (None, 2, "da", True, "–"),
        (5, 0, "en", True, "+5"),
    ],
)
def test_numbers_are_written_as_the_language_does(value, decimals, language, signed, text):
    with locale(language):
        assert number(value, decimals, signed=signed) == text


def test_percent_in_danish_has_a_space():
    assert (percent(12), percent(None)) == ("12%", "–")
    with locale("da"):
        assert percent(12) == "12\u202f%"


@pytest.mark.parametrize(("low", "high"), [(0, 0), (0, 1), (-3, 17), (0, 12345), (-0.02, 0.013)])
def test_axis_numbers_span_the_values(low, high):
    steps = ticks(low, high)
    assert steps[0] <= low
    assert steps[-1] >= high
    assert 2 <= len(steps) <= 8


def test_charts_of_nothing_and_of_gaps_are_still_pictures():
    drawings = [
        charts.bars([], [], "empty"),
        charts.bars(["a"], [math.nan], "no value"),
        charts.bars(["a", "b"], [-5.0, 5.0], "two ways", signed=True, reference=2.0),
        charts.lines([charts.Series("a", [math.nan, 1.0, math.nan])], ["1", "2", "3"], "gaps", marks=[(1, "x")]),
        charts.lines([], [], "empty"),
        charts.intervals(["a"], [(-math.inf, math.nan, math.inf)], "no estimate"),
    ]
    for drawing in drawings:
        assert ET.fromstring(str(drawing)).tag == "svg"
        assert "nan" not in drawing
        assert "inf" not in drawing


def test_a_map_draws_every_area_there_is_and_keeps_its_shape():
    ring = shapely.box(0, 0, 300, 300).difference(shapely.box(100, 100, 200, 200))
    areas = np.array([ring, None, shapely.MultiPolygon([shapely.box(400, 0, 500, 100), shapely.box(600, 0, 700, 100)])])
    drawing = ET.fromstring(str(maps.choropleth(areas, ["red", "blue", "green"], "d", names=["a", "b", "c"])))
    paths = drawing.findall("path")
    assert [path.get("style") for path in paths] == ["fill:red", "fill:green"]
    assert [path.get("d").count("M") for path in paths] == [2, 2]
    assert [text.text for text in drawing.findall("text")] == ["a", "c"]


def test_outlines_are_shown_whole():
    area, outline = np.array([shapely.box(0, 0, 10, 10)]), np.array([shapely.box(-90, -90, 110, 110)])
    drawing = str(maps.choropleth(area, ["red"], "d", outline=outline))
    numbers = [float(number) for number in re.findall(r"-?\d+\.\d", " ".join(re.findall(r' d="([^"]+)"', drawing)))]
    assert min(numbers) >= 0
    assert max(numbers) <= 760
