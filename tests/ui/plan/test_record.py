"""Saving: the decision record beside the units, append-only, and conflicts that are told; GeoPackage and PostGIS."""

from pathlib import Path

import pytest
from qgis.core import Qgis, QgsProviderConnectionException, QgsProviderRegistry, QgsVectorLayer, QgsVectorLayerExporter

PLAN = "1 1 2\n1 1 2"


@pytest.fixture(params=["geopackage", "postgis"])
def stored(request, grid, tmp_path):
    """Return a function that opens the same stored units of PLAN, each time as in a window of its own."""
    source = grid(PLAN)
    if request.param == "geopackage":
        path = tmp_path / "units.gpkg"
        target, provider, options = f"{path}", "ogr", {"driverName": "GPKG", "layerName": "units"}
        uri = f"{path}|layername=units"
    else:
        cluster = request.getfixturevalue("cluster")
        database = cluster.new_database()
        cluster.psql("CREATE EXTENSION postgis", database)
        provider, options = "postgres", {}
        uri = f"dbname='{database}' host='{cluster.folder}' port={cluster.port} user='postgres' key='id' type=MultiPolygon srid=25832 table=\"public\".\"units\" (geom)"  # fmt: skip
        target = uri
    error, text = QgsVectorLayerExporter.exportLayer(source, target, provider, source.crs(), False, options)
    assert error == Qgis.VectorExportResult.Success, text

    def open_layer():
        layer = QgsVectorLayer(uri, "units", provider)
        assert layer.isValid()
        layer.centre = source.centre
        return layer

    open_layer.provider = provider
    return open_layer


def record(layer):
    from sector_planner.ui.plan.saving import RecordTable

    return RecordTable(layer).read()


def statement(layer, sql):
    """Run SQL beside the units."""
    metadata = QgsProviderRegistry.instance().providerMetadata(layer.providerType())
    source = layer.source() if layer.providerType() == "postgres" else metadata.decodeUri(layer.source())["path"]
    return metadata.createConnection(source, {}).executeSql(sql)


def test_a_save_is_recorded_with_who_when_from_to_and_why(stored, dock, hand, settle):
    layer = stored()
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(1, 0))
    dock.pending.reason.setText("the school's catchment; don't split it")
    assert layer.commitChanges()
    settle()
    (change,) = record(layer)
    assert (change.unit_id, change.from_sector, change.to_sector, change.residents) == ("u10", "1", "2", 10.0)
    assert (change.plan, change.reason) == ("sector_id", "the school's catchment; don't split it")
    assert change.by
    assert change.at[:2] == "20"
    assert dock.pending.reason.text() == ""
    layer.startEditing()
    hand.click(layer.centre(1, 1))
    assert layer.commitChanges()
    assert [one.unit_id for one in record(layer)] == ["u10", "u11"]
    path = dock.record_actions.show()
    page = Path(path).read_text(encoding="utf-8")
    assert "catchment; don&#39;t split it" in page
    assert page.index("u11") < page.index("u10")


def test_the_record_can_only_grow(stored, dock, hand):
    layer = stored()
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(1, 0))
    assert layer.commitChanges()
    for sql in ("UPDATE plan_change SET changed_by = 'nobody'", "DELETE FROM plan_change"):
        with pytest.raises(QgsProviderConnectionException, match="append-only"):
            statement(layer, sql)
    assert len(record(layer)) == 1


def test_a_rollback_records_nothing(stored, dock, hand):
    layer = stored()
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(layer.centre(1, 0))
    layer.rollBack()
    assert record(layer) == []


def test_the_later_of_two_saves_is_told_and_nothing_is_lost(stored, dock, hand, settle, plan_of):
    mine, theirs = stored(), stored()
    dock = dock(mine)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    hand.click(mine.centre(1, 0))
    fid = next(f.id() for f in theirs.getFeatures() if f["unit_id"] == "u10")
    field = theirs.fields().lookupField("sector_id")
    assert theirs.dataProvider().changeAttributeValues({fid: {field: 5}})
    hand.click(mine.centre(0, 0))
    assert mine.commitChanges()
    settle()
    assert "other sectors for 1 of your units meanwhile: u10 → 5" in dock.said[-2]
    stored_now = {f["unit_id"]: f["sector_id"] for f in stored().getFeatures()}
    assert (stored_now["u10"], stored_now["u00"]) == (5, 2)
    assert mine.isEditable()
    assert plan_of(mine, 3).splitlines()[-1] == "2 2 2"
    assert mine.undoStack().undoText() == "Edits of units that somebody else changed"
    assert mine.commitChanges()
    assert {f["unit_id"]: f["sector_id"] for f in stored().getFeatures()}["u10"] == 2
    assert [(one.unit_id, one.from_sector, one.to_sector) for one in record(mine)] == [
        ("u00", "1", "2"),
        ("u10", "5", "2"),
    ]


def test_every_gesture_works_on_stored_units(stored, dock, hand, settle, plan_of):
    layer = stored()
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("rectangle")
    (left, low), (right, high) = layer.centre(0, 0), layer.centre(1, 1)
    hand.drag([(left - 40, low - 40), (right, high), (right + 40, high - 60)])
    assert plan_of(layer, 3).splitlines()[-1] == "2 2 2"
    layer.undoStack().undo()
    settle()
    assert plan_of(layer, 3) == PLAN


