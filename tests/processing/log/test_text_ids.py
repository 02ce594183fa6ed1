"""Sectors whose ids are texts go by them from the layer to the public page, in either backend. All people are invented."""

import csv
import json

import pytest
from qgis.core import QgsProject, QgsVectorLayer

IDS = ("N-01", "3A", "07", "10")
MIDDLES = {name: (720_500 + 1000 * place, 6_170_500) for place, name in enumerate(IDS)}


@pytest.fixture
def layer_of(database):
    def make(name):
        provider = "postgres" if database.dialect.is_postgresql else "ogr"
        layer = QgsVectorLayer(database.layer_source(name), name, provider)
        assert layer.isValid()
        return QgsProject.instance().addMapLayer(layer)

    yield make
    QgsProject.instance().clear()


@pytest.fixture
def sectors_of_text(memory_layer):
    rows = [
        (
            f"POLYGON(({x - 500} 6170000,{x + 500} 6170000,{x + 500} 6171000,{x - 500} 6171000,{x - 500} 6170000))",
            {"sector_id": name, "name": {"N-01": "Harbour"}.get(name), "workload": 10.0 + x % 7},
        )
        for name, (x, _) in MIDDLES.items()
    ]
    return memory_layer("Polygon", "sector_id:string,name:string,workload:double", rows, name="sectors")


@pytest.fixture
def staffed(run, place, database, sectors_of_text, tmp_path):
    given = {"DATABASE": place, "SECTORS": sectors_of_text, "EDITION": "2026-1", "FIRST_DAY": "2026-01-01"}
    run("createsectordatabase", given)
    officers = tmp_path / "officers.csv"
    lines = ["Tjenestenr.;Navn;Telefon;Offentlig;Sektor;Rolle;Fra"]
    for number, written in enumerate(("n-01", "3A", "7", "10.0"), 1):  # a spreadsheet drops the zero, and adds decimals
        lines.append(f"P{number};Officer {number};2000000{number};ja;{written};responsible;01-01-2026")
    officers.write_text("\n".join(lines), encoding="utf-8")
    result = run("importofficers", {"FILE": str(officers), "DATABASE": place})
    assert result["REJECTED_ROWS"] == 0
    return database


def test_officers_are_found_under_the_ids_of_their_sectors(run, place, staffed, memory_layer):
    points = memory_layer(
        "Point", "name:string", [(f"POINT({x} {y})", {"name": one}) for one, (x, y) in MIDDLES.items()]
    )
    found = run("findofficer", {"PLACES": points, "DATABASE": place, "DAY": "2026-03-31", "OUTPUT": "memory:"})
    rows = {feature["name"]: (feature["sector_id"], feature["officer"]) for feature in found["OUTPUT"].getFeatures()}
    assert rows == {name: (name, f"Officer {number}") for number, name in enumerate(IDS, 1)}


def test_the_review_the_dossier_and_the_requests_speak_of_these_ids(run, place, staffed, tmp_path):
    dialect = staffed.dialect
    end = "UPDATE {assignment!t} SET valid_to = '2026-02-01' WHERE officer = (SELECT id FROM {officer!t} WHERE officer_id = 'P2')"
    staffed.write([dialect.compose(end)])
    findings, report = "memory:", tmp_path / "review.html"
    given = {"DATABASE": place, "DAY": "2026-03-31", "FINDINGS": findings, "REPORT": str(report)}
    found = list(run("reviewsectorlog", given)["FINDINGS"].getFeatures())
    vacant = [one for one in found if one["rule"] == "vacancy"]
    assert [one["sector_id"] for one in vacant] == ["3A"]
    assert vacant[0].geometry().area() == 1_000_000
    assert "Nobody is responsible for sector 3A." in report.read_text(encoding="utf-8")

    for asked in ("N-01", "n-01", "Harbour"):
        page = tmp_path / "dossier.html"
        run("sectordossier", {"DATABASE": place, "SECTOR": asked, "DAY": "2026-03-31", "OUTPUT": str(page)})
        text = page.read_text(encoding="utf-8")
        assert "N-01 Harbour" in text
        assert "Officer 1" in text

    wishes = tmp_path / "requests.csv"
    lines = ["Type;Modtaget;Sted;Navn;Øst;Nord"]
    lines += [f"Færdselskontrol;0{n}-03-2026;Kajen {n};Person {n};720500;6170500" for n in range(1, 4)]
    wishes.write_text("\n".join(lines), encoding="utf-8")
    told = tmp_path / "requests.html"
    run("importrequests", {"FILE": str(wishes), "DATABASE": place, "HOT_SPOTS": "memory:", "REPORT": str(told)})
    spots = run("importrequests", {"FILE": str(wishes), "DATABASE": place, "HOT_SPOTS": "memory:"})["HOT_SPOTS"]
    assert [one["sectors"] for one in spots.getFeatures()] == ["N-01"]
    assert "N-01" in told.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", ["layer", "database"])
