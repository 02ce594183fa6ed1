"""Small inputs made of public reports about other programs; docs/field-reports.md says which."""

import json

import pytest

SQUARE = "POLYGON(({x} 6170000,{e} 6170000,{e} 6171000,{x} 6171000,{x} 6170000))"


def square(west):
    return SQUARE.format(x=west, e=west + 1000)


@pytest.fixture
def sectors(memory_layer):
    rows = [(square(700_000 + 1000 * n), {"sector_id": str(1 + n)}) for n in range(2)]
    return memory_layer("Polygon", "sector_id:string", rows, name="sectors")


def totals(result):
    return {row["area"]: row["count"] for row in result["OUTPUT"].getFeatures() if row["dimension"] == "total"}


def test_crashes_on_the_line_between_two_tracts_are_neither_lost_nor_counted_twice(run, memory_layer, sectors):
    """The report's two answers: too few with one predicate, too many with the other."""
    on_the_line = [(f"POINT(701000 {6170000 + 50 * n})", {"day": "2026-03-01"}) for n in range(21)]
    inside = [(f"POINT({700100 + 1000 * n} 6170500)", {"day": "2026-03-01"}) for n in range(2)]
    crashes = memory_layer("Point", "day:string", [*on_the_line, *inside], name="crashes")
    given = {"AREAS": sectors, "INCIDENTS": crashes, "FROM_FIELD": "day", "OUTPUT": "memory:"}
    assert sum(totals(run("crimeprofile", given)).values()) == 23


def test_values_stay_under_their_names_where_a_field_is_called_fid_in_capitals(run, tmp_path):
    path, output = tmp_path / "units.geojson", str(tmp_path / "out.gpkg")
    features = [
        {
            "type": "Feature",
            "properties": {"FID": 99 - n, "unit_id": f"u{n}", "population": 10 + n, "sector_id": "A"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 55.7], [x + 0.01, 55.7], [x + 0.01, 55.71], [x, 55.7]]],
            },
        }
        for n, x in enumerate((12.50, 12.51, 12.52))
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    given = {"UNITS": str(path), "SECTOR_FIELD": "sector_id", "REPAIRS": "memory:", "OUTPUT": output}
    result = run("repairsectors", given)
    from qgis.core import QgsVectorLayer

    rows = {row["unit_id"]: row["population"] for row in QgsVectorLayer(result["OUTPUT"], "out").getFeatures()}
    assert rows == {"u0": 10, "u1": 11, "u2": 12}


def test_the_doubled_hour_of_autumn_is_read_from_a_file_of_local_times(run, memory_layer, sectors, feedback):
    """Every quarter of an hour from one to four, those from two to three twice over."""
    quarters = [f"2018-10-28 0{hour}:{minute:02d}" for hour in (1, 2, 2, 3) for minute in (0, 15, 30, 45)]
    rows = [(f"POINT({700100 + n} 6170500)", {"at": time}) for n, time in enumerate(quarters)]
    layer = memory_layer("Point", "at:string", rows, name="incidents")
    given = {"INCIDENTS": layer, "SECTORS": sectors, "FROM_FIELD": "at", "CELL_SIZE": 500, "OUTPUT": "memory:"}
    grid = run("crimegrid", given)["OUTPUT"].getFeatures()
    assert sum(cell["night"] for cell in grid) == 16
    assert not any("not dates" in line for line in feedback.warnings)


@pytest.mark.parametrize(("offset", "hour"), [("+02:00", 2), ("+01:00", 2), ("Z", 2)])
def test_an_offset_tells_which_of_the_two_hours_of_autumn_it_was_and_both_are_two_by_the_clock(
    run, memory_layer, sectors, offset, hour
):
    told = {"+02:00": "2018-10-28T02:30:00+02:00", "+01:00": "2018-10-28T02:30:00+01:00", "Z": "2018-10-28T01:30:00Z"}
    layer = memory_layer("Point", "at:string", [("POINT(700100 6170500)", {"at": told[offset]})], name="incidents")
    given = {"AREAS": sectors, "INCIDENTS": layer, "FROM_FIELD": "at", "OUTPUT": "memory:"}
    rows = [
        row["item"]
        for row in run("crimeprofile", given)["OUTPUT"].getFeatures()
        if row["dimension"] == "hour" and row["count"]
    ]
    assert rows == [f"sun {hour:02d}"]


def test_a_mark_before_the_first_heading_belongs_to_no_name(run, memory_layer, sectors, tmp_path):
    path = tmp_path / "incidents.csv"
    path.write_text("lon,lat,day\n12.19,55.63,2026-03-01\n", encoding="utf-8-sig")
    given = {"INCIDENTS": str(path), "X_FIELD": "lon", "Y_FIELD": "lat", "FROM_FIELD": "day", "CELL_SIZE": 500}
    assert run("crimegrid", given | {"OUTPUT": "memory:"})["COUNTED"] == 1
