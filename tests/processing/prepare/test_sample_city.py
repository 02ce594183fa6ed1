import hashlib

import pytest
from qgis.core import (
    QgsExpressionContextUtils,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)
from sector_planner.core.base.paths import RESOURCES
from sector_planner.processing.algorithms.prepare.sample_city import KINDS, SampleCity

STYLES = RESOURCES / "styles"

DANISH = "North East=9;North West=5;Frederiksberg=5"


@pytest.fixture(scope="module")
def city(provider):
    from qgis import processing

    outputs = dict.fromkeys(KINDS, "memory:")
    return processing.run("sectorplanner:samplecity", {"SEED": 3, "UNIT_COUNT": 600, **outputs})


def test_every_layer_is_made_and_says_that_it_is_synthetic(city):
    assert set(city) == set(KINDS)
    for layer in city.values():
        assert layer.isValid() and layer.featureCount() > 0
        assert "(synthetic)" in layer.metadata().title()
        assert "does not exist" in layer.metadata().abstract()
    assert city["PLANNING_UNITS"].crs().authid() == "EPSG:25832"
    assert city["INCIDENTS"].featureCount() == 20_000


def test_unknown_times_are_null_and_dates_are_dates(city):
    values = [feature["from_time"] for feature in city["INCIDENTS"].getFeatures()]
    unknown = [value for value in values if not value]
    assert 0.01 < len(unknown) / len(values) < 0.10
    assert city["OFFICERS"].fields()["review_date"].typeName() == "datetime"
    assert city["MAIN_ROADS"].fields()["bridge"].typeName() == "boolean"


def test_a_geopackage_keeps_the_notes(run, tmp_path):
    table = "ogr:dbname='{}' table=\"{}\" (geom)"
    path = tmp_path / "city.gpkg"
    outputs = {name: table.format(path, name.lower()) for name in ("PLANNING_UNITS", "BRIDGES")}
    run("samplecity", {"UNIT_COUNT": 300, **outputs})
    layer = QgsVectorLayer(f"{path}|layername=planning_units", "units")
    assert layer.featureCount() == 300
    assert "(synthetic)" in layer.metadata().title()
    assert "Synthetic data" in layer.metadata().abstract()
    assert not QgsVectorLayer(f"{path}|layername=incidents", "incidents").isValid()


@pytest.mark.parametrize("name", ["made up.gpkg", "made_up.geojson"])
def test_a_file_of_its_own_keeps_the_notes(run, tmp_path, name):
    run("samplecity", {"UNIT_COUNT": 300, "POLICE_STATIONS": str(tmp_path / name)})
    layer = QgsVectorLayer(str(tmp_path / name), "stations")
    layer.loadDefaultMetadata()
    assert layer.featureCount() == 3
    assert "does not exist" in layer.metadata().abstract()


def test_real_units_get_incidents_where_people_live(run, shared_data):
    path = shared_data("bellahoej/bellahoej_25832.gpkg")
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    units = QgsVectorLayer(f"{path}|layername=units", "units")
    parameters = {"UNITS": units, "DISTRICT_SECTORS": DANISH, "INCIDENTS": "memory:", "OFFICERS": "memory:"}
    results = run("samplecity", parameters)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert results["INCIDENTS"].featureCount() == 20_000
    assert units.extent().contains(results["INCIDENTS"].extent())
    officers = list(results["OFFICERS"].getFeatures())
    responsible = [row["police_district"] for row in officers if row["role"] == "responsible"]
    assert responsible == ["North East"] * 9 + ["North West"] * 5 + ["Frederiksberg"] * 5
    assert len(officers) == 60


def test_sectors_are_shared_out_where_the_real_districts_have_other_names(run, shared_data, feedback):
    units = QgsVectorLayer(f"{shared_data('bellahoej/bellahoej_25832.gpkg')}|layername=units", "units")
    officers = run("samplecity", {"UNITS": units, "OFFICERS": "memory:"})["OFFICERS"]
    found = {
        (row["sector_id"], row["police_district"]) for row in officers.getFeatures() if row["role"] == "substitute"
    }
    assert sorted(sector for sector, _ in found) == list(range(1, 22))
    assert {district for _, district in found} == {"Frederiksberg", "North East", "North West"}
    assert any("shared out by residents" in line for line in feedback.lines)


def test_units_without_a_police_district_get_officers_without_one(run, shared_data):
    units = QgsVectorLayer(f"{shared_data('cph_demo_derived/cph_demo_25832.gpkg')}|layername=rode", "rode")
    results = run("samplecity", {"UNITS": units, "INCIDENTS": "memory:", "OFFICERS": "memory:"})
    assert results["INCIDENTS"].featureCount() == 20_000
    assert not any(row["police_district"] for row in results["OFFICERS"].getFeatures())