def test_the_public_page_names_sectors_officers_and_events_by_these_ids(
    run, place, staffed, sectors_of_text, layer_of, tmp_path, source
):
    dialect = staffed.dialect
    event = (
        "INSERT INTO {public_event!t} (title, event_date, start_time, end_time, place, sector, publish) VALUES "
        "('Night walk', '2099-05-01', '22:00', '00:30', 'Kajen', (SELECT id FROM {sector!t} WHERE text_id = 'N-01'), {yes})"
    )
    staffed.write([dialect.compose(event, yes=True)])
    folder = tmp_path / "public"
    parameters = {
        "SECTORS": sectors_of_text if source == "layer" else layer_of("sector"),
        "CONTACTS": layer_of("public_contact"),
        "EVENTS": layer_of("published_event"),
        "EDITION": "2026-1",
        "FOLDER": str(folder),
    }
    run("exportpublicmap", parameters)
    drawn = json.loads((folder / "sectors.geojson").read_text(encoding="utf-8"))["features"]
    assert {one["properties"]["sector_id"] for one in drawn} == set(IDS)
    with (folder / "contacts.csv").open(encoding="utf-8-sig", newline="") as table:
        officers = {row["sector_id"]: row["officer"] for row in csv.DictReader(table)}
    assert officers == {name: f"Officer {number}" for number, name in enumerate(IDS, 1)}
    page = next(folder.glob("*.html")).read_text(encoding="utf-8")
    assert 'data-ends="2099-05-02T00:30"' in page


def test_incidents_and_officers_of_the_database_meet_under_these_ids(run, staffed, layer_of, memory_layer):
    rows = [
        (f"POINT({x + n} {y + 7 * n})", {"from_time": f"2026-03-0{1 + n} 10:00"})
        for x, y in MIDDLES.values()
        for n in range(3)
    ]
    incidents = memory_layer("Point", "from_time:string", rows, name="incidents")
    sectors = layer_of("sector")
    grid = run("crimegrid", {"INCIDENTS": incidents, "SECTORS": sectors, "CELL_SIZE": 500, "OUTPUT": "memory:"})
    counted = dict.fromkeys(IDS, 0)
    for cell in grid["OUTPUT"].getFeatures():
        counted[cell["sector_id"]] += cell["count"]
    assert counted == dict.fromkeys(IDS, 3)
    linked = run(
        "nearrepeats",
        {"INCIDENTS": incidents, "SECTORS": sectors, "CONTACTS": layer_of("public_contact"), "PERMUTATIONS": 19}
        | {"OUTPUT": "memory:", "LINKED": "memory:"},
    )["LINKED"]
    assert {(one["sector_id"], one["officer"]) for one in linked.getFeatures()} <= {
        (name, f"Officer {number}") for number, name in enumerate(IDS, 1)
    }


def test_a_booking_that_ends_past_midnight_becomes_an_event_of_that_night(run, place, staffed, tmp_path):
    bookings = tmp_path / "bookings.csv"
    head = "Type;Modtaget;Sted;Navn;Øst;Nord;Tilstand;Planlagt;Fra kl.;Til kl."
    rows = [("Aften", "22:00", "00:30"), ("Tvivl", "14:00", "13:00"), ("Døgn", "20:00", "24:00")]
    lines = [
        f"Besøg af den mobile politistation;01-03-2026;{who};{who};720500;6170500;planlagt;01-05-2099;{a};{b}"
        for who, a, b in rows
    ]
    bookings.write_text("\n".join([head, *lines]), encoding="utf-8")
    rejected = tmp_path / "rejected.csv"
    run("importrequests", {"FILE": str(bookings), "DATABASE": place, "REJECTED": str(rejected)})
    query = staffed.dialect.compose("SELECT place, start_time, end_time FROM {public_event!t} ORDER BY id")
    assert staffed.rows(query, "place", "start_time", "end_time") == [
        ["Aften", "22:00", "00:30"],
        ["Døgn", "20:00", "24:00"],
    ]
    assert "The end is before the beginning" in rejected.read_text(encoding="utf-8")
