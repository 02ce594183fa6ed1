"""importofficers: 500 rows with forty kinds of defects, and files as Danish offices keep them.

Names, telephones (+45 20 00 00 00 upward) and addresses (example.org) are invented.
"""

import csv
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProcessingUtils

HEADINGS = [
    "Tjenestenr.", "Navn", "Telefon", "E-mail", "Træffetid", "Station", "Beskedlinje", "Offentliggør",
    "Fotosamtykke", "Revisionsdato", "Sektor", "Rolle", "Fra", "Til",
]  # fmt: skip


def good(number):
    return {
        "Tjenestenr.": f"P{number:04d}",
        "Navn": f"Åse Øst Nr. {number}",
        "Telefon": f"20 00 {number // 100:02d} {number % 100:02d}",
        "E-mail": f"p{number}@example.org",
        "Træffetid": "hverdage 07–23",
        "Station": "Station Nord",
        "Offentliggør": "ja",
        "Revisionsdato": "01-02-2027",
        "Sektor": str(number % 20 + 1),
        "Rolle": "Kollega i sektoren",
        "Fra": "1.1.2026",
    }


DEFECTS = [
    ("Tjenestenr.", {"Tjenestenr.": ""}, "empty"),
    ("Tjenestenr.", {"Tjenestenr.": "P1;DROP TABLE officer"}, "letters, digits"),
    ("Tjenestenr.", {"Tjenestenr.": "9" * 41}, "at most 40"),
    ("Navn", {"Navn": ""}, "empty"),
    ("Navn", {"Navn": "\u200b \u00ad"}, "empty"),
    ("Navn", {"Navn": "N" * 201}, "201 characters"),
    ("Navn", {"Navn": "=HYPERLINK(1)"}, "formula"),
    ("Navn", {"Navn": "Ane\nBo"}, "line break"),
    ("Navn", {"Navn": "<script>x</script>"}, "web page code"),
    ("Navn", {"Navn": "#NAVN?"}, "could not compute"),
    ("Navn", {"Navn": "S\ufffdren"}, "UTF-8"),
    ("Telefon", {"Telefon": "2000"}, "eight digits"),
    ("Telefon", {"Telefon": "lokal 34"}, "eight digits"),
    ("Telefon", {"Telefon": "2E+07"}, "shortened"),
    ("Telefon", {"Telefon": "+45 20 00 00"}, "Danish number"),
    ("Telefon", {"Telefon": "20000001, 20000002"}, "eight digits"),
    ("Telefon", {"Telefon": "+1234567890123456"}, "country code"),
    ("E-mail", {"E-mail": "ane"}, "one e-mail"),
    ("E-mail", {"E-mail": "ane@example"}, "one e-mail"),
    ("E-mail", {"E-mail": "a@example.org; b@example.org"}, "one e-mail"),
    ("E-mail", {"E-mail": "javascript:alert(1)"}, "one e-mail"),
    ("E-mail", {"E-mail": "ane..bo@example.org"}, "one e-mail"),
    ("E-mail", {"E-mail": "ane@example.org?bcc=x@example.org"}, "one e-mail"),
    ("Træffetid", {"Træffetid": "t" * 300}, "300 characters"),
    ("Station", {"Station": "@SUM(A1)"}, "formula"),
    ("Beskedlinje", {"Beskedlinje": "ingen"}, "eight digits"),
    ("Offentliggør", {"Offentliggør": "måske"}, "yes or no"),
    ("Offentliggør", {"Telefon": "", "E-mail": ""}, "no telephone or e-mail"),
    ("Fotosamtykke", {"Fotosamtykke": "ja"}, "31-01-2026"),
    ("Revisionsdato", {"Revisionsdato": "31-02-2027"}, "no such day"),
    ("Revisionsdato", {"Revisionsdato": "01-02-0207"}, "four digits"),
    ("Sektor", {"Sektor": "nord"}, "no sector nord"),
    ("Sektor", {"Sektor": "77"}, "no sector 77"),
    ("Sektor", {"Sektor": ""}, "no sector"),
    ("Rolle", {"Rolle": "chef"}, "Choose one of"),
    ("Fra", {"Fra": ""}, "first day"),
    ("Fra", {"Fra": "i januar"}, "31-01-2026"),
    ("Sektor", {"Fra": "01-01-2019"}, "No sector set is adopted on 1 Jan 2019"),
    ("Til", {"Til": "31-12-2025"}, "before the first"),
    ("Navn", {"Tjenestenr.": "P0001", "Navn": "Another"}, "same officer"),
    ("Sektor", {"Sektor": "3", "Rolle": "Sektoransvarlig"}, "P9001 is responsible"),
    ("Tjenestenr.", good(1), "further up"),
]  # fmt: skip


