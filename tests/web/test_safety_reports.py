"""The reports on manning, safety, threat and evaluation: opened, read for what each must carry, and printed."""

import datetime as dt
import re

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.pages import visit
from sector_planner.core.base.i18n import locale
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.crime.settings import Period
from sector_planner.core.reporting.page import render
from sector_planner.core.safety.evaluation.counts_table import PercentOnly
from sector_planner.core.safety.evaluation.evaluation import DatedIncidents, StudyAreas, evaluate_incidents
from sector_planner.core.safety.evaluation.plan_report import plan_evaluation, plan_report
from sector_planner.core.safety.evaluation.report import EvaluationPage, evaluation_report, percents_report
from sector_planner.core.safety.evaluation.settings import EvaluationSettings
from sector_planner.core.safety.evaluation.verdict import judge
from sector_planner.core.safety.index.index import IndexFields, read_editions
from sector_planner.core.safety.index.overlay import overlay_index
from sector_planner.core.safety.index.report import IndexResult, index_report
from sector_planner.core.safety.index.settings import IndexSettings
from sector_planner.core.safety.threat.assessment import QuarterIncidents, ReferenceSectors, assess, merge_areas
from sector_planner.core.safety.threat.report import ThreatPage, threat_report
from sector_planner.core.safety.threat.settings import Quarter, ThreatSettings
from sector_planner.core.staffing.advice import advise
from sector_planner.core.staffing.allocation import shift_pattern
from sector_planner.core.staffing.report import StaffedSectors, staffing_report
from sector_planner.core.staffing.settings import StaffingSettings

FACTS, INPUTS = [("Edition", "2026-1"), ("Made", "2026-11-20")], [("Sectors", "sectors (3 features)")]
SHAPES = np.array([shapely.box(x, 0, x + 1000, 1000) for x in (0, 1000, 5000)])
RANDOM = np.random.default_rng(8)
MARKING = "Restricted: for police use only"


def staffed():
    load, current, settings = np.array([500.0, 300.0, 200.0]), np.array([2.0, 5.0, 3.0]), StaffingSettings(10)
    advice = advise(load, current, settings)
    shifts = shift_pattern(RANDOM.uniform(1, 9, 168), 52, 8)
    made = StaffedSectors(["1", "2", "3"], load, advice.officers, settings, current, advice, shifts)
    return staffing_report(made, [(0, 1)], None, FACTS, INPUTS)


def index():
    rows = [("A", 2010, "strong", "m"), ("B", 2010, "", "m"), ("A", 2011, "minimal", "m"), ("B", 2011, "reduced", "n")]
    columns = dict(zip(("name", "year", "category", "method"), zip(*rows, strict=True), strict=True))
    districts = FeatureTable("index", SHAPES[[0, 1, 0, 1]], pd.DataFrame(columns), np.arange(4))
    sectors = FeatureTable("sectors", SHAPES, pd.DataFrame(index=range(3)), np.arange(3))
    editions = read_editions(districts, IndexFields())
    overlay = overlay_index(sectors, editions, IndexSettings())
    return index_report(IndexResult(["1", "2", "3"], SHAPES, editions, overlay), FACTS, INPUTS)


def incidents(places, days):
    points = np.array([shapely.point_on_surface(SHAPES[place]) for place in places])
    return DatedIncidents(points, np.datetime64("2020-01-01") + np.asarray(days))


PERIODS = Period(dt.date(2020, 1, 1), dt.date(2020, 12, 31)), Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))


def evaluation():
    data = incidents(
        [0] * 300 + [2] * 400, np.concatenate([RANDOM.integers(0, 400, 300), RANDOM.integers(0, 730, 400)])
    )
    found = evaluate_incidents(data, StudyAreas(SHAPES[0], SHAPES[2]), EvaluationSettings(*PERIODS))
    return evaluation_report(found, judge(found), EvaluationPage("Quiet Night", FACTS, INPUTS))


def percents():
    return percents_report([PercentOnly("Tingbjerg", -56.0)], EvaluationPage("Campaign", FACTS, INPUTS))


def plan():
    data = incidents([0] * 90, RANDOM.integers(0, 300, 90))
    made = plan_evaluation(
        data, StudyAreas(SHAPES[0]), EvaluationSettings(*PERIODS), "Quiet Night", "2020-12-31", "EPSG:25832", ""
    )
    return plan_report(*made, FACTS, INPUTS)


def threat():
    points = np.array([shapely.point_on_surface(SHAPES[place]) for place in [0] * 40 + [1] * 90])
    start = np.datetime64("2026-07-01T20:00:00") + RANDOM.integers(0, 80 * 86400, 130)
    texts = np.full(130, "theft", dtype=object)
    areas = merge_areas(["Estate"], SHAPES[:1], np.array([900.0]))
    settings = ThreatSettings(Quarter(2026, 3), marking=MARKING)
    station = ReferenceSectors(["1", "2", "3"], SHAPES, np.array([900.0, 4000.0, 100.0]))
    threats = assess(QuarterIncidents(points, start, start, texts, texts), areas, station, settings)
    return threat_report(threats, ThreatPage(settings, areas.geometry, SHAPES, [], FACTS, INPUTS))


@pytest.mark.parametrize("language", ["en", "da"])
@pytest.mark.parametrize("make", [staffed, index, evaluation, percents, plan, threat], ids=lambda make: make.__name__)
def test_every_report_opens_alone_fits_a_telephone_says_its_limits_and_prints(browser, tmp_path, make, language):
    path = tmp_path / "report.html"
    with locale(language):
        report = make()
    path.write_text(render(report), encoding="utf-8")
    with visit(browser, path.as_uri(), 360, 640) as page:
        assert page.asked == [path.as_uri()]
        assert page.said == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.evaluate("document.documentElement.lang") == language
        text = page.inner_text("body")
        for words in ("2026-1", {"en": "20 Nov 2026", "da": "20. nov. 2026"}[language], "sectors (3 features)"):
            assert words in text
        assert not re.search(r"\d{4}-\d\d-\d\d", text), "a day is shown as the language writes it"
        assert page.locator("section.limits li").count() >= 3
        assert "nan" not in text.casefold().split()
        assert len(page.pdf(prefer_css_page_size=True)) > 10_000


def test_the_threat_assessment_is_marked_on_every_sheet(browser, tmp_path):
    path = tmp_path / "report.html"
    path.write_text(render(threat()), encoding="utf-8")
    with visit(browser, path.as_uri()) as page:
        assert page.locator(".marking").inner_text() == MARKING
        assert page.evaluate("getComputedStyle(document.querySelector('.marking')).position") == "sticky"
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.querySelector('.marking')).display") == "table-header-group"
