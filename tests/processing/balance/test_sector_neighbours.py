import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

SQUARES = [(f"POLYGON(({x} 0,{x + 100} 0,{x + 100} 100,{x} 100,{x} 0))", x // 100 + 1) for x in (0, 100, 200, 300)]


def test_pairs_and_partners(run, memory_layer, tmp_path):
    rows = [(wkt, {"sector_id": number, "officers": 2}) for wkt, number in SQUARES]
    sectors = memory_layer("Polygon", "sector_id:integer,officers:integer", rows, name="sectors")
    report = tmp_path / "cover.html"
    results = run(
        "sectorneighbours",
        {
            "SECTORS": sectors,
            "SECTOR_FIELD": "sector_id",
            "OFFICERS_FIELD": "officers",
            "OUTPUT": "memory:",
            "COVER": "memory:",
            "REPORT": str(report),
        },
    )
    assert [f["border_m"] for f in results["OUTPUT"].getFeatures()] == [100, 100, 100]
    assert [f["cover_partner"] for f in results["COVER"].getFeatures()] == ["2", "1", "4", "3"]
    assert [f["group_officers"] for f in results["COVER"].getFeatures()] == [4] * 4
    assert "Who covers for whom" in report.read_text(encoding="utf-8")


def test_repeated_ids_are_refused(run, memory_layer):
    rows = [(wkt, {"sector_id": 1}) for wkt, _ in SQUARES]
    sectors = memory_layer("Polygon", "sector_id:integer", rows)
    with pytest.raises(QgsProcessingException, match="Dissolve units into sectors first"):
        run(
            "sectorneighbours",
            {"SECTORS": sectors, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:", "COVER": "memory:"},
        )


def test_real_districts_all_have_a_partner(run, shared_data, tmp_path):
    cover, pairs = tmp_path / "cover.gpkg", tmp_path / "pairs.gpkg"
    source = shared_data("cph_demo_derived/cph_demo_25832.gpkg")
    run(
        "sectorneighbours",
        {
            "SECTORS": f"{source}|layername=tryghed_distrikt35",
            "SECTOR_FIELD": "distrikt_nr",
            "OUTPUT": pairs,
            "COVER": cover,
            "REPORT": tmp_path / "cover.html",
        },
    )
    layer = QgsVectorLayer(str(cover), "cover")
    assert layer.featureCount() == 35
    assert all(feature["cover_partner"] for feature in layer.getFeatures())
    assert QgsVectorLayer(str(pairs), "pairs").featureCount() > 60