def test_a_memory_layer_has_no_record_and_says_so_once(grid, dock, hand):
    layer = grid(PLAN)
    dock = dock(layer)
    dock.plan.tools.set_target("2")
    dock.plan.tools.take_up("paint")
    for column in (0, 1):
        hand.click(layer.centre(column, 0))
        assert layer.commitChanges()
    assert len([text for text in dock.said if "needs units in GeoPackage or PostGIS" in text]) == 1


def test_every_tool_edits_stored_units_and_what_it_did_is_saved(stored, dock, hand, plan_of):
    layer = stored()
    dock = dock(layer)
    tools = dock.plan.tools
    tools.take_up("eyedropper")
    hand.click(layer.centre(2, 0))
    assert tools.target == "2"
    tools.take_up("rectangle")
    (left, low), (right, high) = layer.centre(0, 0), layer.centre(1, 0)
    hand.drag([(left - 40, low - 40), (right - 20, high + 20), (right + 40, high + 40)])
    assert plan_of(layer, 3) == "1 1 2\n2 2 2"
    tools.set_target("1")
    tools.take_up("lasso")
    x, y = layer.centre(0, 0)
    hand.drag([(x - 40, y - 40), (x + 40, y - 40), (x + 40, y + 40), (x - 40, y + 40), (x - 40, y - 40)])
    assert plan_of(layer, 3) == "1 1 2\n1 2 2"
    tools.take_up("push")
    (x, y), (beside, _) = layer.centre(1, 1), layer.centre(2, 1)
    hand.click(((x + beside) / 2, y))
    hand.move(layer.centre(2, 1))
    hand.click(layer.centre(2, 1))
    assert plan_of(layer, 3) == "1 1 1\n1 2 2"
    assert layer.undoStack().count() == 3
    assert layer.commitChanges()
    assert plan_of(stored(), 3) == "1 1 1\n1 2 2"


@pytest.mark.parametrize("what", ["nothing", "population", "workload", "district", "shape", "split", "new field"])
def test_the_record_tells_what_the_save_changes_whatever_else_is_edited(stored, dock, hand, settle, what):
    """Numbers and shapes that change open the plan anew: its changes were forgotten, and the record stayed empty."""
    from qgis.core import QgsField, QgsPointXY
    from qgis.PyQt.QtCore import QMetaType

    layer = stored()
    open_dock = dock(layer, residents_field="population", workload_field="workload")
    open_dock.plan.tools.set_target("2")
    open_dock.plan.tools.take_up("paint")
    hand.click(layer.centre(1, 0))
    settle()
    layer.startEditing()
    unit = next(feature for feature in layer.getFeatures() if feature["unit_id"] == "u10")
    if what in ("population", "workload"):
        layer.changeAttributeValue(unit.id(), layer.fields().lookupField(what), 5)
    elif what == "district":
        open_dock.choose(layer, residents_field="population", workload_field="workload")
    elif what == "shape":
        shape = unit.geometry()
        shape.translate(1.0, 0.0)
        layer.changeGeometry(unit.id(), shape)
    elif what == "split":
        x, y = layer.centre(1, 0)
        layer.splitFeatures([QgsPointXY(x, y - 200), QgsPointXY(x, y + 200)], False)
    elif what == "new field":
        layer.addAttribute(QgsField("remark", QMetaType.Type.QString, "text", -1))
    settle()
    settle()
    moved = 2 if what == "split" else 1
    assert len(open_dock.plan.session.pending().positions) == moved
    assert layer.commitChanges(), layer.commitErrors()
    settle()
    made = [(one.unit_id, one.from_sector, one.to_sector) for one in record(layer)]
    assert made == [("u10", "1", "2")] * moved
    assert len(open_dock.plan.session.pending().positions) == 0


def test_a_unit_that_was_split_and_kept_its_id_is_a_live_finding(stored, dock, settle):
    from qgis.core import QgsPointXY

    layer = stored()
    open_dock = dock(layer, residents_field="population")
    layer.startEditing()
    x, y = layer.centre(1, 0)
    layer.splitFeatures([QgsPointXY(x, y - 200), QgsPointXY(x, y + 200)], False)
    settle()
    settle()
    found = [one for one in open_dock.plan.session.findings() if one.rule == "duplicate id"]
    finding = next(one for one in found if "The unit id u10 occurs 2 times" in one.message)
    assert len(finding.units) == 2
    layer.rollBack()
    settle()


def test_a_plan_that_is_opened_amid_edits_compares_with_what_is_saved(stored, dock, settle):
    layer = stored()
    layer.startEditing()
    field = layer.fields().lookupField("sector_id")
    unit = next(feature for feature in layer.getFeatures() if feature["unit_id"] == "u10")
    layer.changeAttributeValue(unit.id(), field, "2")
    open_dock = dock(layer)
    settle()
    assert len(open_dock.plan.session.pending().positions) == 1
    assert layer.commitChanges()
    settle()
    assert [(one.unit_id, one.from_sector, one.to_sector) for one in record(layer)] == [("u10", "1", "2")]


def test_a_sector_0_among_numbers_is_no_sector(grid, dock, settle):
    layer = grid("0 1 2\n1 1 2")
    session = dock(layer).plan.session
    assert session.totals.sector_ids == ("1", "2")
    assert [one.rule for one in session.findings() if one.rule == "unassigned"] == ["unassigned"]
    assert len(session.pending().positions) == 0
