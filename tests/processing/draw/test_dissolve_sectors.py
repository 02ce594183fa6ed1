import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsVectorLayer,
)
from sector_planner.ui.plan.settings import PlanSettings, presets, save

CELLS = [
    ("POLYGON((0 0,100 0,100 100,0 100,0 0))", {"sector_id": 2, "population": 5}),
    ("POLYGON((100 0,200 0,200 50,100 50,100 0))", {"sector_id": 2, "population": 7}),
    ("POLYGON((100 50,200 50,200 100,100 100,100 50))", {"sector_id": 10, "population": 1}),
    ("POLYGON((200 0,300 0,300 100,200 100,200 0))", {"sector_id": None, "population": 9}),
]


def test_units_become_sectors_with_sums_and_shape(run, memory_layer, feedback):
    units = memory_layer("Polygon", "sector_id:integer,population:integer", CELLS)
    output = run("dissolvesectors", {"UNITS": units, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"})["OUTPUT"]
    rows = [(f["sector_id"], f["name"], f["population"], f["units"], f["parts"]) for f in output.getFeatures()]
    assert rows == [(2, "Sector 2", 12.0, 2, 1), (10, "Sector 10", 1.0, 1, 1)]
    assert any("Units without a sector, left out: 1" in warning for warning in feedback.warnings)


def test_sectors_of_two_plans_have_names_of_their_own_and_each_plan_finds_its_own(
    provider, memory_layer, feedback, request
):
    from qgis import processing

    project = QgsProject.instance()
    request.addfinalizer(project.clear)
    rows = [(shape, {**row, "plan_b": 1}) for shape, row in CELLS]
    units = memory_layer("Polygon", "sector_id:integer,population:integer,plan_b:integer", rows)
    project.addMapLayer(units)
    made = {}
    for field in ("sector_id", "plan_b", "plan_b"):
        context = QgsProcessingContext()
        context.setProject(project)
        output = QgsProcessingOutputLayerDefinition("memory:", project)
        given = {"UNITS": units, "SECTOR_FIELD": field, "OUTPUT": output}
        layer = processing.run("sectorplanner:dissolvesectors", given, None, feedback, context)["OUTPUT"]
        (details,) = context.layersToLoadOnCompletion().values()
        layer.setName(details.name)
        made[field] = layer.id()
        project.addMapLayer(layer)
    names = sorted(layer.name() for layer in project.mapLayers().values() if layer.id() != units.id())
    assert names == ["Sectors", "Sectors 2", "Sectors 3"]
    for field in ("sector_id", "plan_b"):
        save(project, PlanSettings(layer_id=units.id(), sector_field=field))
        assert presets(project, "dissolvesectors") == {"UNITS": units.id(), "SECTOR_FIELD": field}
        for algorithm in ("exportpublicmap", "createsectordatabase"):
            assert presets(project, algorithm) == {"SECTORS": made[field]}
    assert presets(project, "samplecity") == {}
    project.removeMapLayer(units.id())
    assert presets(project, "dissolvesectors") == presets(project, "exportpublicmap") == {}


def test_text_ids_in_degrees_in_batch(batch, shared_data, tmp_path):
    output = tmp_path / "sectors.gpkg"
    batch(
        "sectorplanner:dissolvesectors",
        UNITS=shared_data("cph_rode_2023/rode.geojson"),
        SECTOR_FIELD="bydel",
        OUTPUT=output,
    )
    layer = QgsVectorLayer(str(output), "sectors")
    assert layer.featureCount() == 10
    assert sum(feature["units"] for feature in layer.getFeatures()) == 399
    assert sum(feature["area_m2"] for feature in layer.getFeatures()) == pytest.approx(90e6, rel=0.1)


@pytest.mark.parametrize(("field", "message"), [("nosuch", "nosuch"), ("empty", "no unit has a sector")])
def test_a_field_without_a_plan_is_refused(run, memory_layer, field, message):
    units = memory_layer("Polygon", "sector_id:integer,population:integer,empty:string", CELLS[:1])
    with pytest.raises(QgsProcessingException, match=message):
        run("dissolvesectors", {"UNITS": units, "SECTOR_FIELD": field, "OUTPUT": "memory:"})
