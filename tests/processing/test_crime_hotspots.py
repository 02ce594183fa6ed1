import pytest
from builders.wkt import box_wkt
from qgis.core import QgsProcessingException, QgsVectorLayer


@pytest.fixture
def grid(memory_layer):
    def make(count=lambda column, row: 1, fields="cell_id:string,count:integer,sector_id:string"):
        rows = []
        for row in range(12):
            for column in range(12):
                x, y = 100 * column, 100 * row
                wkt = box_wkt(x, y, x + 100, y + 100)
                values = {
                    "cell_id": f"100m_{row}_{column}",
                    "count": count(column, row),
                    "sector_id": "1" if column < 6 else "2",
                }
                rows.append((wkt, values))
        return memory_layer("Polygon", fields, rows, name="grid")

    return make


def blob(column, row):
    return 25 if 4 <= column <= 7 and 4 <= row <= 6 else (column * row) % 3


def test_hot_spots_are_found_owned_and_reported(run, grid, memory_layer, tmp_path):
    contacts = memory_layer(
        "None",
        "sector_id:integer,role:string,name:string",
        [
            (None, {"sector_id": 1, "role": "responsible", "name": "Anna Jensen"}),
            (None, {"sector_id": 1, "role": "substitute", "name": "Carl Holm"}),
            (None, {"sector_id": 2, "role": "responsible", "name": "Bo <Hansen>"}),
        ],
        name="contacts",
    )
    report = tmp_path / "report.html"
    result = run(
        "crimehotspots",
        {"GRID": grid(blob), "CONTACTS": contacts, "OUTPUT": "memory:", "HOT_SPOTS": "memory:", "REPORT": str(report)},
    )
    (spot,) = list(result["HOT_SPOTS"].getFeatures())
    assert spot["owners"] == "straddles the line between 1 (Anna Jensen) and 2 (Bo <Hansen>)"
    assert spot["straddles"]
    assert spot["incidents"] >= 12 * 25
    cells = {feature["cell_id"]: feature for feature in result["OUTPUT"].getFeatures()}
    assert cells["100m_5_5"]["gi_class"] == "hot 99"
    assert cells["100m_5_5"]["hot_spot"] == 1
    assert not cells["100m_11_0"]["hot_spot"]
    page = report.read_text(encoding="utf-8")
    assert "Bo &lt;Hansen&gt;" in page
    assert "false-discovery rate" in page
    assert "share a side or a corner" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_the_grid_of_real_robberies_gives_hot_spots_with_a_trend(run, shared_data, tmp_path):
    file = shared_data("memphis_hotspot/memphis.gpkg")
    precincts = QgsVectorLayer(f"{file}|layername=memphis_precincts", "precincts", "ogr")
    cells = run(
        "crimegrid",
        {
            "INCIDENTS": f"{file}|layername=memphis_robberies",
            "SECTORS": precincts,
            "SECTOR_FIELD": "precinct",
            "CELL_SIZE": 1000,
            "PERIODS": "quarter",
            "FROM_FIELD": "date",
            "OUTPUT": "memory:",
        },
    )["OUTPUT"]
    quarters = [name for name in cells.fields().names() if name.startswith("period_")]
    assert quarters == [f"period_2019_q{number}" for number in (1, 2, 3, 4)]
    assert sum(sum(cell[name] for name in quarters) for cell in cells.getFeatures()) == 2244
    result = run(
        "crimehotspots",
        {
            "GRID": cells,
            "SECTORS": precincts,
            "SECTOR_FIELD": "precinct",
            "PERIOD_FIELDS": quarters,
            "OUTPUT": "memory:",
            "HOT_SPOTS": "memory:",
            "REPORT": str(tmp_path / "r.html"),
        },
    )
    trends = {cell["trend"] for cell in result["OUTPUT"].getFeatures() if cell["trend"]}
    assert trends == {"new", "persistent", "fading", "sporadic"}
    assert any(spot["straddles"] for spot in result["HOT_SPOTS"].getFeatures())


def test_nothing_to_tell_apart_is_said(run, grid):
    with pytest.raises(QgsProcessingException, match="144 cells have the same count"):
        run("crimehotspots", {"GRID": grid(), "OUTPUT": "memory:"})


def test_a_negative_count_is_named(run, grid):
    with pytest.raises(QgsProcessingException, match="grid.*feature 3.*count.*missing or negative"):
        run(
            "crimehotspots",
            {"GRID": grid(lambda column, row: -1 if (column, row) == (2, 0) else column), "OUTPUT": "memory:"},
        )


def test_a_distance_of_nothing_is_refused(run, grid):
    with pytest.raises(QgsProcessingException, match="distance above zero"):
        run("crimehotspots", {"GRID": grid(blob), "NEIGHBOURS": "distance", "DISTANCE": 0, "OUTPUT": "memory:"})


def test_cells_whose_outline_crosses_itself_are_repaired(run, memory_layer):
    rows = []
    for row in range(12):
        for column in range(12):
            w, s = 100 * column, 100 * row
            e, n = w + 100, s + 100
            ring = (
                f"{w} {s},{e} {n},{e} {s},{w} {n},{w} {s}" if column % 2 else f"{w} {s},{e} {s},{e} {n},{w} {n},{w} {s}"
            )
            rows.append((f"POLYGON(({ring}))", {"count": blob(column, row)}))
    layer = memory_layer("Polygon", "count:integer", rows, name="grid")
    result = run("crimehotspots", {"GRID": layer, "OUTPUT": "memory:", "HOT_SPOTS": "memory:"})
    spots = list(result["HOT_SPOTS"].getFeatures())
    assert spots
    assert all(spot.geometry().isGeosValid() for spot in spots)
