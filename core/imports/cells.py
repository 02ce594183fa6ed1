"""Reading a cell as people write it in Danish and English spreadsheets; each reader says what to write instead."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..base.i18n import translate
from ..base.written import is_month, month_first_remedy, read_clock, read_moment, read_number, read_serial_day
from ..database.value_lists import VALUE_LISTS
from ..publish.contact_fields import parse_email, parse_phone


class CellError(ValueError):
    """A cell that cannot be read; the text is the remedy."""


Reader = Callable[[str], Any]

_INVISIBLE = {"Cc", "Cf", "Co", "Cn", "Cs"}
_SPREADSHEET_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#I/T", "#NAVN?", "#VÆRDI!")


def clean(text: str) -> str:
    """Return the text without control, zero-width and bidi signs, in composed form; line breaks stay.

    Raises CellError for what a spreadsheet writes in place of a value, and for a letter lost in encoding.
    """
    if text.strip() in _SPREADSHEET_ERRORS:
        raise CellError(translate("Core", "The spreadsheet could not compute this cell. Correct its formula."))
    if "\ufffd" in text:
        raise CellError(translate("Core", "A letter was lost when the file was saved. Save it again as UTF-8."))
    spaced = text.replace("\t", " ").replace("\r\n", "\n")
    kept = "".join(sign for sign in spaced if sign == "\n" or unicodedata.category(sign) not in _INVISIBLE)
    return unicodedata.normalize("NFC", kept).strip()


def text(length: int) -> Reader:
    """Return a reader of texts of at most `length` characters, without formulas and web page code."""

    def read(cell: str) -> str:
        if len(cell) > length:
            message = translate("Core", "The text has {found} characters. Shorten it to {length}.")
            raise CellError(message.format(found=len(cell), length=length))
        if cell.startswith(("=", "@")):
            raise CellError(translate("Core", "The text looks like a formula. Write the value itself."))
        if re.search(r"<[a-zA-Z/!]", cell):
            raise CellError(translate("Core", "The text holds web page code. Write plain text."))
        return cell

    return read


def single_line(length: int) -> Reader:
    """Return a reader of texts on one line."""
    read_text = text(length)

    def read(cell: str) -> str:
        if "\n" in cell:
            raise CellError(translate("Core", "The text has a line break. Write it on one line."))
        return str(read_text(cell))

    return read


def identifier(cell: str) -> str:
    """Read a key, such as a service number; a whole number that a spreadsheet made a decimal loses its .0."""
    key = re.sub(r"^(\d+)[.,]0$", r"\1", cell)
    if not re.fullmatch(r"[\w.\-/ ]{1,40}", key):
        raise CellError(translate("Core", "Write at most 40 letters, digits, full stops and hyphens."))
    return key


def phone(cell: str) -> str:
    """Read a telephone number as the public map will; eight digits are Danish."""
    if re.search(r"\d[.,]?\d*[eE]\+?\d", cell):
        raise CellError(translate("Core", "The spreadsheet has shortened the number. Format the column as text."))
    number = re.sub(r"[.,]0$", "", cell)
    found = parse_phone(number)
    if found:
        return found
    if re.match(r"\s*(\+|00)45", number):
        raise CellError(translate("Core", "A Danish number has eight digits, such as +4520000000."))
    raise CellError(translate("Core", "Write eight digits, or + with the country code, such as +4520000000."))


def email(cell: str) -> str:
    """Read an e-mail address as the public map will."""
    found = parse_email(str(single_line(200)(cell)))
    if found is None:
        raise CellError(translate("Core", "Write one e-mail address, such as name@example.org."))
    return found


def day(cell: str) -> dt.date:
    """Read a day, as `written.read_moment` does: 2026-01-31, 31-01-2026, 31/1-2026, 31.01.26; a clock with it is left out."""
    moment = read_moment(cell)
    if moment is None and is_month(cell):
        raise CellError(translate("Core", "This is a month without a day. Write the day as 2026-01-31."))
    if moment is None and (meant := read_serial_day(cell)):
        message = translate(
            "Core", "This is a spreadsheet's number for {day}. Format the column as dates and save it again."
        )
        raise CellError(message.format(day=meant))
    if moment is None:
        raise CellError(translate("Core", "Write the day as 31-01-2026 or 2026-01-31."))
    if moment.is_month_first:
        raise CellError(month_first_remedy())
    if moment.day is None:
        raise CellError(translate("Core", "There is no such day. Write day-month-year, such as 31-01-2026."))
    if not 1950 <= moment.day.year <= 2100:
        message = translate("Core", "The year is {year}. Write it with four digits.")
        raise CellError(message.format(year=moment.day.year))
    return moment.day


def clock(cell: str) -> str:
    """Read a time of the day, as `written.read_clock` does: 10, 10:30, kl. 10.30, 1030, 24:00; seconds are left out."""
    seconds = read_clock(cell)
    if seconds is None:
        raise CellError(translate("Core", "Write the time as 10:30."))
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours:02d}:{minutes:02d}"


def picture_path(cell: str) -> str:
    """Read where a picture lies: a file, or an address on the web."""
    path = str(single_line(1000)(cell))
    if not re.search(r"\.(jpe?g|png|heic|webp|tiff?)$", path, re.IGNORECASE):
        raise CellError(translate("Core", "This is no picture. Write a file that ends in .jpg, .png or the like."))
    if re.match(r"(?!https:)[a-z][a-z+.-]+:", path, re.IGNORECASE):
        raise CellError(translate("Core", "Write a file, or an address that begins with https://."))
    return path


def yes_no(cell: str) -> bool:
    """Read yes or no."""
    word = cell.casefold()
    if word in ("ja", "yes", "j", "y", "1", "x", "sand", "true", "1.0"):
        return True
    if word in ("nej", "no", "n", "0", "falsk", "false", "0.0"):
        return False
    raise CellError(translate("Core", "Write yes or no."))


def sector_id(cell: str) -> str:
    """Read a sector's id or name; of a number, the decimals that a spreadsheet adds are left out."""
    digits = re.sub(r"[.,]0+$", "", cell)
    return digits if digits.isdecimal() else cell


def decimal(cell: str) -> float:
    """Read a number with a decimal point or comma, as of a coordinate: 55.123 has no thousands in it."""
    number = read_number(cell, grouped=False)
    if number is None or abs(number) >= 1e12 or "e" in cell.casefold():  # a spreadsheet shortened it
        raise CellError(translate("Core", "Write a number, such as 55,71 or 55.71."))
    return number


def choice(list_name: str) -> Reader:
    """Return a reader of a value list, in either language or as stored."""
    known = {word.casefold(): row[0] for row in VALUE_LISTS[list_name] for word in row}

    def read(cell: str) -> str:
        if cell.casefold() not in known:
            allowed = ", ".join(row[2] for row in VALUE_LISTS[list_name])
            raise CellError(translate("Core", "Choose one of: {allowed}.").format(allowed=allowed))
        return known[cell.casefold()]

    return read


@dataclass(frozen=True)
class Heading:
    """A column of a file: its name with us, the headings people give it, how a cell is read, and whether it must be."""

    name: str
    titles: tuple[str, ...]
    read: Reader
    required: bool = False
