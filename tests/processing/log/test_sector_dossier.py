"""sectordossier: the handover of a sector and the brief of a drawn area."""

import datetime as dt
import re
import subprocess

import pytest
from qgis.core import QgsProcessingException
from sector_planner.core.base.i18n import locale
from sector_planner.core.logbook.duty import sector_title
from sector_planner.core.logbook.review import overlooked, quarter_of


def page(run, place, tmp_path, **parameters):
    output = tmp_path / "dossier.html"
    run("sectordossier", {"DATABASE": place, "DAY": "2026-03-31", "OUTPUT": str(output), **parameters})
    return output.read_text(encoding="utf-8")


def test_a_new_officer_gets_all_that_is_known_and_nothing_restricted(run, worked, place, tmp_path):
    text = page(run, place, tmp_path, SECTOR=1, PDF=str(tmp_path / "dossier.pdf"))
    for expected in (
        "Handover of sector 1<", "Ane Example", "+4520000001", "Bo Example", "retired", "2026-Q1: Raised (edition 2026-1)",
        "Fell more than elsewhere (edition 2026-1). Fewer reports", "Harbour Estate",
        "Meet the club", "Noise at the &lt;kiosk&gt;", "Harbour Housing", "Housing association", "Light in the park",
        "School Road 1", "Dark underpass", "2 log entries are withheld", "Cover: sector 2", "Homeless people",
    ):  # fmt: skip
        assert expected in text, expected
    for hidden in (
        "RESTRICTED-TEXT",
        "SOURCE-TEXT",
        "School of Two",
        "Too few to say",
        "LATER",
        "Far Estate",
        "2025-Q4",
        "Sector 1 Sector 1",
    ):
        assert hidden not in text
    written = subprocess.run(
        ["pdftotext", str(tmp_path / "dossier.pdf"), "-"], capture_output=True, text=True, check=True
    )
    assert "Ane Example" in written.stdout
    assert "Noise at the <kiosk>" in written.stdout
    assert "31 Mar 2026" in written.stdout
    assert "2026-03-31" not in written.stdout
    assert "RESTRICTED-TEXT" not in written.stdout


@pytest.mark.parametrize(
    ("name", "title"),
    [("3", "3"), ("Sektor 3", "3"), ("sector 03", "3"), ("Harbour", "3 Harbour"), ("Sektor 30", "3 Sektor 30")],
)
def test_a_sector_named_by_its_number_is_named_once(name, title):
    assert sector_title(3, name) == title


def test_a_drawn_area_gives_what_lies_in_it(run, worked, place, tmp_path, memory_layer):
    drawn = "POLYGON((721200 6170200,721500 6170200,721500 6170500,721200 6170500,721200 6170200))"
    area = memory_layer("Polygon", "", [(drawn, {})], name="area")
    text = page(run, place, tmp_path, AREA=area)
    for expected in (
        "Situation brief",
        "100 % of the drawn area",
        "9.0 hectares",
        "Noise at",
        "School Road 1",
        "Dark underpass",
    ):
        assert expected in text, expected
    for outside in ("Speeding by the school", "Hedge"):
        assert outside not in text
    wide = memory_layer(
        "Polygon", "", [("POLYGON((721900 6170000,722100 6170000,722100 6170100,721900 6170100,721900 6170000))", {})]
    )
    assert "50 % of the drawn area" in page(run, place, tmp_path, AREA=wide)


def test_incidents_are_counted_in_the_area_for_two_years(run, worked, place, tmp_path, memory_layer):
    inside, outside = "POINT(721500 6170500)", "POINT(725500 6170500)"
    times = ["2026-03-31T23:59:00"] * 6 + ["2025-04-01T00:00:00", "2025-03-31T12:00:00"] + ["2024-06-01T12:00:00"] * 9
    rows = [(inside, {"type": "Burglary", "from_time": time}) for time in times]
    rows += [
        (inside, {"type": "Theft", "from_time": "2026-01-01T00:00:00"}),
        (inside, {"type": "Theft", "from_time": None}),
    ]
    rows += [(outside, {"type": "Fraud", "from_time": "2026-01-01T00:00:00"})]
    incidents = memory_layer("Point", "type:string,from_time:datetime", rows, name="incidents")
    text = page(run, place, tmp_path, SECTOR=1, INCIDENTS=incidents)
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", text[text.index("Recorded incidents") :])[:12]
    assert cells == ["Burglary", "7", "10", "−30", "Theft", "1", "0", "–", "All", "8", "10", "−20"]


def test_a_file_that_ends_before_the_day_says_so_instead_of_a_fall(run, worked, place, tmp_path, memory_layer):
    days = [f"2024-{month:02d}-{day:02d}T12:00:00" for month in range(4, 13) for day in (3, 9, 15, 21, 27)]
    days += [f"2025-{month:02d}-10T12:00:00" for month in range(1, 6)] * 5
    rows = [("POINT(721500 6170500)", {"type": "Burglary", "from_time": time}) for time in days]
    incidents = memory_layer("Point", "type:string,from_time:datetime", rows, name="incidents")
    text = page(run, place, tmp_path, SECTOR=1, INCIDENTS=incidents)
    said = text[text.index("Recorded incidents") :]
    assert "are from 3 Apr 2024 to 10 May 2025 and do not cover the period 1 Apr 2025 – 31 Mar 2026" in said
    assert re.findall(r"<td[^>]*>([^<]*)</td>", said)[:4] == ["Burglary", "10", "60", "–"]


def test_in_absence_the_substitute_stands_in_and_vacancy_is_named(run, worked, place, tmp_path):
    assert "(away)" in page(run, place, tmp_path, SECTOR=1, DAY="2026-07-05")
    assert "Sector 7 has no responsible officer" in page(run, place, tmp_path, SECTOR=7)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"SECTOR": 77}, "no sector 77"),
        ({"SECTOR": 3_000_000_000}, "no sector 3000000000"),
        ({"SECTOR": "4294967297"}, "no sector 4294967297"),
        ({}, "either a sector or an area"),
        ({"SECTOR": 1, "DAY": "soon"}, "31-01-2026"),
        ({"SECTOR": 1, "DAY": "2019-01-01"}, "no sector 1 on 1 Jan 2019"),
    ],
)
def test_what_cannot_be_answered_is_refused(run, worked, place, tmp_path, parameters, words):
    with pytest.raises(QgsProcessingException, match=words):
        page(run, place, tmp_path, **parameters)
    assert not (tmp_path / "dossier.html").exists()


def test_an_area_outside_all_sectors_says_so(run, worked, place, tmp_path, memory_layer):
    area = memory_layer("Polygon", "", [("POLYGON((0 0,1 0,1 1,0 0))", {})])
    with pytest.raises(QgsProcessingException, match="touches no sector"):
        page(run, place, tmp_path, AREA=area)


def test_overlooked_groups_are_those_with_nothing_logged_in_the_quarter(worked):
    start, end = quarter_of(dt.date(2026, 3, 31))
    assert (start, end) == (dt.date(2026, 1, 1), dt.date(2026, 3, 31))
    assert quarter_of(dt.date(2026, 12, 1)) == (dt.date(2026, 10, 1), dt.date(2026, 12, 31))
    with locale("da"):
        found = overlooked(worked, start, end)
    assert len(found) == 20
    assert len(found[0].groups) == 10 - 3
    assert "Hjemløse" in found[0].groups
    assert len(found[1].groups) == 10
    assert overlooked(worked, start, end, sector=1)[0].groups[-1] == "All other citizens"
