"""The words of what is published: Danish and English, the station's own texts instead, and further languages.

A station gives its texts as a table: column `key`, and a column for each language, named by its code (da, en, ar, pl).
A key is one of the page's own, or a text of the data as it stands there, such as the hours of a contact. A further
language is one whose row `language` says what it is called; other columns are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..base.errors import InputError
from ..base.i18n import listed, translate
from ..base.paths import RESOURCES
from ..base.table import FeatureTable
from ..base.text import clean_text, length_problem, shortened
from .contact_fields import parse_phone
from .settings import DEFAULT_TITLES, LANGUAGES, LIMITS

if TYPE_CHECKING:
    from .public_record import PublicRecord

Texts = Mapping[str, Mapping[str, str]]  # by language, by key
PRINTED = {
    "qr_contact", "qr_map", "qr_save", "qr_map_vacant", "photo", "sheet_service_vacant",
    "sheet_vacant", "sheet_streets", "sheet_map",
}  # fmt: skip
RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
MOST_LETTERS = 600
MOST_LANGUAGES = 12
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|[A-Za-z]{4}))?")


@dataclass(frozen=True)
class PageLanguage:
    """A language of the page.

    Attributes:
        code: BCP 47, as in `lang`.
        name: what it is called in itself.
        words: the page's texts by key; those that are lacking are not in it.
        own: texts of the data in this language, by the text in the data.

    """

    code: str
    name: str
    words: dict[str, str]
    own: dict[str, str]

    def is_right_to_left(self) -> bool:
        """Tell whether it is written from right to left."""
        return self.code.partition("-")[0] in RIGHT_TO_LEFT


def default_words(code: str) -> dict[str, str]:
    """Return the program's own words in Danish or English, by key."""
    words: dict[str, str] = json.loads((RESOURCES / "web" / f"{code}.json").read_text(encoding="utf-8"))
    return words | {"title": DEFAULT_TITLES[code]}


def words_in(code: str, texts: Texts) -> dict[str, str]:
    """Return all words in Danish or English, the station's own texts in place of the program's."""
    words = default_words(code)
    return words | {key: text for key, text in texts.get(code, {}).items() if key in words}


def read_texts(table: FeatureTable) -> dict[str, dict[str, str]]:
    """Return the table's texts by language and key; empty cells are left out.

    Raises:
        InputError: no column `key`, a key that occurs twice, or a text that is too long, named by row and column.

    """
    keys = [clean_text(value) for value in table.column("key").tolist()]
    twice = next((key for row, key in enumerate(keys) if key and key in keys[:row]), "")
    if twice:
        message = translate("Core", "Texts “{layer}”: the key “{key}” occurs twice. Keep one row.")
        raise InputError(message.format(layer=table.name, key=shortened(twice, 60)))
    found: dict[str, dict[str, str]] = {}
    for column in map(str, table.attributes.columns):
        code = _language_code(column)
        if code:
            texts = _column(table, column, keys)
            if code in LANGUAGES or re.search(r"[^\W\d_]", texts.get("language", "")):
                found[code] = texts
    if len(found) > MOST_LANGUAGES:
        message = translate("Core", "Texts “{layer}”: {count} languages, and at most {most} fit on the page.")
        raise InputError(message.format(layer=table.name, count=len(found), most=MOST_LANGUAGES))
    return found


def _language_code(column: str) -> str:
    """Return the code of a language, such as pl or pt-BR; nothing for another column."""
    match = _CODE.fullmatch(column)
    if match is None or column.casefold() == "key":
        return ""
    language, part = match[1].lower(), match[2] or ""
    return "-".join(filter(None, (language, part.upper() if len(part) == 2 else part.title())))


def _column(table: FeatureTable, column: str, keys: list[str]) -> dict[str, str]:
    texts = {}
    for row, (key, value) in enumerate(zip(keys, table.attributes[column].tolist(), strict=True), 1):
        text = clean_text(None if value != value else value)
        if key and text:
            if problem := length_problem(text, most_letters(key)):
                message = translate("Core", "Texts “{layer}”, row {row}, column “{column}”: {problem}")
                raise InputError(message.format(layer=table.name, row=row, column=column, problem=problem))
            texts[key] = text
    return texts


