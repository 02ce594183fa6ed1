"""A run that fails or is cancelled leaves what was there, and nothing of its own."""

import errno
import hashlib
import os
import resource
import sqlite3
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsVectorFileWriter, QgsVectorLayer

SQUARES = [
    (f"POLYGON(({x} 0,{x + 10} 0,{x + 10} 10,{x} 10,{x} 0))", {"population": 10, "crime_load": 1})
    for x in range(0, 5000, 10)
]
FIELDS = "population:integer,crime_load:integer"


class CancelsAt(QgsProcessingFeedback):
    """Presses Cancel when progress reaches a share."""

    def __init__(self, percent):
        super().__init__(False)
        self.percent = percent
        self.progressChanged.connect(lambda value: self.cancel() if value >= percent else None)


def run_with(feedback, parameters):
    from qgis import processing

    return processing.run("sectorplanner:workloadindex", parameters, feedback=feedback)


def tables(path):
    with sqlite3.connect(path) as connection:
        return {name for (name,) in connection.execute("select table_name from gpkg_contents")}


@pytest.mark.parametrize("percent", [10, 96, 99])
def test_cancel_leaves_no_file(provider, memory_layer, tmp_path, percent):
    units = memory_layer("Polygon", FIELDS, SQUARES)
    target = tmp_path / "out.gpkg"
    assert run_with(CancelsAt(percent), {"UNITS": units, "OUTPUT": str(target)}) == {}
    assert list(tmp_path.iterdir()) == []


def test_cancel_puts_back_the_file_that_was_there(provider, memory_layer, tmp_path):
    units = memory_layer("Polygon", FIELDS, SQUARES)
    target = tmp_path / "out.gpkg"
    run_with(QgsProcessingFeedback(False), {"UNITS": units, "OUTPUT": str(target)})
    before = QgsVectorLayer(str(target)).featureCount()
    few = memory_layer("Polygon", FIELDS, SQUARES[:300])
    assert run_with(CancelsAt(97), {"UNITS": few, "OUTPUT": str(target)}) == {}
    assert [path.name for path in tmp_path.iterdir()] == ["out.gpkg"]
    assert QgsVectorLayer(str(target)).featureCount() == before == 500


def test_cancel_leaves_the_other_tables_of_a_geopackage(provider, memory_layer, tmp_path):
    units = memory_layer("Polygon", FIELDS, SQUARES)
    target = tmp_path / "plan.gpkg"
    run_with(QgsProcessingFeedback(False), {"UNITS": units, "OUTPUT": f"ogr:dbname='{target}' table=\"first\" (geom)"})
    assert run_with(CancelsAt(97), {"UNITS": units, "OUTPUT": f"ogr:dbname='{target}' table=\"second\" (geom)"}) == {}
    assert tables(target) == {"first"}
    assert QgsVectorLayer(f"{target}|layername=first").featureCount() == 500
    assert [path.name for path in tmp_path.iterdir()] == ["plan.gpkg"]