def test_units_in_degrees_give_incidents_in_degrees(run, shared_data, feedback):
    units = QgsVectorLayer(f"{shared_data('memphis_hotspot/memphis.gpkg')}|layername=memphis_precincts", "precincts")
    incidents = run("samplecity", {"UNITS": units, "INCIDENTS": "memory:", "WATER": "memory:"})["INCIDENTS"]
    assert incidents.crs().authid() == "EPSG:4326"
    assert incidents.featureCount() == 20_000
    extent = QgsRectangle(units.extent())
    extent.grow(1e-4)
    assert extent.contains(incidents.extent())
    assert any("no population" in warning for warning in feedback.warnings)
    assert any("WATER" in line and "Not made" in line for line in feedback.lines)


SQUARE = "POLYGON((0 0,900 0,900 900,0 900,0 0))"


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({}, "No output was chosen"),
        ({"DISTRICT_SECTORS": "North", "WATER": "memory:"}, "“North” cannot be read"),
        ({"SEED": -4, "WATER": "memory:"}, "SEED"),
        ({"SEED": 2**40, "WATER": "memory:"}, "1099511627776. Give a whole number up to 2147483647"),
        ({"UNIT_COUNT": 3, "WATER": "memory:"}, "UNIT_COUNT"),
    ],
)
def test_wrong_values_are_refused(run, parameters, message):
    with pytest.raises(QgsProcessingException, match=message):
        run("samplecity", parameters)


def test_units_that_do_not_fit_are_refused_with_what_there_is(run, memory_layer):
    empty = memory_layer("Polygon", "population:integer", [("", {"population": 3})], name="roder")
    with pytest.raises(QgsProcessingException, match="roder.*no polygon"):
        run("samplecity", {"UNITS": empty, "INCIDENTS": "memory:"})
    units = memory_layer("Polygon", "police_district:string", [(SQUARE, {"police_district": "West"})], name="roder")
    with pytest.raises(QgsProcessingException, match="name East.*roder.*has: West"):
        run("samplecity", {"UNITS": units, "DISTRICT_SECTORS": "East=3", "OFFICERS": "memory:"})
    text = memory_layer("Polygon", "population:string", [(SQUARE, {"population": "many"})], name="roder")
    with pytest.raises(QgsProcessingException, match="roder.*population.*many"):
        run("samplecity", {"UNITS": text, "INCIDENTS": "memory:"})


def test_units_without_residents_or_with_missing_values_still_get_incidents(run, memory_layer):
    rows = [(SQUARE, {"population": None}), ("", {"population": 5})]
    units = memory_layer("Polygon", "population:integer", rows)
    assert run("samplecity", {"UNITS": units, "INCIDENTS": "memory:"})["INCIDENTS"].featureCount() == 20_000


def drawn_features(layer):
    context = QgsRenderContext()
    renderer = layer.renderer().clone()
    renderer.startRender(context, layer.fields())
    context.expressionContext().appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    drawn = 0
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        drawn += renderer.willRenderFeature(feature, context)
    renderer.stopRender(context)
    return drawn


@pytest.mark.parametrize("name", [name for name in KINDS if name != "OFFICERS"])
def test_every_layer_has_a_style_that_draws_all_its_features(city, name):
    layer = city[name].clone()
    message, loaded = layer.loadNamedStyle(str(STYLES / f"{SampleCity.STYLES[name]}.qml"))
    assert loaded, message
    drawn = drawn_features(layer)
    expected = 12 if name == "SAFETY_DISTRICTS" else layer.featureCount()  # of the index only the newest edition
    assert drawn == expected


def test_the_styles_serve_real_layers_with_other_fields_too(shared_data):
    path = shared_data("bellahoej/bellahoej_25832.gpkg")
    for name in ("exposed_areas", "special_places", "main_roads", "rail_stations", "water"):
        layer = QgsVectorLayer(f"{path}|layername={name}", name)
        assert layer.loadNamedStyle(str(STYLES / f"{name}.qml"))[1]
        assert drawn_features(layer) == layer.featureCount()


def test_no_style_names_a_place_on_a_disk():
    for style in SampleCity.STYLES.values():
        text = (STYLES / f"{style}.qml").read_text(encoding="utf-8")
        assert "file:" not in text and "/home" not in text and "dbname" not in text


def test_layers_loaded_into_a_project_are_styled_and_keep_their_notes(provider, feedback, tmp_path):
    context, project = QgsProcessingContext(), QgsProject()
    context.setProject(project)
    outputs = {
        "PLANNING_UNITS": QgsProcessingOutputLayerDefinition("memory:", project),
        "WATER": QgsProcessingOutputLayerDefinition(str(tmp_path / "water.fgb"), project),
    }
    _, succeeded = provider.algorithm("samplecity").run({"UNIT_COUNT": 300, **outputs}, context, feedback)
    assert succeeded, feedback.errors
    loading = {details.outputName: layer_id for layer_id, details in context.layersToLoadOnCompletion().items()}
    units, water = (QgsProcessingUtils.mapLayerFromString(loading[name], context) for name in outputs)
    assert units.renderer().type() == "categorizedSymbol"
    assert water.labelsEnabled()
    for layer in (units, water):
        assert "does not exist" in layer.metadata().abstract()
