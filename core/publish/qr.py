"""QR codes that print well: large enough modules, drawn as one path."""

from __future__ import annotations

import base64
from itertools import groupby

from ...vendor import segno

QUIET = 4
LEAST_MODULE_MM = 0.4


def qr_matrix(text: str, size_mm: float) -> tuple[tuple[int, ...], ...]:
    """Return the QR code of `text` as rows of 0 and 1, for a picture of `size_mm` with its quiet zone.

    Error correction is M (15 %); L (7 %) where M's modules would be thinner than 0.4 mm. Letters beyond ASCII are
    UTF-8 and say so (ECI 26): without, readers guess, and ZBar reads “Søren” as Chinese.

    Raises:
        ValueError: the text is too long for the size at either level.

    """
    letters = {} if text.isascii() else {"encoding": "utf-8", "eci": True, "mode": "byte"}
    for level in ("m", "l"):
        code = segno.make(text, error=level, micro=False, boost_error=False, **letters)
        matrix = tuple(tuple(row) for row in code.matrix)
        if size_mm / (len(matrix) + 2 * QUIET) >= LEAST_MODULE_MM:
            return matrix
    raise ValueError


def qr_svg(text: str, size_mm: float) -> str:
    """Return the QR code as an SVG picture of `size_mm` millimetres, quiet zone included."""
    matrix = qr_matrix(text, size_mm)
    side = len(matrix) + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size_mm}mm" height="{size_mm}mm" viewBox="0 0 {side} {side}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path d="{_path(matrix)}"/></svg>'
    )


def qr_image(text: str, size_mm: float) -> str:
    """Return the QR code as a data: address for an image."""
    return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(text, size_mm).encode()).decode()


def _path(matrix: tuple[tuple[int, ...], ...]) -> str:
    pieces = []
    for y, row in enumerate(matrix):
        x = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                pieces.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += length
    return "".join(pieces)


def vcard(name: str, phone: str, email: str) -> str:
    """Return a slim vCard (RFC 2426): name, telephone, e-mail; more would make the modules too thin for a card."""
    first, _, last = name.rpartition(" ")
    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{_value(last)};{_value(first)}", f"FN:{_value(name)}"]
    lines += [f"TEL:{phone}"] if phone else []
    lines += [f"EMAIL:{email}"] if email else []
    return "\r\n".join([*lines, "END:VCARD"])


def _value(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
