"""importwalkfindings, and bookings of the mobile police station: points on the map, no spot twice, bad rows named."""

import pytest

CSV = "Nr.;Fundet;Sted;Type;Beskrivelse;Foto;Udbedres af;Udbedret;Tryghedsvandring;Øst;Nord"


@pytest.fixture
def take(run, sectors, place, tmp_path):
    def take(rows, algorithm="importwalkfindings", head=CSV, **more):
        path = tmp_path / "fund.csv"
        path.write_text("\n".join([head, *rows]), encoding="utf-8")
        return run(algorithm, {"FILE": str(path), "DATABASE": place, **more})

    return take


@pytest.fixture
def walk(sectors):
    statement = (
        "INSERT INTO {initiative!t} (name, kind, valid_from) VALUES ('Vandring i marts', 'safety_walk', '2026-03-01')"
    )
    sectors.write([sectors.dialect.compose(statement)])


def findings(database):
    query = database.dialect.compose(
        "SELECT f.finding_id, f.spot, f.kind, f.photo, f.who_mends, f.done_on, s.sector_id, i.name, f.edition, "
        "f.geom IS NOT NULL AS placed FROM {walk_finding!t} AS f LEFT JOIN {sector!t} AS s ON s.id = f.sector "
        "LEFT JOIN {initiative!t} AS i ON i.id = f.initiative ORDER BY f.id"
    )
    names = "finding_id spot kind photo who_mends done_on sector_id name edition placed"
    return [[*row[:9], bool(row[9])] for row in database.rows(query, *names.split())]


ROWS = [
    "1;02-03-2026;Mørk tunnel;Belysning;Tre lamper ude;foto/tunnel.jpg;Kommunen;;Vandring i marts;721350;6170350",
    "2;02-03-2026;Hæk ved skolen;Beplantning og udsyn;;;Boligforeningen;10-03-2026;;12,5139;55,6275",
    ";02-03-2026;Bænk uden ryg;Vedligeholdelse;;;;;;;",
]


def test_findings_become_points_in_their_sector(take, walk, sectors, feedback):
    result = take(ROWS)
    assert (result["ADDED"], result["REJECTED_ROWS"]) == (3, 0)
    assert (result["WITHOUT_SECTOR"], result["NOT_FOUND"]) == (0, 1)
    assert any(line.startswith("Row 4: the address “Bænk uden ryg” was not found") for line in feedback.warnings)
    found = findings(sectors)
    assert found[0] == ["1", "Mørk tunnel", "light", "foto/tunnel.jpg", "Kommunen", None, 1, "Vandring i marts", "2020-1", True]  # fmt: skip
    assert found[1][4:8] == ["Boligforeningen", "2026-03-10", 1, None]
    assert found[2][9] is False
    again = take(ROWS)
    assert (again["ADDED"], again["UNCHANGED"]) == (0, 3)


def test_a_mended_spot_is_noted_and_a_spot_that_waits_is_not_added_twice(take, walk, sectors):
    take(ROWS)
    seen_again = [
        "3;20-03-2026;Ved tunnelen;Belysning;;;;;;721355;6170355",
        "4;20-03-2026;Bænk uden ryg, 2700 Brønshøj;Vedligeholdelse;;;;;;;",
        "5;20-03-2026;Ved tunnelen;Trafik;;;;;;721355;6170355",
        "6;20-03-2026;Hæk ved skolen;Beplantning og udsyn;;;;;;12,5139;55,6275",
        ROWS[0].replace("Kommunen;", "Kommunen;25-03-2026"),
    ]
    result = take(seen_again)
    assert (result["DUPLICATES"], result["ADDED"], result["CHANGED"]) == (2, 2, 1)
    assert findings(sectors)[0][5] == "2026-03-25"


