import pytest
from qgis.core import NULL, QgsProcessingException

SECTOR = "POLYGON(({0} 0,{1} 0,{1} 1000,{0} 1000,{0} 0))"


def strip(start, end):
    return SECTOR.format(start, end)


@pytest.fixture
def sectors(memory_layer):
    rows = [(strip(0, 1000), {"sector_id": 1, "name": "West"}), (strip(1000, 2000), {"sector_id": 2, "name": "East"})]
    return memory_layer("Polygon", "sector_id:integer,name:string(20)", rows, name="sectors")


@pytest.fixture
def districts(memory_layer):
    rows = [
        (strip(0, 500), {"name": "A", "year": year, "category": category, "method": "survey"})
        for year, category in ((2010, "ordinary"), (2011, "markant"))
    ]
    fields = "name:string(20),year:integer,category:string(20),method:string(20)"
    return memory_layer("Polygon", fields, rows, name="districts")


def rows(layer):
    return [dict(zip(layer.fields().names(), feature.attributes(), strict=True)) for feature in layer.getFeatures()]


def test_shares_change_and_no_data(run, sectors, districts):
    west, east = rows(
        run("safetyindexoverlay", {"SECTORS": sectors, "INDEX_DISTRICTS": districts, "OUTPUT": "memory:"})["OUTPUT"]
    )
    assert (west["share_strong"], west["no_data_share"], west["worse_share"]) == (50, 50, 50)
    assert (west["dominant"], west["worst"], west["change"], west["year"], west["compare_year"]) == (
        "strong",
        "strong",
        "worse",
        2011,
        2010,
    )
    assert east["no_data_share"] == 100
    assert not east["dominant"]
    assert not east["change"]


def test_the_report_and_the_four_way_view(run, sectors, districts, memory_layer, tmp_path):
    people = memory_layer(
        "Point",
        "population:integer",
        [("POINT(100 500)", {"population": 500}), ("POINT(1500 500)", {"population": 500})],
    )
    incidents = memory_layer("Point", "", [("POINT(100 500)", {})] * 20 + [("POINT(5000 5000)", {})], name="incidents")
    report = tmp_path / "index.html"
    results = run(
        "safetyindexoverlay",
        {
            "SECTORS": sectors,
            "INDEX_DISTRICTS": districts,
            "POPULATION_LAYER": people,
            "INCIDENTS": incidents,
            "EDITION": "2026-1",
            "OUTPUT": "memory:",
            "FOUR_WAY": "memory:",
            "REPORT": str(report),
        },
    )
    west, east = rows(results["FOUR_WAY"])
    assert (west["four_way"], west["incidents"], west["crime_rate"], west["unsafe_share"]) == (
        "unsafe_high",
        20,
        40,
        100,
    )
    assert not east["four_way"]
    page = report.read_text(encoding="utf-8")
    for words in (
        "2026-1",
        "All editions by district",
        "recorded crime",
        "districts (2 features)",
        "greater need",
        "1 West",
    ):
        assert words in page


def test_a_layer_without_categories_or_years_is_no_data_with_names(run, sectors, memory_layer, feedback, tmp_path):
    districts = memory_layer("Polygon", "navn:string(20)", [(strip(0, 2000), {"navn": "Husum syd"})])
    report = tmp_path / "index.html"
    settings = {"SECTORS": sectors, "INDEX_DISTRICTS": districts, "CATEGORY_FIELD": "category", "YEAR_FIELD": ""}
    for row in rows(run("safetyindexoverlay", {**settings, "OUTPUT": "memory:", "REPORT": str(report)})["OUTPUT"]):
        assert row["no_data_share"] == 100
        assert row["districts"] == "Husum syd 100 %"
        assert not row["worst"]
    assert any("no field “category”" in warning for warning in feedback.warnings)
    assert "every sector is without data" in report.read_text(encoding="utf-8")


def test_an_unknown_category_stops_the_run(run, sectors, memory_layer):
    districts = memory_layer(
        "Polygon", "name:string,category:string", [(strip(0, 9), {"name": "A", "category": "bad"})]
    )
    with pytest.raises(QgsProcessingException, match="feature 1.*category.*“bad”"):
        run("safetyindexoverlay", {"SECTORS": sectors, "INDEX_DISTRICTS": districts, "OUTPUT": "memory:"})


