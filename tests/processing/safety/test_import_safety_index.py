import pytest
from qgis.core import QgsProcessingException

SQUARE = "POLYGON(({0} 0,{1} 0,{1} 100,{0} 100,{0} 0))"


@pytest.fixture
def districts(memory_layer):
    rows = [
        (SQUARE.format(0, 100), {"name": "Vesterbro-Kongens Enghave"}),
        (SQUARE.format(100, 200), {"name": "Indre By"}),
    ]
    return memory_layer("Polygon", "name:string(40)", rows, name="districts")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "index.csv"
    path.write_text(
        'omraade,aar,kategori,vaerdi,metode\n4. Vesterbro/Kgs. Enghave,2013,Intensiveret,"11,5",survey\n'
        "Indre By,2013,markant,14,survey\nKøbenhavn,2013,,6.6,survey\n",
        encoding="utf-8",
    )
    return str(path)


def settings(districts, table):
    return {
        "DISTRICTS": districts,
        "TABLE": table,
        "TABLE_NAME_FIELD": "omraade",
        "CATEGORY_FIELD": "kategori",
        "YEAR_FIELD": "aar",
        "VALUE_FIELD": "vaerdi",
        "METHOD_FIELD": "metode",
        "OUTPUT": "memory:",
        "MATCHES": "memory:",
    }


def test_a_csv_file_becomes_an_edition_and_every_name_is_listed(run, districts, table, feedback):
    results = run("importsafetyindex", {**settings(districts, table), "ALIASES": "København="})
    rows = {row["name"]: row for row in results["OUTPUT"].getFeatures()}
    assert (rows["Vesterbro-Kongens Enghave"]["category"], rows["Vesterbro-Kongens Enghave"]["value"]) == (
        "intensified",
        11.5,
    )
    assert rows["Indre By"]["year"] == 2013
    assert {row["written"]: row["how"] for row in results["MATCHES"].getFeatures()} == {
        "4. Vesterbro/Kgs. Enghave": "spelling",
        "Indre By": "same",
        "København": "left out",
    }
    assert any("4. Vesterbro/Kgs. Enghave → Vesterbro-Kongens Enghave" in line for line in feedback.lines)


def test_a_name_that_is_no_district_is_asked_for(run, districts, table):
    with pytest.raises(QgsProcessingException, match="“København”.*\n.*København="):
        run("importsafetyindex", settings(districts, table))


def test_what_was_imported_can_be_laid_over_sectors(run, districts, table, memory_layer):
    results = run("importsafetyindex", {**settings(districts, table), "ALIASES": "København="})
    sectors = memory_layer("Polygon", "sector_id:integer", [(SQUARE.format(0, 200), {"sector_id": 1})], name="sectors")
    output = run("safetyindexoverlay", {"SECTORS": sectors, "INDEX_DISTRICTS": results["OUTPUT"], "OUTPUT": "memory:"})
    (row,) = output["OUTPUT"].getFeatures()
    assert (row["share_intensified"], row["share_strong"], row["dominant"], row["year"]) == (50, 50, "strong", 2013)


def test_an_excel_file_is_read_as_well(run, districts, memory_layer, tmp_path):
    from qgis import processing

    rows = [
        (
            None,
            {
                "omraade": "Kgs. Enghave/Vesterbro",
                "aar": 2013,
                "kategori": "Intensiveret",
                "vaerdi": 11.5,
                "metode": "m",
            },
        ),
        (None, {"omraade": "1. Indre By", "aar": 2013, "kategori": "markant", "vaerdi": 14.0, "metode": "m"}),
    ]
    fields = "omraade:string(40),aar:integer,kategori:string(20),vaerdi:double,metode:string(10)"
    path = tmp_path / "index.xlsx"
    processing.run("native:savefeatures", {"INPUT": memory_layer("None", fields, rows), "OUTPUT": str(path)})
    aliases = "Kgs. Enghave/Vesterbro=Vesterbro-Kongens Enghave"
    results = run("importsafetyindex", {**settings(districts, str(path)), "ALIASES": aliases})
    found = {row["name"]: row["category"] for row in results["OUTPUT"].getFeatures()}
    assert found == {"Vesterbro-Kongens Enghave": "intensified", "Indre By": "strong"}
