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
