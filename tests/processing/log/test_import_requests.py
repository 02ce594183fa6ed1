"""importrequests: residents' wishes find their sector, officer and duplicates. All people are invented."""

import json

import pytest
from qgis.core import QgsProcessingException

CSV = "Sagsnr.;Type;Modtaget;Sted;Navn;E-mail;Øst;Nord;Bemærkning"


@pytest.fixture
def staffed(sectors):
    dialect = sectors.dialect
    rows = [
        "INSERT INTO {officer!t} (officer_id, name, phone, email) VALUES ('A', 'Ane Example', '+4520000001', 'ane@example.org')",
        "INSERT INTO {assignment!t} (officer, sector, role, valid_from) VALUES (1, 1, 'responsible', '2024-01-01')",
    ]
    sectors.write([dialect.compose(row) for row in rows])
    return sectors


@pytest.fixture
def take(run, staffed, place, tmp_path):
    def take(text, name="requests.csv", **more):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return run("importrequests", {"FILE": str(tmp_path / name), "DATABASE": place, **more})

    return take


def requests(database):
    query = database.dialect.compose(
        "SELECT r.request_id, r.kind, s.sector_id, o.officer_id, d.request_id AS same, r.status FROM {request!t} AS r "
        "LEFT JOIN {sector!t} AS s ON s.id = r.sector LEFT JOIN {officer!t} AS o ON o.id = r.officer "
        "LEFT JOIN {request!t} AS d ON d.id = r.duplicate_of ORDER BY r.id"
    )
    return database.rows(query, "request_id", "kind", "sector_id", "officer_id", "same", "status")


def test_a_request_finds_its_sector_and_officer_by_coordinates_of_either_kind(take, staffed):
    result = take(
        f"{CSV}\n1;Færdselskontrol;01-03-2026;Skolevej 1;Ib;ib@example.org;721500;6170500;stærk fart\n"
        "2;dialogmøde;2026-03-01;Torvet;Bo;;12,5139;55,6275;\n"
        "3;Tryghedsvandring;01-03-2026;Langt væk;;;9,0;56,0;\n4;Tryghedsvandring;01-03-2019;Før planen;;;721500;6170500;\n"
    )
    assert (result["ADDED"], result["WITHOUT_SECTOR"], result["REJECTED_ROWS"]) == (4, 2, 0)
    assert requests(staffed) == [
        ["1", "traffic_control", 1, "A", None, "received"],
        ["2", "dialogue_meeting", 1, "A", None, "received"],
        ["3", "safety_walk", None, None, None, "received"],
        ["4", "safety_walk", None, None, None, "received"],
    ]


def test_an_address_layer_finds_the_rest(take, staffed, memory_layer):
    layer = memory_layer(
        "Point", "adresse:string", [("POINT(721500 6170500)", {"adresse": "Skolevej 1, 2700 Brønshøj"})]
    )
    more = {"ADDRESSES": layer, "ADDRESS_FIELD": "adresse"}
    take(
        f"{CSV}\n1;Færdselskontrol;01-03-2026;skolevej 1;;;;;\n2;Færdselskontrol;01-03-2026;Skolevej 11;;;;;\n", **more
    )
    assert [row[2] for row in requests(staffed)] == [1, None]
    with pytest.raises(QgsProcessingException, match="Choose the field"):
        take(CSV, ADDRESSES=layer)


def test_duplicates_are_kept_and_marked_and_importing_again_adds_nothing(take, staffed):
    rows = (
        f"{CSV}\n;Færdselskontrol;01-03-2026;Skolevej 1;Ib;;721500;6170500;\n"
        ";Færdselskontrol;20-03-2026;Skolevej 3;Ida;;721560;6170500;\n"
        ";Færdselskontrol;21-03-2026;Skolevej 5;Ulla;;721620;6170500;\n"
        ";Dialogmøde;21-03-2026;Skolevej 1;Ib;;721500;6170500;\n"
        ";Færdselskontrol;01-06-2026;Skolevej 1;Ib;;721500;6170500;\n"
    )
    assert take(rows)["DUPLICATES"] == 1
    found = requests(staffed)
    assert [row[4] for row in found] == [None, found[0][0], None, None, None]
    again = take(rows)
    assert (again["ADDED"], again["UNCHANGED"]) == (0, 5)
    assert requests(staffed) == found