def test_an_edition_that_is_not_there_stops_the_run(run, sectors, districts):
    with pytest.raises(QgsProcessingException, match="no edition of 1999"):
        run("safetyindexoverlay", {"SECTORS": sectors, "INDEX_DISTRICTS": districts, "YEAR": 1999, "OUTPUT": "memory:"})


def test_the_real_index_districts_over_the_real_units(run, shared_data, tmp_path):
    path = shared_data("bellahoej/bellahoej_25832.gpkg")
    units = f"{path}|layername=units"
    settings = {
        "SECTORS": units,
        "INDEX_DISTRICTS": f"{path}|layername=safety_districts_2009",
        "POPULATION_LAYER": units,
    }
    output = run("safetyindexoverlay", {**settings, "OUTPUT": "memory:"})["OUTPUT"]
    found = rows(output)
    assert len(found) == 1100
    assert {round(row["no_data_share"], 6) for row in found} == {100}
    assert sum("Husum" in row["districts"] for row in found) > 10


def test_every_category_has_its_colour_and_words_in_the_style(run, sectors, districts):
    from sector_planner.core.safety.four_way import QUADRANTS
    from sector_planner.core.safety.index_settings import CATEGORIES
    from sector_planner.processing.base import RESOURCES

    for style, options in (("safety_index", CATEGORIES), ("safety_against_crime", QUADRANTS)):
        layer = sectors.clone()
        message, loaded = layer.loadNamedStyle(str(RESOURCES / "styles" / f"{style}.qml"))
        assert loaded, message
        legend = {item.label(): item.symbol().color().name() for item in layer.renderer().legendSymbolItems()}
        for option in options:
            assert legend[f"{option.english} · {option.danish}"] == option.colour


def test_degrees_missing_shapes_and_missing_residents_are_met(run, memory_layer, tmp_path):
    square = "POLYGON(({0} 55.7,{1} 55.7,{1} 55.71,{0} 55.71,{0} 55.7))"
    sectors = memory_layer(
        "Polygon",
        "sector_id:integer",
        [(square.format(12.5, 12.51), {"sector_id": 1}), ("", {"sector_id": 2})],
        crs="EPSG:4326",
        name="sectors",
    )
    bow_tie = "POLYGON((12.5 55.7,12.51 55.71,12.51 55.7,12.5 55.71,12.5 55.7))"
    districts = memory_layer(
        "Polygon",
        "name:string,category:string",
        [(bow_tie, {"name": "A", "category": "strong"}), ("", {"name": "B", "category": "minimal"})],
        crs="EPSG:4326",
    )
    people = memory_layer(
        "Point",
        "population:integer",
        [
            ("POINT(12.5051 55.7049)", {"population": None}),
            ("POINT(12.502 55.705)", {"population": 5}),
            ("", {"population": 9}),
        ],
        crs="EPSG:4326",
    )
    settings = {"SECTORS": sectors, "INDEX_DISTRICTS": districts, "POPULATION_LAYER": people}
    report = tmp_path / "index.html"
    first, second = rows(run("safetyindexoverlay", {**settings, "OUTPUT": "memory:", "REPORT": str(report)})["OUTPUT"])
    assert first["share_strong"] + first["no_data_share"] == pytest.approx(100)
    assert first["basis"] == "residents"
    assert all(second[name] == NULL for name in ("no_data_share", "share_minimal", "dominant", "worst"))
    assert "nan" not in report.read_text(encoding="utf-8").casefold().split()


def test_districts_that_overlap_are_said_in_log_and_report(run, sectors, memory_layer, feedback, tmp_path):
    rows = [
        (strip(0, 600), {"name": "A", "year": 2011, "category": "ordinary"}),
        (strip(400, 1000), {"name": "B", "year": 2011, "category": "strong"}),
    ]
    districts = memory_layer("Polygon", "name:string(20),year:integer,category:string(20)", rows, name="districts")
    report = tmp_path / "index.html"
    given = {"SECTORS": sectors, "INDEX_DISTRICTS": districts, "OUTPUT": "memory:", "REPORT": report}
    west = next(run("safetyindexoverlay", given)["OUTPUT"].getFeatures())
    assert (west["share_ordinary"], west["share_strong"], west["no_data_share"]) == pytest.approx((40, 40, 20))
    text = "Districts “A” and “B” of the index 2011 overlap by 200,000 m² with different categories"
    assert any(text in warning for warning in feedback.warnings)
    assert text in report.read_text(encoding="utf-8")
