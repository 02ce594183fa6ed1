"""Addresses as people write them: spellings from public forms, registers and reports, read here as on the page."""

import json
from pathlib import Path

import pytest
from sector_planner.core.base.addresses import (
    Address,
    asked_keys,
    loose_key,
    plain_address,
    read_address,
    stored_keys,
    street_keys,
)

CASES = json.loads((Path(__file__).parents[2] / "data" / "addresses.json").read_text(encoding="utf-8"))


def streets_found(text):
    """Return the streets of the cases that a spelling means: spelt alike, else alike without accents."""
    keys = street_keys(read_address(text).name)
    strict = [street for street in CASES["streets"] if set(keys) & set(street_keys(street))]
    loose = {loose_key(key) for key in keys}
    return strict or [one for one in CASES["streets"] if loose & {loose_key(key) for key in street_keys(one)}]


def test_there_are_two_hundred_spellings_and_more():
    assert len({text for text, *_ in CASES["found"]}) >= 200


@pytest.mark.parametrize(("text", "street", "number", "letter"), CASES["found"])
def test_a_spelling_finds_its_street_and_house(text, street, number, letter):
    read = read_address(text)
    assert (streets_found(text), read.number, read.letter) == ([street], number, letter)


@pytest.mark.parametrize("text", CASES["never"] + [text for text, _ in CASES["asked"]])
def test_no_spelling_means_a_street_that_only_looks_like_it(text):
    assert streets_found(text) == []


def test_all_parts_of_an_address_are_read():
    assert read_address("Nørrebrogade 40A-44, 2. tv, 2200 København N") == Address(
        "noerrebrogade", 40, "a", 44, "2200", "koebenhavn n"
    )


@pytest.mark.parametrize(
    "text", ["", " ", ",", "2200", "\x00", "١٢", "🚓 3", "a" * 5000, "1" * 5000, "a1" * 500, ", " * 999]
)
def test_anything_can_be_read(text):
    read_address(text)
    plain_address(text)


def test_two_spellings_of_one_place_are_the_same_text():
    spellings = ["Gl. Kongevej 12 A, 2. tv", "gammel kongevej 12a, 1850 Frederiksberg C", "12A Gl Kongevej"]
    assert {plain_address(text) for text in spellings} == {"gammelkongevej 12a"}
    assert plain_address("Gl. Kongevej 12B") != plain_address("Gl. Kongevej 12A")


def found(stored, asked):
    keys = set(stored_keys(stored))
    return any(key in keys for key in asked_keys(asked))


def test_an_address_in_another_postal_code_is_another_address():
    assert found("Skolevej 2, 4000 Roskilde", "Skolevej 2, 4000 Roskilde")
    assert found("Skolevej 2, 4000 Roskilde", "skolevej 2")
    assert found("Skolevej 2", "Skolevej 2, 4000 Roskilde")
    assert not found("Skolevej 2, 4000 Roskilde", "Skolevej 2, 8000 Aarhus C")
