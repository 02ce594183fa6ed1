"""Events, priorities, the street index and the comparison with the edition before."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import records, square
from sector_planner.core.base.errors import InputError
from sector_planner.core.publish.editions import Edition, changes, read_edition
from sector_planner.core.publish.events import read_events, read_priorities
from sector_planner.core.publish.map_geometry import LocalMetres, SectorShape
from sector_planner.core.publish.street_index import StreetFields, street_index

LOCAL = LocalMetres(12.5, 55.7)
IDS = ["1", "2"]


def kilometre(x, y):
    """Return the square kilometre in column x and row y, in degrees."""
    return LOCAL.to_degrees(np.array([square(x, y, 1000)]))[0]


def at(x, y):
    return LOCAL.to_degrees(np.array([shapely.Point(x, y)]))[0]


POLYGONS = np.array([kilometre(0, 0), kilometre(1, 0)], dtype=object)


EVENT = {
    "title": "Mobile station",
    "event_date": "2027-01-14",
    "start_time": "15:00",
    "end_time": "17.30",
    "place": "Square; north, \\ side",
}


def test_an_event_finds_its_sector_by_id_or_by_place():
    events = read_events(
        records([{**EVENT, "sector_id": None}, {**EVENT, "sector_id": 1}], [at(1500, 500), None]), IDS, POLYGONS
    )
    assert [event.sector_id for event in events] == ["2", "1"]


def test_a_calendar_file_says_when_and_where():
    (event,) = read_events(records([{**EVENT, "sector_id": 1}]), IDS, POLYGONS)
    lines = event.calendar().split("\r\n")
    assert "DTSTART:20270114T150000" in lines
    assert "DTEND:20270114T173000" in lines
    assert "LOCATION:Square\\; north\\, \\\\ side" in lines
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == ""


@pytest.mark.parametrize(
    ("start", "end", "ends", "calendar"),
    [
        ("22:00", "00:30", "2028-01-01T00:30", "DTEND:20280101T003000"),
        ("kl. 22", "24:00", "2028-01-01T00:00", "DTEND:20280101T000000"),
        ("2200", "23.30", "2027-12-31T23:30", "DTEND:20271231T233000"),
    ],
)
def test_an_event_past_midnight_ends_on_the_next_day(start, end, ends, calendar):
    row = {**EVENT, "sector_id": 1, "event_date": "31/12-2027", "start_time": start, "end_time": end}
    (event,) = read_events(records([row]), IDS, POLYGONS)
    assert (event.date, event.start, event.ends()) == ("2027-12-31", "22:00", ends)
    assert {"DTSTART:20271231T220000", calendar} <= set(event.calendar().split("\r\n"))


@pytest.mark.parametrize("day", ["5/1-2027", "05.01.27", "5. januar 2027", "2027-01-05T00:00:00", "20270105"])
def test_the_day_of_an_event_is_read_however_it_is_written(day):
    (event,) = read_events(records([{**EVENT, "sector_id": 1, "event_date": day}]), IDS, POLYGONS)
    assert event.date == "2027-01-05"


def test_an_event_with_the_month_first_is_refused():
    with pytest.raises(InputError, match="the month stands before the day"):
        read_events(records([{**EVENT, "sector_id": 1, "event_date": "01/13/2027"}]), IDS, POLYGONS)


def test_an_event_on_a_border_is_in_the_sector_where_an_incident_would_be():
    corner = shapely.get_point(shapely.get_exterior_ring(POLYGONS[1]), 0)
    (event,) = read_events(records([{**EVENT, "sector_id": None}], [corner]), IDS, POLYGONS)
    assert event.sector_id == "2"


def test_an_event_past_midnight_ends_on_the_next_day_on_the_page_and_in_the_calendar():
    late = {
        "title": "Night owls",
        "event_date": "2027-02-28",
        "start_time": "22:00",
        "end_time": "00:30",
        "sector_id": 1,
    }
    (event,) = read_events(records([late]), IDS, POLYGONS)
    assert event.ends() == "2027-03-01T00:30"
    assert "DTSTART:20270228T220000\r\nDTEND:20270301T003000" in event.calendar()


def test_an_event_without_an_end_is_shown_for_the_rest_of_its_day():
    (event,) = read_events(records([{**EVENT, "end_time": "", "sector_id": 1}]), IDS, POLYGONS)
    assert event.ends() == "2027-01-14T23:59"
    assert "DTEND" not in event.calendar()


@pytest.mark.parametrize(("today", "shown"), [("2027-01-14", 2), ("2027-01-15", 1), ("2027-01-16", 0)])
def test_events_that_are_over_are_not_exported(today, shown):
    late = {**EVENT, "start_time": "22:00", "end_time": "00:30"}
    rows = [{**EVENT, "sector_id": 1}, {**late, "sector_id": 1}]
    assert len(read_events(records(rows), IDS, POLYGONS, dt.date.fromisoformat(today))) == shown


def test_calendar_lines_are_folded_at_75_bytes():
    (event,) = read_events(records([{**EVENT, "sector_id": 1, "title": "Æ" * 80}]), IDS, POLYGONS)
    assert max(len(line.encode()) for line in event.calendar().split("\r\n")) <= 75
    assert "Æ" * 80 in event.calendar().replace("\r\n ", "")


@pytest.mark.parametrize(("column", "limit"), [("title", 80), ("place", 120)])
def test_an_event_whose_text_is_too_long_is_refused_and_not_cut(column, limit):
    with pytest.raises(InputError, match=f"column “{column}”: {limit + 1} characters"):
        read_events(records([{**EVENT, "sector_id": 1, column: "x" * (limit + 1)}]), IDS, POLYGONS)


def test_an_event_without_times_is_a_whole_day():
    (event,) = read_events(
        records([{"title": "x", "event_date": pd.Timestamp("2027-01-14"), "sector_id": 1}]), IDS, POLYGONS
    )
    assert "DTSTART;VALUE=DATE:20270114" in event.calendar()
    assert event.ends() == "2027-01-14T23:59"


def test_an_event_that_is_not_published_is_left_out_unread():
    assert (
        read_events(records([{**EVENT, "sector_id": 1, "publish": False, "event_date": "soon"}]), IDS, POLYGONS) == ()
    )


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
        read_events(records([{**EVENT, "sector_id": 1}, {**EVENT, "sector_id": 1, **row}]), IDS, POLYGONS)


@pytest.mark.parametrize("row", [{"sector_id": 7}, {"did": ""}])
def test_a_priority_needs_a_sector_and_an_answer(row):
    good = {"sector_id": 1, "said": "Mopeds", "did": "Controls"}
    assert read_priorities(records([good]), IDS)[0].said == "Mopeds"
    with pytest.raises(InputError, match="row 2"):
        read_priorities(records([good, {**good, **row}]), IDS)


def test_a_street_in_one_sector_needs_no_numbers():
    addresses = records(
        [{"vejnavn": "Å Vej", "husnr": "1A"}, {"vejnavn": "Å Vej", "husnr": "3"}], [at(100, 100), at(200, 100)]
    )
    assert street_index(addresses, POLYGONS) == [["Å Vej", [0]]]


def test_house_numbers_tell_sectors_apart_by_side_of_the_road():
    rows = [("1", 100), ("3", 900), ("5", 1100), ("2", 100), ("4", 1100), ("6", 1200)]
    addresses = records([{"street": "Long", "number": n} for n, _ in rows], [at(x, 500) for _, x in rows])
    assert street_index(addresses, POLYGONS) == [["Long", [[0, 1, 3, 1], [1, 5, 5, 1], [0, 2, 2, 0], [1, 4, 6, 0]]]]


def test_a_road_belongs_to_every_sector_it_runs_in_but_not_to_one_it_only_touches():
    line = LOCAL.to_degrees(
        np.array([shapely.LineString([(100, 500), (1005, 500)]), shapely.LineString([(100, 500), (1500, 500)])])
    )
    assert street_index(records([{"name": "Short"}, {"name": "Long"}], line), POLYGONS) == [
        ["Long", [0, 1]],
        ["Short", [0]],
    ]


def test_house_letters_tell_sectors_apart():
    rows = [("12", 100), ("12A", 900), ("12 b", 1100), ("12C", 1200), ("14", 1300)]
    addresses = records([{"street": "Long", "number": n} for n, _ in rows], [at(x, 500) for _, x in rows])
    assert street_index(addresses, POLYGONS) == [["Long", [[0, 12, 12.01, 0], [1, 12.02, 14, 0]]]]


def test_streets_of_one_name_are_told_apart_by_postal_code_and_town():
    rows = [("4000", "Roskilde", 100), (8000, "Aarhus C", 1500)]
    addresses = records(
        [{"vejnavn": "Skolevej", "husnr": "2", "postnr": code, "postnrnavn": town} for code, town, _ in rows],
        [at(x, 500) for *_, x in rows],
    )
    assert street_index(addresses, POLYGONS) == [["Skolevej", [0], "4000 Roskilde"], ["Skolevej", [1], "8000 Aarhus C"]]
    assert street_index(addresses, POLYGONS, StreetFields(place="postnr"))[1] == ["Skolevej", [1], "8000"]


def test_a_house_close_to_another_sector_says_so():
    rows = [("1", 500), ("3", 990), ("3A", 1002), ("5", 1500)]
    addresses = records([{"street": "Long", "number": n} for n, _ in rows], [at(x, 500) for _, x in rows])
    assert street_index(addresses, POLYGONS) == [["Long", [[0, 1, 3, 1], [1, 3.01, 5, 1]], "", [[3, 1], [3.01, 0]]]]


def test_streets_without_a_name_field_ask_for_it():
    with pytest.raises(InputError, match="Choose it. The layer has: code"):
        street_index(records([{"code": "1"}], [at(1, 1)]), POLYGONS)


def shapes(*polygons):
    return tuple(SectorShape(key, polygon, 0, ()) for key, polygon in zip(IDS, polygons, strict=True))


def test_a_new_officer_and_a_moved_border_are_found():
    before = Edition("2025-2", {"1": "Anna", "2": "Bo"}, {"1": kilometre(0, 0), "2": kilometre(1, 0)})
    wider = LOCAL.to_degrees(np.array([shapely.box(0, 0, 1200, 1000), shapely.box(1200, 0, 2000, 1000)]))
    found = changes(before, {"1": "Anna", "2": "Carla"}, shapes(*wider))
    assert found.new_officer == ("2",)
    (moved,) = found.moved
    assert moved.before == "2"
    assert shapely.area(LOCAL.to_metres(np.array([moved.polygon]))[0]) == pytest.approx(200_000, rel=0.02)


def test_a_border_that_only_wobbles_has_not_moved():
    before = Edition("2025-2", {}, {"1": kilometre(0, 0), "2": kilometre(1, 0)})
    wobbled = LOCAL.to_degrees(np.array([shapely.box(0, 0, 1004, 1000), shapely.box(1004, 0, 2000, 1000)]))
    assert changes(before, {}, shapes(*wobbled)).moved == ()


def test_a_folder_without_a_publication_is_no_edition(tmp_path):
    assert read_edition(tmp_path) is None
    (tmp_path / "record.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "sectors.geojson").write_text("{}", encoding="utf-8")
    assert read_edition(tmp_path) is None
