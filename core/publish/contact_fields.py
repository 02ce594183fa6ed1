"""Telephone numbers, e-mail addresses and links: read strictly, since people will call and write to them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit


def vcard(name: str, phone: str, email: str) -> str:
    """Return a slim vCard (RFC 2426): name, telephone, e-mail; more would make the modules too thin for a card."""
    first, _, last = name.rpartition(" ")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_value(last)};{_value(first)}", f"FN:{_value(name)}"]
    lines += [f"TEL:{phone}"] if phone else []
    lines += [f"EMAIL:{email}"] if email else []
    return "\r\n".join([*lines, "END:VCARD"])


def _value(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


SHORT_NUMBERS = ("112", "114")
_EMAIL = re.compile(
    r"[A-Za-z0-9_](?:[A-Za-z0-9_.+-]{0,62}[A-Za-z0-9_])?"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})"
)


def parse_phone(text: str) -> str | None:
    """Return a number as `+` and 8 to 15 digits, or 112 or 114; None where it is no such number.

    Eight digits are Danish; spaces, full stops, hyphens and brackets round an area code are left out.
    """
    digits = re.sub(r"[ .\-()\u00a0\u2010\u2011]", "", text)
    if digits in SHORT_NUMBERS:
        return digits
    if re.fullmatch(r"[2-9][0-9]{7}", digits):
        return "+45" + digits
    number = re.sub(r"^00(?=[1-9])", "+", digits)
    if not re.fullmatch(r"\+[1-9][0-9]{7,14}", number):
        return None
    if number.startswith("+45") and not re.fullmatch(r"\+45[2-9][0-9]{7}", number):
        return None
    return number


def show_phone(number: str) -> str:
    """Return a parsed number as people read it: Danish ones in pairs."""
    if number.startswith("+45"):
        return " ".join(re.findall("..", number[3:]))
    return number


def parse_email(text: str) -> str | None:
    """Return the address in lower case; None where it is none, or could carry more than an address in a link."""
    if len(text) > 254 or ".." in text or not _EMAIL.fullmatch(text):
        return None
    return text.lower()


def parse_link(text: str) -> str | None:
    """Return an https address without user, password or blanks; None where it is anything else."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    host_is_plain = re.fullmatch(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)*[A-Za-z0-9-]+", parts.hostname or "")
    is_plain = re.fullmatch(r"[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]{1,500}", text) is not None
    if parts.scheme != "https" or not host_is_plain or "@" in parts.netloc or port == 0 or not is_plain:
        return None
    return text
