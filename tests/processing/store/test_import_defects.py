"""Residents' requests: 500 rows with fifty kinds of defects; each is named by row, column and remedy, the rest comes in.

Names, telephones (+45 20 00 00 00 upward) and addresses (example.org) are invented.
"""

import csv

HEADINGS = [
    "Sagsnr.", "Type", "Modtaget", "Sted", "Bemærkning", "Navn", "Telefon", "E-mail", "Øst", "Nord", "Status",
    "Planlagt", "Fra kl.", "Til kl.", "Resultat", "Besvaret",
]  # fmt: skip
KINDS = ("Færdselskontrol", "Dialogmøde", "Besøg af den mobile politistation", "Tryghedsvandring")


def good(number):
    return {
        "Sagsnr.": f"S{number:04d}",
        "Type": KINDS[number % 4],
        "Modtaget": "01-03-2026",
        "Sted": f"Ærøvej {number}",
        "Bemærkning": 'Stærk fart; "hver" morgen',
        "Navn": "Åse Øst",
        "Telefon": f"20 00 {number // 100:02d} {number % 100:02d}",
        "E-mail": f"b{number}@example.org",
        "Øst": str(720_050 + number % 40 * 100),
        "Nord": str(6_170_050 + number // 40 * 200),
    }


DEFECTS = [
    ("Sagsnr.", {"Sagsnr.": "S1;DROP TABLE request"}, "letters, digits"),
    ("Sagsnr.", {"Sagsnr.": "9" * 41}, "at most 40"),
    ("Sagsnr.", {"Sagsnr.": "S0001"}, "further up"),
    ("Type", {"Type": ""}, "empty"),
    ("Type", {"Type": "parkering"}, "Choose one of: Færdselskontrol"),
    ("Type", {"Type": "#I/T"}, "could not compute"),
    ("Modtaget", {"Modtaget": ""}, "empty"),
    ("Modtaget", {"Modtaget": "i går"}, "31-01-2026"),
    ("Modtaget", {"Modtaget": "31-02-2026"}, "no such day"),
    ("Modtaget", {"Modtaget": "2026-13-01"}, "no such day"),
    ("Modtaget", {"Modtaget": "5/1"}, "31-01-2026"),
    ("Modtaget", {"Modtaget": "01-03-0226"}, "four digits"),
    ("Sted", {"Sted": ""}, "empty"),
    ("Sted", {"Sted": "\u200b\u00ad"}, "empty"),
    ("Sted", {"Sted": "S" * 201}, "201 characters"),
    ("Sted", {"Sted": "Torvet\n2"}, "line break"),
    ("Sted", {"Sted": "=HYPERLINK(1)"}, "formula"),
    ("Sted", {"Sted": "<script>x</script>"}, "web page code"),
    ("Sted", {"Sted": "S\ufffdndergade 1"}, "UTF-8"),
    ("Bemærkning", {"Bemærkning": "b" * 8001}, "8001 characters"),
    ("Bemærkning", {"Bemærkning": "@SUM(A1)"}, "formula"),
    ("Bemærkning", {"Bemærkning": "<img src=x onerror=alert(1)>"}, "web page code"),
    ("Navn", {"Navn": "Ane\nBo"}, "line break"),
    ("Navn", {"Navn": "#VÆRDI!"}, "could not compute"),
    ("Telefon", {"Telefon": "2000"}, "eight digits"),
    ("Telefon", {"Telefon": "hemmeligt"}, "eight digits"),
    ("Telefon", {"Telefon": "2E+07"}, "shortened"),
    ("Telefon", {"Telefon": "+45 20 00 00"}, "Danish number"),
    ("Telefon", {"Telefon": "20000001, 20000002"}, "eight digits"),
    ("E-mail", {"E-mail": "ane"}, "one e-mail"),
    ("E-mail", {"E-mail": "ane@example"}, "one e-mail"),
    ("E-mail", {"E-mail": "a@example.org; b@example.org"}, "one e-mail"),
    ("E-mail", {"E-mail": "javascript:alert(1)"}, "one e-mail"),
    ("Øst", {"Øst": "øst for kirken"}, "Write a number"),
    ("Øst", {"Øst": "7,2E5"}, "Write a number"),
    ("Øst", {"Øst": ""}, "Only one of two"),
    ("Nord", {"Nord": ""}, "Only one of two"),
    ("Øst", {"Øst": "6170500", "Nord": "721500"}, "swapped"),
    ("Øst", {"Øst": "55,6275", "Nord": "12,5139"}, "swapped"),
    ("Øst", {"Øst": "2,35", "Nord": "48,85"}, "outside Denmark"),
    ("Status", {"Status": "måske"}, "Choose one of"),
    ("Planlagt", {"Planlagt": "uge 12"}, "31-01-2026"),
    ("Planlagt", {"Planlagt": "01-02-2026"}, "before the request"),
    ("Fra kl.", {"Fra kl.": "25:00"}, "10:30"),
    ("Til kl.", {"Fra kl.": "kl. 12", "Til kl.": "10.30"}, "before the beginning"),
    ("Til kl.", {"Til kl.": "middag"}, "10:30"),
    ("Resultat", {"Status": "Udført"}, "no result"),
    ("Besvaret", {"Besvaret": "ja"}, "31-01-2026"),
    ("Besvaret", {"Besvaret": "28-02-2026"}, "before the request"),
    ("Besvaret", {"": "for meget"}, "more cells"),
]  # fmt: skip


def test_fifty_kinds_of_defects_are_named_and_the_rest_comes_in(run, sectors, place, tmp_path):
    rows = [good(number) for number in range(1, 501 - len(DEFECTS))]
    start = len(rows) + 2
    rows += [good(1000 + number) | {"Telefon": "20001000"} | change for number, (_, change, _) in enumerate(DEFECTS)]
    assert len(rows) == 500
    assert len({(column, str(change)) for column, change, _ in DEFECTS}) >= 40
    path = tmp_path / "henvendelser.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows([row.get(name, "") for name in (*HEADINGS, *(["", ""] if "" in row else []))] for row in rows)
    parameters = {"FILE": str(path), "DATABASE": place}
    result = run("importrequests", parameters | {"REJECTED": "memory:"})
    found = [feature.attributes() for feature in result["REJECTED"].getFeatures()]
    assert [row[0] for row in found] == list(range(start, start + len(DEFECTS)))
    for (column, _, words), (_, named, _, remedy) in zip(DEFECTS, found, strict=True):
        assert named == column, (column, named, remedy)
        assert words in remedy
    assert (result["ADDED"], result["REJECTED_ROWS"]) == (500 - len(DEFECTS), len(DEFECTS))
    assert result["WITHOUT_SECTOR"] == 0
    again = run("importrequests", parameters)
    assert (again["ADDED"], again["CHANGED"], again["UNCHANGED"]) == (0, 0, 500 - len(DEFECTS))
