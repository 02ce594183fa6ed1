"""The page reads addresses as imports do: the same spellings, through the page's own search."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from sector_planner.core.base.addresses import loose_key, read_address, street_keys

CASES = json.loads((Path(__file__).parents[2] / "data" / "addresses.json").read_text(encoding="utf-8"))
WORDS = {"en": {"odd": "odd", "even": "even"}}


@pytest.fixture(scope="module")
def ask(browser, folder):
    """Return a function that asks the page's own search, in an index of streets of its own."""
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())

    def ask(text, streets):
        data = {"language": "en", "words": WORDS, "streets": streets}
        return page.evaluate("([data, text]) => searchAddress(data, text)", [data, text])

    ask.page = page
    yield ask
    page.close()


ONE_EACH = [[street, [at]] for at, street in enumerate(CASES["streets"])]


def streets_of(found):
    return [CASES["streets"][offer["index"]] for offer in found["offers"]]


def test_every_spelling_finds_its_street_without_asking(ask):
    wrong = []
    for text, street, number, letter in CASES["found"]:
        found = ask(text, ONE_EACH)
        read = found["read"]
        if (found["sure"], streets_of(found), read["number"], read["letter"]) != (True, [street], number, letter):
            wrong.append((text, streets_of(found), read))
    assert wrong == []


def test_a_slip_of_the_finger_is_asked_about_and_the_street_meant_comes_first(ask):
    asked = [(text, street, ask(text, ONE_EACH)) for text, street in CASES["asked"]]
    assert [text for text, street, found in asked if found["sure"] or streets_of(found)[:1] != [street]] == []


def test_while_one_types_the_street_is_among_the_suggestions(ask):
    assert [text for text, street in CASES["typed"] if street not in streets_of(ask(text, ONE_EACH))] == []


def test_no_street_is_taken_for_another_that_only_looks_like_it(ask):
    assert [text for text in CASES["never"] if ask(text, ONE_EACH)["sure"]] == []


def test_page_and_program_read_every_spelling_alike(ask):
    texts = [text for text, *_ in CASES["found"] + CASES["asked"] + CASES["typed"]] + CASES["never"] + CASES["streets"]
    read, keys = ask.page.evaluate(
        "texts => [texts.map(readAddress), texts.map(text => streetKeys(foldText(text)).map(key => [key, looseKey(key)]))]",
        texts,
    )
    assert read == [asdict(read_address(text)) for text in texts]
    assert keys == [[[key, loose_key(key)] for key in street_keys(text)] for text in texts]


TWO_TOWNS = [["Skolevej", [0], "4000 Roskilde"], ["Skolevej", [1], "8000 Aarhus C"]]


def test_streets_of_one_name_in_two_towns_are_told_apart(ask):
    assert [offer["index"] for offer in ask("Skolevej 2", TWO_TOWNS)["offers"]] == [0, 1]
    assert not ask("Skolevej 2", TWO_TOWNS)["sure"]
    for text, index in (("Skolevej 2, 8000 Aarhus C", 1), ("skolevej 2 4000", 0), ("Skolevej 2, Aarhus C", 1)):
        found = ask(text, TWO_TOWNS)
        assert (found["sure"], [offer["index"] for offer in found["offers"]]) == (True, [index])
    assert not ask("Skolevej 2, 9000 Aalborg", TWO_TOWNS)["sure"]


LETTERS = [["Long Road", [[0, 12, 12.01, 0], [1, 12.02, 14, 0], [2, 1, 9, 1]], "", [[12.01, 1]]]]


@pytest.mark.parametrize(
    ("text", "sectors", "sure"),
    [
        ("Long Road 12A", [0], True),
        ("Long Road 12B", [1], True),
        ("Long Road 12", [0, 1], False),
        ("Long Road 14", [1], True),
        ("Long Road 12A-14", [0, 1], False),
        ("Long Road 5", [2], True),
        ("Long Road 99", [2], False),
        ("Long Road 30", [1], False),
        ("Long Road", [0, 1, 2], False),
    ],
)
def test_house_letters_and_unknown_numbers(ask, text, sectors, sure):
    found = ask(text, LETTERS)
    assert ([offer["index"] for offer in found["offers"]], found["sure"]) == (sectors, sure)


def test_a_house_close_to_another_sector_says_so(ask):
    assert [offer["near"] for offer in ask("Long Road 12A", LETTERS)["offers"]] == [[1]]
    assert [offer["near"] for offer in ask("Long Road 14", LETTERS)["offers"]] == [[]]


def test_no_sector_of_a_long_street_is_cut(ask):
    runs = [[sector, 2 * sector + 1, 2 * sector + 1, 1] for sector in range(60)]
    for streets in ([["Long Road", runs]], [["Long Road", list(range(60))]]):
        assert [offer["index"] for offer in ask("long road", streets)["offers"]] == list(range(60))
