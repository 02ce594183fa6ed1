"""Danish letters, spaces and full stops everywhere a name may stand: folders, layers, fields, values."""

import pytest
from qgis.core import QgsVectorFileWriter, QgsVectorLayer

ID, RESIDENTS, DISTRICT, KIND = "Område nr.", "Befolkning i år", "Lokalpolitidistrikt", "Gerningstype (æøå)"


def saved(layer, folder, name):
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = name
    path = folder / f"{name}.gpkg"
    written = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    assert written[0] == QgsVectorFileWriter.WriterError.NoError
    return f"{path}|layername={name}"


def rows(source):
    layer = QgsVectorLayer(str(source), "result", "ogr")
    assert layer.isValid(), source
    return list(layer.getFeatures())


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "Sæby" / "Ærø grænser"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def ground(folder, memory_layer):
    """Return sources of 64 units in two districts, and of 120 incidents, with Danish names."""
    squares = [
        (
            f"POLYGON(({x} {y},{x + 100} {y},{x + 100} {y + 100},{x} {y + 100},{x} {y}))",
            {ID: f"Ø-{x // 100}{y // 100}", RESIDENTS: 50, DISTRICT: "Vestegnen" if x < 400 else "Østegnen"},
        )
        for x in range(0, 800, 100)
        for y in range(0, 800, 100)
    ]
    units = memory_layer("Polygon", f"{ID}:string,{RESIDENTS}:integer,{DISTRICT}:string", squares, name="områder")
    points = [(f"POINT({17 * n % 800} {29 * n % 800})", {KIND: "hærværk" if n % 3 else "tyveri"}) for n in range(120)]
    incidents = memory_layer("Point", f"{KIND}:string", points, name="hændelser")
    return saved(units, folder, "områder"), saved(incidents, folder, "hændelser")


def test_the_main_job_works_in_a_folder_with_danish_letters_on_fields_with_danish_names(run, ground, folder):
    units, incidents = ground
    built = run("buildplanningunits", {"UNITS": units, "POPULATION_FIELD": RESIDENTS, "INCIDENTS": incidents, "DISTRICTS": units, "DISTRICT_NAME_FIELD": DISTRICT, "OUTPUT": folder / "plan æ.gpkg"})["OUTPUT"]  # fmt: skip
    given = {"UNITS": built, "WORKLOAD_FIELD": "workload", "DISTRICT_FIELD": DISTRICT, "DISTRICT_SECTORS": "Østegnen=2;Vestegnen=2", "OFFICERS": 9, "EFFORT": "quick"}  # fmt: skip
    made = run("balancesectors", given | {"OUTPUT": folder / "sektorer pr. område.gpkg", "SECTORS": folder / "ø.gpkg", "REPORT": folder / "å.html"})  # fmt: skip
    assert {row["police_district"] for row in rows(made["SECTORS"])} == {"Østegnen", "Vestegnen"}
    assert {row[ID][0] for row in rows(made["OUTPUT"])} == {"Ø"}
    assert "Østegnen" in (folder / "å.html").read_text(encoding="utf-8")

    grid = run("crimegrid", {"INCIDENTS": incidents, "CELL_SIZE": 200, "TYPE_FIELD": KIND, "OUTPUT": folder / "gitter å.gpkg"})["OUTPUT"]  # fmt: skip
    assert sum(row["count"] for row in rows(grid)) == 120
    areas = {"AREAS": units, "NAME_FIELD": ID, "INCIDENTS": incidents, "TYPE_FIELD": KIND}
    run("crimeprofile", areas | {"OUTPUT": folder / "profil.gpkg", "REPORT": folder / "profil ø.html"})
    assert "hærværk" in (folder / "profil ø.html").read_text(encoding="utf-8")

    run("exportpublicmap", {"SECTORS": made["SECTORS"], "EDITION": "forår æøå", "TITLE": "Find din betjent på Ærø", "FOLDER": folder / "kort på nettet", "FALLBACK_PHONE": "114"})  # fmt: skip
    assert "forår æøå" in (folder / "kort på nettet" / "index.html").read_text(encoding="utf-8")
    assert run("checkpublicdata", {"FOLDER": folder / "kort på nettet"})


def test_a_plan_in_a_field_with_a_danish_name_is_checked_dissolved_and_compared(run, ground, folder):
    units, _ = ground
    checked = run("checksectors", {"UNITS": units, "SECTOR_FIELD": DISTRICT, "OUTPUT": folder / "fund.gpkg"})
    assert rows(checked["OUTPUT"]) == []
    dissolved = run("dissolvesectors", {"UNITS": units, "SECTOR_FIELD": DISTRICT, "OUTPUT": folder / "æ.gpkg"})
    assert sorted(row["sector_id"] for row in rows(dissolved["OUTPUT"])) == ["Vestegnen", "Østegnen"]
    same = {"UNITS": units, "OLD_FIELD": DISTRICT, "NEW_FIELD": DISTRICT, "POPULATION_FIELD": RESIDENTS}
    compared = run("comparesectorplans", same | {"OUTPUT": folder / "ændret.gpkg", "REPORT": folder / "æ.html"})
    assert rows(compared["OUTPUT"]) == []


def test_a_field_that_is_missing_is_named_with_its_danish_letters(run, ground, folder):
    with pytest.raises(Exception, match="Kørsler"):
        run("dissolvesectors", {"UNITS": ground[0], "SECTOR_FIELD": "Kørsler", "OUTPUT": folder / "æ.gpkg"})
