"""Events, priorities, the street index and the comparison with the edition before."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely
from sector_planner.core.errors import InputError
from sector_planner.core.publish.boundaries import LocalMetres
from sector_planner.core.publish.editions import Edition, changes, read_edition
from sector_planner.core.publish.events import read_events, read_priorities
from sector_planner.core.publish.map_shapes import SectorShape
from sector_planner.core.publish.street_index import StreetFields, street_index
from sector_planner.core.table import FeatureTable

LOCAL = LocalMetres(12.5, 55.7)
IDS = ["1", "2"]


def square(x, y, size=1000):
    return LOCAL.to_degrees(np.array([shapely.box(x, y, x + size, y + size)]))[0]


def at(x, y):
    return LOCAL.to_degrees(np.array([shapely.Point(x, y)]))[0]


POLYGONS = np.array([square(0, 0), square(1000, 0)], dtype=object)


def table(rows, geometry=None):
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = geometry if geometry is not None else [None] * len(rows)
    return FeatureTable("layer", shapes, pd.DataFrame(rows), np.arange(len(rows)))


EVENT = {
    "title": "Mobile station",
    "event_date": "2027-01-14",
    "start_time": "15:00",
    "end_time": "17.30",
    "place": "Square; north, \\ side",
}


def test_an_event_finds_its_sector_by_id_or_by_place():
    events = read_events(
        table([{**EVENT, "sector_id": None}, {**EVENT, "sector_id": 1}], [at(1500, 500), None]), IDS, POLYGONS
    )
    assert [event.sector_id for event in events] == ["2", "1"]


def test_a_calendar_file_says_when_and_where():
    (event,) = read_events(table([{**EVENT, "sector_id": 1}]), IDS, POLYGONS)
    lines = event.calendar().split("\r\n")
    assert "DTSTART:20270114T150000" in lines
    assert "DTEND:20270114T173000" in lines
    assert "LOCATION:Square\\; north\\, \\\\ side" in lines
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == ""


def test_an_event_past_midnight_ends_on_the_next_day_on_the_page_and_in_the_calendar():
    late = {
        "title": "Night owls",
        "event_date": "2027-02-28",
        "start_time": "22:00",
        "end_time": "00:30",
        "sector_id": 1,
    }
    (event,) = read_events(table([late]), IDS, POLYGONS)
    assert event.ends() == "2027-03-01T00:30"
    assert "DTSTART:20270228T220000\r\nDTEND:20270301T003000" in event.calendar()


def test_an_event_without_an_end_is_shown_for_the_rest_of_its_day():
    (event,) = read_events(table([{**EVENT, "end_time": "", "sector_id": 1}]), IDS, POLYGONS)
    assert event.ends() == "2027-01-14T23:59"
    assert "DTEND" not in event.calendar()


@pytest.mark.parametrize(("today", "shown"), [("2027-01-14", 2), ("2027-01-15", 1), ("2027-01-16", 0)])
def test_events_that_are_over_are_not_exported(today, shown):
    late = {**EVENT, "start_time": "22:00", "end_time": "00:30"}
    rows = [{**EVENT, "sector_id": 1}, {**late, "sector_id": 1}]
    assert len(read_events(table(rows), IDS, POLYGONS, dt.date.fromisoformat(today))) == shown


def test_calendar_lines_are_folded_at_75_bytes():
    (event,) = read_events(table([{**EVENT, "sector_id": 1, "title": "Æ" * 80}]), IDS, POLYGONS)
    assert max(len(line.encode()) for line in event.calendar().split("\r\n")) <= 75
    assert "Æ" * 80 in event.calendar().replace("\r\n ", "")


@pytest.mark.parametrize(("column", "limit"), [("title", 80), ("place", 120)])
def test_an_event_whose_text_is_too_long_is_refused_and_not_cut(column, limit):
    with pytest.raises(InputError, match=f"column “{column}”: {limit + 1} characters"):
        read_events(table([{**EVENT, "sector_id": 1, column: "x" * (limit + 1)}]), IDS, POLYGONS)


def test_an_event_without_times_is_a_whole_day():
    (event,) = read_events(
        table([{"title": "x", "event_date": pd.Timestamp("2027-01-14"), "sector_id": 1}]), IDS, POLYGONS
    )
    assert "DTSTART;VALUE=DATE:20270114" in event.calendar()
    assert event.ends() == "2027-01-14T23:59"


def test_an_event_that_is_not_published_is_left_out_unread():
    assert read_events(table([{**EVENT, "sector_id": 1, "publish": False, "event_date": "soon"}]), IDS, POLYGONS) == ()


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"event_date": "soon"}, "event_date"),
        ({"start_time": "25:00"}, "start_time"),
        ({"title": ""}, "title"),
        ({"sector_id": 9}, "sector_id"),
    ],
)
def test_an_event_that_cannot_be_read_is_named_by_row_and_column(row, column):
    with pytest.raises(InputError, match=f"row 2, column “{column}”"):
        read_events(table([{**EVENT, "sector_id": 1}, {**EVENT, "sector_id": 1, **row}]), IDS, POLYGONS)


@pytest.mark.parametrize("row", [{"sector_id": 7}, {"did": ""}])
def test_a_priority_needs_a_sector_and_an_answer(row):
    good = {"sector_id": 1, "said": "Mopeds", "did": "Controls"}
    assert read_priorities(table([good]), IDS)[0].said == "Mopeds"
    with pytest.raises(InputError, match="row 2"):
        read_priorities(table([good, {**good, **row}]), IDS)


def test_a_street_in_one_sector_needs_no_numbers():
    addresses = table(
        [{"vejnavn": "Å Vej", "husnr": "1A"}, {"vejnavn": "Å Vej", "husnr": "3"}], [at(100, 100), at(200, 100)]
    )
    assert street_index(addresses, POLYGONS) == [["Å Vej", [0]]]


def test_house_numbers_tell_sectors_apart_by_side_of_the_road():
    rows = [("1", 100), ("3", 900), ("5", 1100), ("2", 100), ("4", 1100), ("6", 1200)]
    addresses = table([{"street": "Long", "number": n} for n, _ in rows], [at(x, 500) for _, x in rows])
    assert street_index(addresses, POLYGONS) == [["Long", [[0, 1, 3, 1], [1, 5, 5, 1], [0, 2, 2, 0], [1, 4, 6, 0]]]]


def test_a_road_belongs_to_every_sector_it_runs_in_but_not_to_one_it_only_touches():
    line = LOCAL.to_degrees(
        np.array([shapely.LineString([(100, 500), (1005, 500)]), shapely.LineString([(100, 500), (1500, 500)])])
    )
    assert street_index(table([{"name": "Short"}, {"name": "Long"}], line), POLYGONS) == [
        ["Long", [0, 1]],
        ["Short", [0]],
    ]


def test_house_letters_tell_sectors_apart():
    rows = [("12", 100), ("12A", 900), ("12 b", 1100), ("12C", 1200), ("14", 1300)]
    addresses = table([{"street": "Long", "number": n} for n, _ in rows], [at(x, 500) for _, x in rows])
    assert street_index(addresses, POLYGONS) == [["Long", [[0, 12, 12.01, 0], [1, 12.02, 14, 0]]]]


def test_streets_of_one_name_are_told_apart_by_postal_code_and_town():
    rows = [("4000", "Roskilde", 100), (8000, "Aarhus C", 1500)]
    addresses = table(
        [{"vejnavn": "Skolevej", "husnr": "2", "postnr": code, "postnrnavn": town} for code, town, _ in rows],
        [at(x, 500) for *_, x in rows],
    )
    assert street_index(addresses, POLYGONS) == [["Skolevej", [0], "4000 Roskilde"], ["Skolevej", [1], "8000 Aarhus C"]]
    assert street_index(addresses, POLYGONS, StreetFields(place="postnr"))[1] == ["Skolevej", [1], "8000"]


def test_a_house_close_to_another_sector_says_so():
    rows = [("1", 500), ("3", 990), ("3A", 1002), ("5", 1500)]
    addresses = table([{"street": "Long", "number": n} for n, _ in rows], [at(x, 500) for _, x in rows])
    assert street_index(addresses, POLYGONS) == [["Long", [[0, 1, 3, 1], [1, 3.01, 5, 1]], "", [[3, 1], [3.01, 0]]]]


def test_streets_without_a_name_field_ask_for_it():
    with pytest.raises(InputError, match="Choose it. The layer has: code"):
        street_index(table([{"code": "1"}], [at(1, 1)]), POLYGONS)


def shapes(*polygons):
    return tuple(SectorShape(key, polygon, 0, (0, 0)) for key, polygon in zip(IDS, polygons, strict=True))


def test_a_new_officer_and_a_moved_border_are_found():
    before = Edition("2025-2", {"1": "Anna", "2": "Bo"}, {"1": square(0, 0), "2": square(1000, 0)})
    wider = LOCAL.to_degrees(np.array([shapely.box(0, 0, 1200, 1000), shapely.box(1200, 0, 2000, 1000)]))
    found = changes(before, {"1": "Anna", "2": "Carla"}, shapes(*wider))
    assert found.new_officer == ("2",)
    (moved,) = found.moved
    assert moved.before == "2"
    assert shapely.area(LOCAL.to_metres(np.array([moved.polygon]))[0]) == pytest.approx(200_000, rel=0.02)


def test_a_border_that_only_wobbles_has_not_moved():
    before = Edition("2025-2", {}, {"1": square(0, 0), "2": square(1000, 0)})
    wobbled = LOCAL.to_degrees(np.array([shapely.box(0, 0, 1004, 1000), shapely.box(1004, 0, 2000, 1000)]))
    assert changes(before, {}, shapes(*wobbled)).moved == ()


def test_a_folder_without_a_publication_is_no_edition(tmp_path):
    assert read_edition(tmp_path) is None
    (tmp_path / "record.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "sectors.geojson").write_text("{}", encoding="utf-8")
    assert read_edition(tmp_path) is None
