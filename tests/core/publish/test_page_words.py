"""The words of the page: the station's own, further languages, and a message for all that is lacking."""

from dataclasses import fields

import pytest
import shapely
from builders.tables import page_texts, records
from sector_planner.core.base.errors import InputError
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.publish.page_words import (
    check_texts,
    default_words,
    lacking_texts,
    page_languages,
    read_texts,
    words_in,
)
from sector_planner.core.publish.public_record import PublicRecord, build_public_record
from sector_planner.core.publish.publication import Sources, build_publication
from sector_planner.core.publish.settings import PublicSettings


def texts(*rows):
    return read_texts(records(list(rows), None, "words"))


def record(language="da", hours="hverdage kl. 7–23", **more):
    people = records([{"sector_id": 1, "name": "Anna", "phone": "20000000", "hours": hours}])
    sectors = records([{"sector_id": 1}], [shapely.box(12.5, 55.7, 12.51, 55.71)])
    return build_public_record(sectors, read_contacts(people), PublicSettings("1", "Title", language, **more))


def test_danish_and_english_have_the_same_keys():
    assert list(default_words("da")) == list(default_words("en"))
    assert all(default_words("da").values())


def test_columns_are_languages_where_a_row_says_what_they_are_called():
    found = texts(
        {"key": "language", "da": None, "pl": "Polski", "fid": 1, "id": 7, "note": "internal", "no": " ", "pt_br": "Português"},
        {"key": "call", "da": "Ring op", "pl": "Zadzwoń", "fid": 2, "id": 8, "note": "internal", "no": "Ring", "pt_br": "Ligar"},
    )  # fmt: skip
    assert found == {
        "da": {"call": "Ring op"},
        "pl": {"language": "Polski", "call": "Zadzwoń"},
        "pt-BR": {"language": "Português", "call": "Ligar"},
    }


def test_the_five_languages_of_the_sample_are_read():
    found = read_texts(page_texts())
    assert list(found) == ["da", "en", "ar", "ur", "tr", "pl", "so"]
    languages = {language.code: language for language in page_languages(record(texts=found_in(found)))}
    assert [code for code, language in languages.items() if language.is_right_to_left()] == ["ar", "ur"]
    assert languages["so"].name == "Soomaali"
    assert languages["tr"].own == {"hverdage kl. 7–23": "hafta içi 7–23"}


def found_in(found):
    """Return the texts without those of data that a small record does not hold."""
    absent = (
        "Mød den mobile station",
        "Knallerter på stien",
        "To kontroller om ugen",
        "Læg en besked på stationens svarer",
    )
    return {code: {key: text for key, text in words.items() if key not in absent} for code, words in found.items()}


def test_the_stations_own_texts_take_the_place_of_the_programs():
    own = texts({"key": "no_answer", "da": "Vi ringer tilbage.", "en": None})
    assert words_in("da", own)["no_answer"] == "Vi ringer tilbage."
    assert words_in("en", own)["no_answer"] == default_words("en")["no_answer"]


def test_a_title_of_ones_own_stands_in_its_language_and_the_others_have_theirs():
    own = texts({"key": "language", "pl": "Polski"}, {"key": "title", "pl": "Twój policjant"})
    titles = {language.code: language.words.get("title") for language in page_languages(record(texts=own))}
    assert titles == {"da": "Title", "en": "Find your police officer", "pl": "Twój policjant"}


def test_what_is_lacking_is_told_by_language_and_key():
    own = texts(
        {"key": "language", "pl": "Polski"},
        *[{"key": key, "pl": "x"} for key in default_words("en") if key not in ("language", "call", "print")],
    )
    english, polish, data = lacking_texts(record(texts=own))
    assert english == "English (en): texts of the data shown as written: “hverdage kl. 7–23”"
    assert polish.startswith("Polski (pl) lacks 2 of ")
    assert polish.endswith("shown in English: call, print")
    assert data == "Polski (pl): texts of the data shown as written: “hverdage kl. 7–23”"


def test_where_everything_is_said_nothing_is_told():
    own = texts({"key": "hverdage kl. 7–23", "en": "weekdays 7–23"})
    assert lacking_texts(record(texts=own)) == []


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"name": "call", "da": "x"}], "has no field “key”"),
        ([{"key": "call", "da": "x"}, {"key": "call ", "da": "y"}], "“call” occurs twice"),
        ([{"key": "call", "da": "x" * 601}], "row 1, column “da”: 601 characters"),
        ([{"key": "language", "pl": "x" * 31}], "column “pl”: 31 characters"),
        ([{"key": "language", **dict.fromkeys([f"a{letter}" for letter in "abcdefghijklm"], "Name")}], "13 languages"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(rows, message):
    with pytest.raises(InputError, match=message):
        texts(*rows)


def test_a_key_that_would_show_nowhere_is_refused():
    own = texts({"key": "cal", "da": "Ring op"}, {"key": "hverdage kl. 7-23", "en": "weekdays"})
    with pytest.raises(InputError, match="“cal”, “hverdage kl. 7-23” are no keys"):
        check_texts(own, record(texts=own))
    ground = records([{"sector_id": 1}], [shapely.box(12.5, 55.7, 12.51, 55.71)])
    made = build_publication(Sources(ground), PublicSettings("1", "Title", texts=own))
    assert made.record.texts == {"da": {}, "en": {}}


def test_texts_are_one_line_of_visible_characters():
    assert texts({"key": "call", "da": "Ring\u202e \n\x00op"}) == {"da": {"call": "Ring op"}}


def test_the_fields_of_a_publication_are_a_fixed_list():
    assert sorted(field.name for field in fields(PublicRecord)) == [
        "accessibility_url", "booking_url", "changed_since", "changed_since_day", "contact", "contacts_hash", "content",
        "controller", "credit", "data_protection", "drawn_within_m", "edition", "events", "home_url", "language", "logo",
        "new_officers", "organisation", "print_hash", "priorities", "privacy_url", "public_url", "review_date", "sectors",
        "texts", "title", "updated",
    ]  # fmt: skip