def most_letters(key: str) -> int:
    """Return how long the text of a key may be."""
    return {"language": 30, "title": LIMITS["title"]}.get(key, MOST_LETTERS)


def texts_of_data(record: PublicRecord) -> dict[str, bool]:
    """Return the texts of the record that another language may say otherwise; True where it should, as it is no name."""
    rows: list[tuple[str, bool]] = []
    for sector in record.sectors:
        rows += [(sector.hours, True), (sector.station, False)]
        rows += [] if parse_phone(sector.message_line) else [(sector.message_line, True)]
    for event in record.events:
        rows += [(event.title, True), (event.place, False)]
    for matter in record.priorities:
        rows += [(matter.said, True), (matter.did, True)]
    rows += [(text, False) for text in (record.organisation, record.contact, record.controller, record.data_protection)]
    rows += [(record.credit, False)]
    found: dict[str, bool] = {}
    for text, is_sentence in rows:
        if text:
            found[text] = found.get(text, False) or is_sentence
    return found


def known_texts(record: PublicRecord) -> dict[str, dict[str, str]]:
    """Return the texts whose key is the page's or a text of the data, and of languages that have a name."""
    known = {*default_words("en"), *texts_of_data(record)}
    return {
        code: {key: text for key, text in texts.items() if key in known}
        for code, texts in record.texts.items()
        if code in LANGUAGES or texts.get("language")
    }


def check_texts(texts: Texts, record: PublicRecord) -> None:
    """Raise InputError where a key of the texts is neither the page's nor a text of the data: it would show nowhere."""
    known = {*default_words("en"), *texts_of_data(record)}
    strange = sorted({key for words in texts.values() for key in words} - known)
    if strange:
        message = translate(
            "Core",
            "Texts: {keys} are no keys of the page, and no texts of the contacts, events or priorities. Correct them: a text of the data is written as it stands there.",
        )
        raise InputError(message.format(keys=", ".join(f"“{shortened(key, 60)}”" for key in strange[:10])))


def page_languages(record: PublicRecord) -> list[PageLanguage]:
    """Return the languages of the page: Danish, English, and those that the texts give."""
    return [
        _page_language(record, code) for code in [*LANGUAGES, *(code for code in record.texts if code not in LANGUAGES)]
    ]


def _page_language(record: PublicRecord, code: str) -> PageLanguage:
    given = record.texts.get(code, {})
    keys = [key for key in default_words("en") if key not in PRINTED]
    words = words_in(code, record.texts) if code in LANGUAGES else dict(given)
    if code == record.language:
        words["title"] = record.title
    return PageLanguage(
        code=code,
        name=words["language"],
        words={key: words[key] for key in keys if key in words},
        own={text: given[text] for text in texts_of_data(record) if text in given and text not in keys},
    )


def lacking_texts(record: PublicRecord) -> list[str]:
    """Return a message for each language in which something falls back to another: which keys, which texts."""
    keys = [key for key in default_words("en") if key not in PRINTED]
    sentences = [text for text, is_sentence in texts_of_data(record).items() if is_sentence]
    found = []
    for language in page_languages(record):
        lacking = [key for key in keys if key not in language.words]
        if lacking:
            message = translate("Core", "{language} ({code}) lacks {count} of {all} texts, shown in English: {keys}")
            found.append(
                message.format(
                    language=language.name,
                    code=language.code,
                    count=len(lacking),
                    all=len(keys),
                    keys=listed(lacking, 12),
                )
            )
        foreign = [text for text in sentences if text not in language.own]
        if foreign and language.code != record.language:
            message = translate("Core", "{language} ({code}): texts of the data shown as written: {texts}")
            texts = listed((f"“{shortened(text, 60)}”" for text in foreign), 12)
            found.append(message.format(language=language.name, code=language.code, texts=texts))
    return found
