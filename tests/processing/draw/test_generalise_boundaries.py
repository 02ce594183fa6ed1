import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer


def vertices(layer):
    return sum(feature.geometry().constGet().nCoordinates() for feature in layer.getFeatures())


def test_sectors_keep_their_fields_and_meet_exactly(run, memory_layer):
    jagged = ",".join(f"{100 + (2 if y % 2 else -2)} {y * 10}" for y in range(11))
    back = ",".join(reversed(jagged.split(",")))
    rows = [
        (f"POLYGON((0 0,{jagged},0 100,0 0))", {"sector_id": 1}),
        (f"POLYGON((200 0,200 100,{back},200 0))", {"sector_id": 2}),
    ]
    sectors = memory_layer("Polygon", "sector_id:integer", rows)
    output = run("generaliseboundaries", {"SECTORS": sectors, "TOLERANCE_M": 6, "OUTPUT": "memory:"})["OUTPUT"]
    assert [f["sector_id"] for f in output.getFeatures()] == [1, 2]
    one, other = (feature.geometry() for feature in output.getFeatures())
    assert one.intersection(other).area() == 0
    assert one.combine(other).area() == pytest.approx(20000, rel=0.01)
    assert vertices(output) < 0.5 * vertices(sectors)


def test_sectors_that_overlap_are_refused(run, memory_layer):
    rows = [("POLYGON((0 0,100 0,100 100,0 100,0 0))", {"name": "North"})] * 2
    sectors = memory_layer("Polygon", "name:string", rows)
    with pytest.raises(QgsProcessingException, match="North and North overlap"):
        run("generaliseboundaries", {"SECTORS": sectors, "OUTPUT": "memory:"})


def test_real_districts(run, shared_data, tmp_path):
    source = f"{shared_data('cph_demo_derived/cph_demo_25832.gpkg')}|layername=bydel10"
    output = tmp_path / "simple.gpkg"
    run("generaliseboundaries", {"SECTORS": source, "TOLERANCE_M": 20, "OUTPUT": output})
    before, after = QgsVectorLayer(source, "before"), QgsVectorLayer(str(output), "after")
    assert after.featureCount() == 10
    assert vertices(after) < 0.5 * vertices(before)
    area = [sum(feature.geometry().area() for feature in one.getFeatures()) for one in (before, after)]
    assert area[1] == pytest.approx(area[0], rel=0.01)