DEFECTS = [
    ("Nr.", "1;02-03-2026;Anden;Andet;;;;;;;", "further up"),
    ("Nr.", "1/<2>;02-03-2026;A;Andet;;;;;;;", "letters, digits"),
    ("Fundet", "11;;A;Andet;;;;;;;", "empty"),
    ("Fundet", "12;i går;A;Andet;;;;;;;", "31-01-2026"),
    ("Sted", "13;02-03-2026;;Andet;;;;;;;", "empty"),
    ("Sted", "14;02-03-2026;=A1;Andet;;;;;;;", "formula"),
    ("Type", "15;02-03-2026;A;Hul;;;;;;;", "Choose one of: Belysning"),
    ("Beskrivelse", "16;02-03-2026;A;Andet;<b>x</b>;;;;;;", "web page code"),
    ("Foto", "17;02-03-2026;A;Andet;;javascript:alert(1).jpg;;;;;", "https://"),
    ("Foto", "18;02-03-2026;A;Andet;;foto.exe;;;;;", "no picture"),
    ("Udbedret", "19;02-03-2026;A;Andet;;;;01-03-2026;;;", "before the spot"),
    ("Tryghedsvandring", "20;02-03-2026;A;Andet;;;;;Ukendt;;", "it has: Vandring i marts"),
    ("Nord", "21;02-03-2026;A;Andet;;;;;;721000;", "Only one of two"),
    ("Øst", "22;02-03-2026;A;Andet;;;;;;6170000;721000", "swapped"),
    ("Øst", "23;02-03-2026;A;Andet;;;;;;her;6170000", "Write a number"),
    ("Nord", "24;02-03-2026;A;Andet;;;;;;721000;6170000;mere", "more cells"),
]


def test_bad_rows_are_named_and_nothing_of_them_comes_in(take, walk, sectors):
    result = take([ROWS[0], *(row for _, row, _ in DEFECTS)], REJECTED="memory:")
    found = [feature.attributes() for feature in result["REJECTED"].getFeatures()]
    assert [(row[0], row[1]) for row in found] == [(number, column) for number, (column, _, _) in enumerate(DEFECTS, 3)]
    for (_, _, words), row in zip(DEFECTS, found, strict=True):
        assert words in row[3], row
    assert len(findings(sectors)) == 1


BOOKINGS = "Nr.;Modtaget;Sted;Øst;Nord;Status;Planlagt;Fra kl.;Til kl."


def events(database):
    query = "SELECT title, kind, event_date, start_time, end_time, place, publish, geom IS NOT NULL AS placed FROM {public_event!t} ORDER BY id"
    names = "title kind event_date start_time end_time place publish placed"
    return database.rows(database.dialect.compose(query), *names.split())


def test_bookings_of_the_mobile_station_need_no_kind_and_draft_an_event_that_a_person_publishes(take, sectors):
    rows = [
        "B1;01-03-2026;Torvet 1;721350;6170350;Planlagt;15-03-2026;10;12.30",
        "B2;01-03-2026;Skolen;721900;6170900;Modtaget;;;",
        "B3;01-03-2026;Torvet 3;721360;6170350;Planlagt;15-03-2026;10;12.30",
    ]
    booked = {"algorithm": "importrequests", "head": BOOKINGS, "KIND": "mobile_station"}
    result = take(rows, **booked)
    assert (result["ADDED"], result["DUPLICATES"], result["REJECTED_ROWS"]) == (3, 1, 0)
    query = sectors.dialect.compose("SELECT kind, start_time FROM {request!t} ORDER BY id")
    assert sectors.rows(query, "kind", "start_time")[0] == ["mobile_station", "10:00"]
    drafted = ["Mobile police station", "mobile_station", "2026-03-15", "10:00", "12:30", "Torvet 1"]
    assert [row[:6] for row in events(sectors)] == [drafted]
    assert not events(sectors)[0][6]
    assert events(sectors)[0][7]
    rows[0] = rows[0].replace("15-03", "16-03")
    assert take(rows, **booked)["CHANGED"] == 1
    assert [row[2] for row in events(sectors)] == ["2026-03-16"]
    sectors.write(
        [sectors.dialect.compose("UPDATE {public_event!t} SET publish = {yes}, title = 'Kom forbi'", yes=True)]
    )
    take([rows[0].replace("16-03", "17-03")], **booked)
    assert [(row[0], row[2]) for row in events(sectors)] == [("Kom forbi", "2026-03-16")]


def test_a_file_without_kinds_says_which_column_is_missing(take):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="no column “Art”"):
        take(["B1;01-03-2026;Torvet 1;;;;;;"], "importrequests", BOOKINGS)
