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


def contact_file(
    name: str, phone: str, email: str, *, role: str = "", organisation: str = "", note: str = "", link: str = ""
) -> str:
    """Return a contact to be saved, as a vCard 4.0 (RFC 6350): its lines folded at 75 bytes, its values escaped."""
    first, _, last = name.rpartition(" ")
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:individual",
        f"FN:{_value(name)}",
        f"N:{_value(last)};{_value(first)};;;",
    ]
    lines += [f"TEL;TYPE=work:{phone}"] if phone else []
    lines += [f"EMAIL;TYPE=work:{email}"] if email else []
    lines += [f"ORG:{_value(organisation)}"] if organisation else []
    lines += [f"TITLE:{_value(role)}"] if role else []
    lines += [f"NOTE:{_value(note)}"] if note else []
    lines += [f"URL:{link}"] if link else []
    return "".join(folded(line) + "\r\n" for line in [*lines, "END:VCARD"])


def folded(line: str) -> str:
    """Return the line cut so that no piece is longer than 75 bytes (RFC 5545, 3.1; RFC 6350, 3.2)."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > 74:
            pieces.append(piece)
            piece = ""
        piece += letter
    return "\r\n ".join([*pieces, piece])


def _value(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def contact_parts(text: str) -> list[tuple[str, str]]:
    """Return what stands between semicolons, each with its link: tel:, mailto:, https: or none."""
    return [(shown, _link(shown)) for part in text.split(";") if (shown := part.strip())]


def _link(text: str) -> str:
    if phone := parse_phone(text):
        return f"tel:{phone}"
    if email := parse_email(text):
        return f"mailto:{email}"
    return parse_link(text) or ""


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