def test_success_leaves_just_the_output_and_the_source_as_it_was(provider, memory_layer, tmp_path):
    source = tmp_path / "source.gpkg"
    units = memory_layer("Polygon", FIELDS, SQUARES)
    QgsVectorFileWriter.writeAsVectorFormatV3(
        units, str(source), units.transformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    before = hashlib.sha256(source.read_bytes()).hexdigest()
    run_with(QgsProcessingFeedback(False), {"UNITS": f"{source}", "OUTPUT": str(tmp_path / "out.gpkg")})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.gpkg", "source.gpkg"]
    assert hashlib.sha256(source.read_bytes()).hexdigest() == before


def test_an_output_that_is_its_own_source_is_refused(provider, memory_layer, tmp_path):
    source = tmp_path / "source.gpkg"
    units = memory_layer("Polygon", FIELDS, SQUARES)
    QgsVectorFileWriter.writeAsVectorFormatV3(
        units, str(source), units.transformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    before = source.read_bytes()
    with pytest.raises(QgsProcessingException, match="source"):
        run_with(QgsProcessingFeedback(False), {"UNITS": f"{source}", "OUTPUT": str(source)})
    assert source.read_bytes() == before


def test_a_fid_that_repeats_does_not_stop_a_geopackage(run, memory_layer, tmp_path):
    """Layers merged from several GeoPackages carry such a field."""
    rows = [(f"POLYGON(({x} 0,{x + 9} 0,{x + 9} 9,{x} 9,{x} 0))", {"fid": 1, "population": 3}) for x in (0, 9)]
    path = tmp_path / "units.gpkg"
    run("workloadindex", {"UNITS": memory_layer("Polygon", "fid:integer,population:integer", rows), "OUTPUT": path})
    assert QgsVectorLayer(str(path), "units").featureCount() == 2


def test_what_was_there_comes_back_where_the_report_cannot_take_its_place(
    provider, memory_layer, tmp_path, monkeypatch
):
    units = memory_layer("Polygon", FIELDS, SQUARES[:9])
    given = {"UNITS": units, "OUTPUT": str(tmp_path / "out.gpkg"), "REPORT": str(tmp_path / "report.html")}
    run_with(QgsProcessingFeedback(False), given)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    replace = Path.replace

    def refuse(self, target):
        if self.name.startswith(".report") and Path(target).name == "report.html":
            raise PermissionError(errno.EACCES, "in use", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(QgsProcessingException, match="in use. Nothing was written"):
        run_with(QgsProcessingFeedback(False), given)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_earlier_output_that_cannot_be_removed_is_named(provider, memory_layer, tmp_path, monkeypatch):
    given = {"UNITS": memory_layer("Polygon", FIELDS, SQUARES[:9]), "OUTPUT": str(tmp_path / "out.gpkg")}
    run_with(QgsProcessingFeedback(False), given)
    unlink, feedback = Path.unlink, QgsProcessingFeedback(False)

    def refuse(self, missing_ok=False):
        if self.name.startswith(".out"):
            raise PermissionError(errno.EACCES, "in use", str(self))
        unlink(self, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    run_with(feedback, given)
    (left,) = tmp_path.glob(".out-*.gpkg")
    assert f"{left}, an earlier output, could not be removed" in feedback.textLog()


def test_a_file_that_the_disk_cut_short_is_no_result(provider, memory_layer, tmp_path):
    """GDAL does not tell that a file could not be completed; here it may not grow beyond sixteen kilobytes."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, limits[1]))
    try:
        with pytest.raises(QgsProcessingException, match="disk has room"):
            units = memory_layer("Polygon", FIELDS, SQUARES[:9])
            run_with(QgsProcessingFeedback(False), {"UNITS": units, "OUTPUT": str(tmp_path / "out.gpkg")})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_never_replaced_by_an_output(provider, memory_layer, tmp_path):
    (tmp_path / "out.gpkg").mkdir()
    (tmp_path / "out.gpkg" / "precious").write_text("kept")
    units = memory_layer("Polygon", FIELDS, SQUARES[:9])
    with pytest.raises(QgsProcessingException, match="is a folder"):
        run_with(QgsProcessingFeedback(False), {"UNITS": units, "OUTPUT": str(tmp_path / "out.gpkg")})
    assert (tmp_path / "out.gpkg" / "precious").read_text() == "kept"


def test_a_source_that_breaks_off_is_not_taken_for_a_short_one(provider, memory_layer, tmp_path):
    source = tmp_path / "source.gpkg"
    units = memory_layer("Polygon", FIELDS, SQUARES * 40)
    QgsVectorFileWriter.writeAsVectorFormatV3(
        units, str(source), units.transformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    feedback = QgsProcessingFeedback(False)
    feedback.progressChanged.connect(lambda share: source.exists() and os.truncate(source, 8192))
    with pytest.raises(QgsProcessingException, match="could not be read to its end"):
        run_with(feedback, {"UNITS": str(source), "OUTPUT": str(tmp_path / "out.gpkg")})


def test_runs_that_failed_keep_no_hold_of_their_source(provider, memory_layer, tmp_path):
    """QGIS lends at most four connections to a file: a fifth reader would wait forever."""
    source = tmp_path / "source.gpkg"
    units = memory_layer("Polygon", FIELDS, SQUARES)
    QgsVectorFileWriter.writeAsVectorFormatV3(
        units, str(source), units.transformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    for _ in range(6):
        resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, limits[1]))
        try:
            with pytest.raises(QgsProcessingException):
                run_with(QgsProcessingFeedback(False), {"UNITS": str(source), "OUTPUT": str(tmp_path / "out.gpkg")})
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    run_with(QgsProcessingFeedback(False), {"UNITS": str(source), "OUTPUT": str(tmp_path / "out.gpkg")})


def written(layer, path, name):
    """Write a layer as one table of a GeoPackage, beside those that are there."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = name
    if path.exists():
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)


@pytest.mark.parametrize("form", ["{path}", "{bare}", "ogr:dbname='{path}'", "{path}|layername=units"])
def test_a_geopackage_with_several_tables_is_not_replaced_by_one(run, memory_layer, tmp_path, monkeypatch, form):
    monkeypatch.chdir(tmp_path)
    units, path = memory_layer("Polygon", FIELDS, SQUARES[:9]), tmp_path / "plan.gpkg"
    written(units, path, "units")
    written(units, path, "stations")
    before = path.read_bytes()
    output = form.format(path=path, bare="plan", gpkg=path)
    with pytest.raises(QgsProcessingException, match=r"ogr:dbname='.*' table=\"…\""):
        run("workloadindex", {"UNITS": units, "OUTPUT": output})
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["plan.gpkg"]


def test_a_table_that_no_layer_list_shows_counts_as_one(run, memory_layer, tmp_path):
    """A project stored in a GeoPackage is such a table."""
    units, path = memory_layer("Polygon", FIELDS, SQUARES[:9]), tmp_path / "plan.gpkg"
    written(units, path, "units")
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE qgis_projects (name TEXT, content BLOB)")
    with pytest.raises(QgsProcessingException, match="more than one layer: qgis_projects, units"):
        run("workloadindex", {"UNITS": units, "OUTPUT": path})
    assert "qgis_projects" in path.read_bytes().decode("latin-1")


@pytest.mark.parametrize(
    "form", ["{path}", "ogr:dbname='{path}' table=\"sector\" (geom)", 'ogr:dbname="{path}" table=officer']
)
def test_a_sector_database_is_never_an_output(run, memory_layer, tmp_path, form):
    rows = [(shape, {**values, "sector_id": number}) for number, (shape, values) in enumerate(SQUARES[:9], start=1)]
    units, path = memory_layer("Polygon", FIELDS + ",sector_id:integer", rows), tmp_path / "station.gpkg"
    given = {"DATABASE": path, "SECTORS": units, "EDITION": "2026-1", "FIRST_DAY": "2026-01-01"}
    run("createsectordatabase", given)
    before = tables(path)
    with pytest.raises(QgsProcessingException, match="is a sector database"):
        run("workloadindex", {"UNITS": units, "OUTPUT": form.format(path=path)})
    with pytest.raises(QgsProcessingException, match="is a sector database"):
        run("workloadindex", {"UNITS": units, "OUTPUT": "memory:", "REPORT": path})
    assert tables(path) == before
    run("workloadindex", {"UNITS": units, "OUTPUT": f"ogr:dbname='{path}' table=\"workload\" (geom)"})
    assert tables(path) == before | {"workload"}


def test_a_workbook_with_several_sheets_is_not_replaced_by_one(run, memory_layer, tmp_path):
    from osgeo import ogr

    path = tmp_path / "station.xlsx"
    workbook = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    for name in ("officers", "shifts"):
        sheet = workbook.CreateLayer(name)
        sheet.CreateField(ogr.FieldDefn("name", ogr.OFTString))
        sheet.CreateFeature(ogr.Feature(sheet.GetLayerDefn()))
    del sheet, workbook
    with pytest.raises(QgsProcessingException, match="more than one layer: officers, shifts"):
        run("workloadindex", {"UNITS": memory_layer("Polygon", FIELDS, SQUARES[:9]), "OUTPUT": path})


def test_two_outputs_never_share_a_file(run, memory_layer, tmp_path):
    units = memory_layer("Polygon", FIELDS, SQUARES[:9])
    given = {"UNITS": units, "WORKLOAD_FIELD": "population", "SECTOR_COUNT": 2, "SEED": 1}
    path = tmp_path / "plan.gpkg"
    with pytest.raises(QgsProcessingException, match="to the same place"):
        run("balancesectors", {**given, "OUTPUT": path, "SECTORS": path})
    with pytest.raises(QgsProcessingException, match="to the same place"):
        run("balancesectors", {**given, "OUTPUT": path, "SECTORS": f"ogr:dbname='{path}' table=\"s\" (geom)"})
    assert not path.exists()
    forms = {name: f"ogr:dbname='{path}' table=\"{name.lower()}\" (geom)" for name in ("OUTPUT", "SECTORS")}
    run("balancesectors", {**given, **forms})
    assert tables(path) == {"output", "sectors"}


@pytest.mark.parametrize("name", ["out.shp", "out.tab", "out.gml"])
def test_cancel_puts_back_all_files_of_a_format(provider, memory_layer, tmp_path, name):
    units = memory_layer("Polygon", FIELDS, SQUARES)
    given = {"UNITS": units, "OUTPUT": str(tmp_path / name)}
    run_with(QgsProcessingFeedback(False), given)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    few = memory_layer("Polygon", FIELDS, SQUARES[:300])
    assert run_with(CancelsAt(97), {**given, "UNITS": few}) == {}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_table_beside_a_shapefile_that_is_not_there_is_kept(run, memory_layer, tmp_path):
    (tmp_path / "index.dbf").write_bytes(b"a table")
    with pytest.raises(QgsProcessingException, match=r"index\.dbf, a table of its own"):
        run("workloadindex", {"UNITS": memory_layer("Polygon", FIELDS, SQUARES[:9]), "OUTPUT": tmp_path / "index.shp"})
    assert (tmp_path / "index.dbf").read_bytes() == b"a table"


def test_no_output_of_any_kind_replaces_an_input(run, memory_layer, tmp_path):
    units, table = memory_layer("Polygon", FIELDS, SQUARES[:9]), tmp_path / "units.csv"
    written(units, tmp_path / "units.gpkg", "units")
    before = (tmp_path / "units.gpkg").read_bytes()
    with pytest.raises(QgsProcessingException, match="also the source layer"):
        run("workloadindex", {"UNITS": tmp_path / "units.gpkg", "OUTPUT": "memory:", "REPORT": tmp_path / "units.gpkg"})
    assert (tmp_path / "units.gpkg").read_bytes() == before
    table.write_text("Tjenestenr.;Navn\nP1;Ane\n", encoding="utf-8")
    given = {"FILE": table, "DATABASE": tmp_path / "station.gpkg"}
    run("createsectordatabase", {"DATABASE": given["DATABASE"]})
    with pytest.raises(QgsProcessingException, match="also an input, “Officers"):
        run("importofficers", {**given, "REJECTED": table})
    assert table.read_text(encoding="utf-8").startswith("Tjenestenr.")


def test_a_table_that_is_read_is_no_part_of_a_shapefile_that_is_written(run, memory_layer, tmp_path):
    units = memory_layer("Polygon", FIELDS, SQUARES[:9])
    run("workloadindex", {"UNITS": units, "OUTPUT": tmp_path / "units.shp"})
    before = (tmp_path / "units.dbf").read_bytes()
    incidents = {"INCIDENTS": tmp_path / "units.dbf", "X_FIELD": "population", "Y_FIELD": "population"}
    with pytest.raises(QgsProcessingException, match="also the source layer"):
        run("crimegrid", {**incidents, "CELL_SIZE": 100, "OUTPUT": tmp_path / "units.shp"})
    assert (tmp_path / "units.dbf").read_bytes() == before
