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


@pytest.mark.parametrize(
    ("spelling", "sector"),
    [
        ("Gl. Skolevej 1A, 2. tv", 1),
        ("1A Gammel Skolevej", 1),
        ("gammel skolevej nr. 1 a, 2700 Brønshøj", 1),
        ("Gammel Skolevej 1B", None),
        ("Gammel Skolevej 1A, 8000 Aarhus C", None),
        ("Skolevej 1A", None),
    ],
)
def test_addresses_are_read_as_the_public_page_reads_them(take, staffed, memory_layer, spelling, sector):
    rows = [("POINT(721500 6170500)", {"adresse": "Gammel Skolevej 1A, 2700 Brønshøj"})]
    layer = memory_layer("Point", "adresse:string", rows)
    take(f"{CSV}\n1;Tryghedsvandring;01-03-2026;{spelling};;;;;\n", ADDRESSES=layer, ADDRESS_FIELD="adresse")
    assert [row[2] for row in requests(staffed)] == [sector]


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
        ";Færdselskontrol;20-03-2026;Skolevej 3;ib ;;721560;6170500;\n"
        ";Færdselskontrol;21-03-2026;Skolevej 5;Ib;;721620;6170500;\n"
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


HEAD = "Type;Modtaget;Sted;Navn;Telefon;E-mail;Øst;Nord;Status;Resultat"


def asked(day, name, phone="", mail="", east=721500, more="Udført;14 af 80 kørte for stærkt."):
    return f"Færdselskontrol;{day}-03-2026;Skolevej 1;{name};{phone};{mail};{east};6170500;{more}"


def test_residents_who_ask_for_the_same_are_as_many_people_letters_and_one_hot_spot(take, staffed, tmp_path):
    """Two of one household share a telephone; one asks again with the number written otherwise."""
    rows = [asked(1 + n, f"Beboer {chr(65 + n)}", f"2000100{n}", east=721500 + n) for n in range(4)]
    rows += [asked(6, "Beboer E", "20001000"), asked(7, "Beboer F", "", "f@example.org")]
    rows += [asked(9, "beboer a", "+45 20 00 10 00"), asked(10, "Beboer F", "20009999", "F@example.org")]
    letters = tmp_path / "letters.html"
    result = take("\n".join([HEAD, *rows]), ANSWERS=str(letters), HOT_SPOTS="memory:")
    assert (result["ADDED"], result["DUPLICATES"]) == (8, 2)
    page = letters.read_text(encoding="utf-8")
    assert [page.count(f"Beboer {name}") > 0 for name in "ABCDEF"] == [True] * 6
    assert page.count("14 af 80 kørte for stærkt.") == 6
    (spot,) = result["HOT_SPOTS"].getFeatures()
    assert spot["requests"] == 6


def test_who_asked_twice_gets_one_letter_even_where_only_the_second_is_done(take, staffed, tmp_path):
    rows = [asked(1, "Ib", "20001001", more="Modtaget;"), asked(2, "Ib", "20001001"), asked(3, "Ib", "20001001")]
    letters = tmp_path / "letters.html"
    assert take("\n".join([HEAD, *rows]), ANSWERS=str(letters))["DUPLICATES"] == 2
    assert letters.read_text(encoding="utf-8").count("14 af 80") == 1


def test_requests_without_any_name_are_not_taken_for_one_person(take, staffed):
    assert take("\n".join([HEAD, asked(1, ""), asked(2, "")]))["DUPLICATES"] == 0


def test_an_address_not_found_is_told_apart_from_one_outside_all_sectors(take, staffed, feedback, tmp_path):
    report = tmp_path / "report.html"
    result = take(
        f"{CSV}\n1;Færdselskontrol;01-03-2026;Skolevej 1;;;721500;6170500;\n"
        "2;Færdselskontrol;01-03-2026;Langt væk;;;9,0;56,0;\n3;Færdselskontrol;01-03-2026;Ukendt Allé 7;;;;;\n",
        REPORT=str(report),
    )
    assert (result["ADDED"], result["WITHOUT_SECTOR"], result["NOT_FOUND"]) == (3, 1, 1)
    assert any(line.startswith("Row 4: the address “Ukendt Allé 7” was not found") for line in feedback.warnings)
    page = report.read_text(encoding="utf-8")
    assert all(
        words in page for words in ("outside all sectors", "place not found", "Addresses not found", "Ukendt Allé 7")
    )