def write_csv(path, rows, encoding="utf-8-sig", delimiter=";"):
    with path.open("w", encoding=encoding, newline="", errors="surrogatepass") as file:
        writer = csv.DictWriter(file, HEADINGS, delimiter=delimiter, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def officers(database):
    return database.rows(
        database.dialect.compose("SELECT officer_id, name, phone FROM {officer!t} ORDER BY officer_id"),
        "officer_id",
        "name",
        "phone",
    )


def test_forty_kinds_of_defects_are_named_and_the_rest_comes_in(run, sectors, place, tmp_path):
    rows = [good(number) for number in range(1, 500 - len(DEFECTS))]
    rows.append(good(9001) | {"Telefon": "20 00 90 01", "Sektor": "3", "Rolle": "Sektoransvarlig"})
    start = len(rows) + 2
    rows += [good(1000 + number) | {"Telefon": "20001000"} | change for number, (_, change, _) in enumerate(DEFECTS)]
    assert len(rows) == 500
    assert len(DEFECTS) >= 40
    parameters = {"FILE": write_csv(tmp_path / "betjente.csv", rows), "DATABASE": place}
    result = run("importofficers", parameters | {"REJECTED": "memory:"})
    found = [feature.attributes() for feature in result["REJECTED"].getFeatures()]
    assert [row[0] for row in found] == list(range(start, start + len(DEFECTS)))
    for (column, _, words), (_, named, _, remedy) in zip(DEFECTS, found, strict=True):
        assert named == column, (column, named, remedy)
        assert words in remedy
    assert result["REJECTED_ROWS"] == len(DEFECTS)
    assert result["ADDED"] == result["ASSIGNMENTS"] == len(officers(sectors)) == 500 - len(DEFECTS)
    assert officers(sectors)[0] == ["P0001", "Åse Øst Nr. 1", "+4520000001"]

    again = run("importofficers", parameters)
    assert (again["ADDED"], again["CHANGED"], again["ASSIGNMENTS"]) == (0, 0, 0)
    assert again["UNCHANGED"] == 500 - len(DEFECTS)


def test_a_dry_run_writes_nothing(run, sectors, place, tmp_path):
    file = write_csv(tmp_path / "betjente.csv", [good(1)])
    assert run("importofficers", {"FILE": file, "DATABASE": place, "DRY_RUN": True})["ADDED"] == 1
    assert officers(sectors) == []


def test_a_hand_over_ends_one_assignment_and_begins_the_next(run, sectors, place, tmp_path, feedback):
    first = good(1) | {"Rolle": "Sektoransvarlig", "Sektor": "3"}
    run("importofficers", {"FILE": write_csv(tmp_path / "a.csv", [first]), "DATABASE": place})
    second = good(2) | {"Rolle": "Sektoransvarlig", "Sektor": "3", "Fra": "01-07-2026"}
    refused = run("importofficers", {"FILE": write_csv(tmp_path / "b.csv", [second]), "DATABASE": place})
    assert refused["REJECTED_ROWS"] == 1
    assert "P0001 is responsible for this sector from 1 Jan 2026" in "".join(feedback.warnings)
    assert [row[0] for row in officers(sectors)] == ["P0001"]
    rows = [second, first | {"Til": "30-06-2026"}]
    done = run("importofficers", {"FILE": write_csv(tmp_path / "c.csv", rows), "DATABASE": place})
    assert (done["REJECTED_ROWS"], done["ASSIGNMENTS"]) == (0, 2)


def test_a_changed_telephone_is_changed_and_absent_columns_stay(run, sectors, place, tmp_path):
    run("importofficers", {"FILE": write_csv(tmp_path / "a.csv", [good(1)]), "DATABASE": place})
    (tmp_path / "b.csv").write_text("ID,Name,Telephone\nP0001,Åse Øst Nr. 1,+45 2000 7777\n", encoding="utf-8")
    result = run("importofficers", {"FILE": str(tmp_path / "b.csv"), "DATABASE": place})
    assert (result["CHANGED"], result["REJECTED_ROWS"]) == (1, 0)
    query = sectors.dialect.compose("SELECT phone, email FROM {officer!t}")
    assert sectors.rows(query, "phone", "email") == [["+4520007777", "p1@example.org"]]


def test_without_first_days_an_assignment_that_runs_is_ended_and_none_begins_after_its_end(
    run, sectors, place, tmp_path, feedback
):
    run("importofficers", {"FILE": write_csv(tmp_path / "a.csv", [good(1)]), "DATABASE": place})
    text = "ID,Name,Sector,Role,To\nP0001,Åse Øst Nr. 1,2,Kollega i sektoren,31-01-2026\n"
    text += "P0002,Åse Øst Nr. 2,3,Kollega i sektoren,31-01-2026\n"
    (tmp_path / "b.csv").write_text(text, encoding="utf-8")
    result = run("importofficers", {"FILE": str(tmp_path / "b.csv"), "DATABASE": place})
    assert (result["ASSIGNMENTS"], result["REJECTED_ROWS"]) == (1, 1)
    assert "the file gives no first day" in "".join(feedback.warnings)
    query = sectors.dialect.compose("SELECT valid_from, valid_to FROM {assignment!t}")
    assert sectors.rows(query, "valid_from", "valid_to") == [["2026-01-01", "2026-01-31"]]
    assert [row[0] for row in officers(sectors)] == ["P0001"]


def test_files_come_in_the_encodings_that_spreadsheets_write(tmp_path):
    from sector_planner.core.base.sheets import read_csv

    for encoding, delimiter in (("cp1252", ";"), ("utf-16", "\t"), ("utf-8", ","), ("utf-8-sig", ",")):
        rows = [good(1) | {"Træffetid": "hverdage 07-23"}]
        sheet = read_csv(Path(write_csv(tmp_path / "betjente.csv", rows, encoding, delimiter)))
        assert sheet.headings == HEADINGS
        assert sheet.rows[0][1][1] == "Åse Øst Nr. 1"


@pytest.mark.parametrize("text_only", [True, False])
def test_excel_gives_the_same_as_csv(run, sectors, place, tmp_path, memory_layer, text_only):
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    fields = "Tjenestenr.:string,Navn:string,Telefon:string,Sektor:string,Fra:string"
    row = {"Tjenestenr.": "0017", "Navn": "Åse", "Telefon": "20000001", "Sektor": "4", "Fra": "31-01-2026"}
    if not text_only:
        from qgis.PyQt.QtCore import QDate

        fields = "Tjenestenr.:string,Navn:string,Telefon:double,Sektor:integer,Fra:date"
        row |= {"Telefon": 20000001.0, "Sektor": 4, "Fra": QDate(2026, 1, 31)}
    layer = memory_layer(
        "None", fields, [(None, row), (None, {}), (None, row | {"Tjenestenr.": "0018", "Sektor": None})]
    )
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "XLSX"
    path = tmp_path / "betjente.xlsx"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    result = run("importofficers", {"FILE": str(path), "DATABASE": place, "REJECTED": "TEMPORARY_OUTPUT"})
    assert officers(sectors) == [["0017", "Åse", "+4520000001"]]
    rejected = result["REJECTED"]
    if isinstance(rejected, str):
        rejected = QgsProcessingUtils.mapLayerFromString(rejected, None)
    (row,) = rejected.getFeatures()
    assert (row["row"], row["column"]) == (4, "Sektor")


def test_a_plain_list_of_contacts_begins_today_and_goes_on(run, sectors, place, tmp_path):
    """Take the contacts table of the sample city and of the public map, which has no days."""
    table = tmp_path / "contacts.csv"
    table.write_text(
        "officer_id,sector_id,role,name,phone,email,publish\n"
        "P1,1,responsible,Ane Example,+4520000001,ane@example.org,true\nP2,1,substitute,Bo Example,,,false\n"
        "P3,,colleague,Ceci Example,,,false\n",
        encoding="utf-8",
    )
    first = run("importofficers", {"FILE": str(table), "DATABASE": place})
    assert (first["ADDED"], first["ASSIGNMENTS"], first["REJECTED_ROWS"]) == (3, 2, 0)
    again = run("importofficers", {"FILE": str(table), "DATABASE": place})
    assert (again["UNCHANGED"], again["ASSIGNMENTS"]) == (3, 0)


NO_TABLES = {
    b"": "empty",
    b"Navn;Telefon\nAne;20000001\n": "no column .Tjenestenummer",
    b"ID;Tjenestenr.;Navn\n1;2;Ane\n": "two columns mean",
    b"\x89PNG\0\0\0": "no text file",
}


def test_files_that_are_no_such_table_say_so(run, ready_geopackage, tmp_path):
    path = tmp_path / "file.csv"
    for content, words in NO_TABLES.items():
        path.write_bytes(content)
        with pytest.raises(QgsProcessingException, match=words):
            run("importofficers", {"FILE": str(path), "DATABASE": str(ready_geopackage)})


HOSTILE = [
    "'; DROP TABLE officer; --",
    'x"; DELETE FROM "officer"; --',
    "\\'; DROP TABLE officer; --",
    "{officer!t}",
    "$$x$$",
    "%s",
]


def test_sql_in_text_fields_and_file_names_stays_text(run, sectors, place, tmp_path):
    for number, text in enumerate(HOSTILE):
        name = text.replace("/", "").replace('"', "'")[:40]
        row = good(number) | {"Navn": text, "Træffetid": text, "Station": text}
        file = write_csv(tmp_path / f"{name}.csv", [row])
        assert run("importofficers", {"FILE": file, "DATABASE": place})["ADDED"] == 1
    assert [row[1] for row in officers(sectors)] == HOSTILE


def test_what_is_imported_can_be_published(run, sectors, place, tmp_path):
    """The import reads telephones and addresses by the public map's own rules."""
    rows = [good(1) | {"Telefon": "12345678"}, good(2) | {"E-mail": "a" * 201 + "@example.org"}, good(3) | {"E-mail": "-x@example.org"}, good(4) | {"E-mail": "Ane@Example.org"}]  # fmt: skip
    result = run("importofficers", {"FILE": write_csv(tmp_path / "a.csv", rows), "DATABASE": place})
    assert (result["ADDED"], result["REJECTED_ROWS"]) == (1, 3)
    query = sectors.dialect.compose("SELECT email FROM {officer!t}")
    assert sectors.rows(query, "email") == [["ane@example.org"]]


def test_cancel_that_comes_after_the_rows_are_stored_is_too_late(provider, sectors, place, tmp_path):
    from qgis import processing
    from qgis.core import QgsProcessingFeedback

    class CancelsWhenTold(QgsProcessingFeedback):
        def pushInfo(self, info):  # noqa: N802
            self.cancel()  # the first thing that is said is how many rows were stored

    file = write_csv(tmp_path / "officers.csv", [good(1)])
    results = processing.run(
        "sectorplanner:importofficers", {"FILE": file, "DATABASE": place}, feedback=CancelsWhenTold(False)
    )
    assert results["ADDED"] == len(officers(sectors)) == 1