def test_the_status_is_tracked_and_the_answer_drafted(take, staffed, tmp_path):
    head = "Sagsnr.;Type;Modtaget;Sted;Navn;E-mail;Øst;Nord;Status;Planlagt;Resultat;Besvaret"
    first = "1;Færdselskontrol;01-03-2026;Skolevej 1;<b>Ib</b>;;721500;6170500;;;;"
    assert take(f"{head}\n{first}\n")["REJECTED_ROWS"] == 1
    first = first.replace("<b>Ib</b>", "Ib & Søn")
    take(f"{head}\n{first}\n")
    done = first.replace(";;;;", ";Udført;05-03-2026;14 af 80 kørte for stærkt.;")
    letters = take(f"{head}\n{done}\n", ANSWERS=str(tmp_path / "letters.html"))
    assert (letters["CHANGED"], requests(staffed)[0][5]) == (1, "done")
    page = (tmp_path / "letters.html").read_text(encoding="utf-8")
    assert "Ib &amp; Søn" in page
    assert "14 af 80" in page
    assert "Ane Example" in page
    assert "+4520000001" in page
    take(f"{head}\n{done.replace('Udført', 'Besvaret')}06-03-2026\n", ANSWERS=str(tmp_path / "letters.html"))
    assert "14 af 80" not in (tmp_path / "letters.html").read_text(encoding="utf-8")


def test_hot_spots_and_waiting_times(take, staffed, tmp_path):
    head = "Type;Modtaget;Sted;Navn;Øst;Nord;Status;Resultat;Besvaret"
    rows = [
        f"Færdselskontrol;01-0{n}-2026;Vej {n};N{n};{721000 + 100 * n};6170500;Besvaret;fint;1{n}-0{n}-2026"
        for n in range(1, 7)
    ]
    rows.append("Færdselskontrol;01-01-2026;Fjernt;X;724000;6173000;;;")
    result = take("\n".join([head, *rows]), HOT_SPOTS="memory:", REPORT=str(tmp_path / "report.html"))
    (spot,) = result["HOT_SPOTS"].getFeatures()
    assert (spot["requests"], spot["sectors"]) == (6, "1")
    assert spot.geometry().asPoint().x() == 721350
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "12.5" in page or "12,5" in page


def test_json_is_read_and_bad_rows_are_named(take, staffed, feedback):
    content = [
        {"request_id": "J1", "kind": "traffic_control", "received_on": "2026-01-02", "place": "Torvet", "lat": 55.62752, "lon": 12.52977},
        {"request_id": "J2", "kind": "parking", "received_on": "2026-01-02", "place": "Torvet"},
        {"request_id": "J3", "kind": "safety_walk", "received_on": "2026-01-02", "place": "Torvet", "lat": 55.6},
        {"request_id": "J1", "kind": "safety_walk", "received_on": "2026-01-02", "place": "Torvet"},
        {"request_id": "J4", "kind": "safety_walk", "received_on": "2026-01-02", "place": "Å", "answered_on": "2025-01-01"},
        {"request_id": "J5", "kind": "safety_walk", "received_on": "2026-01-02", "place": "Å", "status": "done", "result": ""},
    ]  # fmt: skip
    result = take(json.dumps({"requests": content}), "requests.json")
    assert result["ADDED"] == 1
    words = " ".join(feedback.warnings)
    for expected in (
        "Row 2",
        "Choose one of",
        "Row 3",
        "Only one of two",
        "Row 4",
        "further up",
        "before the request",
        "no result",
    ):
        assert expected in words
    with pytest.raises(QgsProcessingException, match="no list of objects"):
        take("[1, 2]", "bad.json")
    with pytest.raises(QgsProcessingException, match="no valid JSON"):
        take("{", "bad.json")
