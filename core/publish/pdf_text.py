"""The strings that stand in a PDF as text: its title and other metadata, and what its streams hold unencoded.

This is for finding leaks and stamps, not for reading pages: text set in embedded fonts is not decoded.
"""

from __future__ import annotations

import re
import zlib

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_LITERAL = re.compile(rb"\(((?:[^()\\]|\\.)*)\)", re.DOTALL)
_HEX = re.compile(rb"<(FEFF[0-9A-Fa-f]*|feff[0-9A-Fa-f]*)>")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)


def pdf_text(content: bytes) -> str:
    """Return the strings of a PDF, one a line."""
    pieces = [_STREAM.sub(b"", content)]
    for stream in _STREAM.findall(content):
        try:
            pieces.append(zlib.decompress(stream))
        except zlib.error:
            pieces.append(stream)
    lines = [_decoded(_unescaped(found)) for piece in pieces for found in _LITERAL.findall(piece)]
    lines += [
        _decoded(bytes.fromhex(found.decode()))
        for piece in pieces
        for found in _HEX.findall(piece)
        if len(found) % 2 == 0
    ]
    return "\n".join(lines)


def _unescaped(string: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8) & 255]) if code.isdigit() else code

    return _ESCAPE.sub(plain, string)


def _decoded(string: bytes) -> str:
    if string.startswith(b"\xfe\xff"):
        return string[2:].decode("utf-16-be", errors="replace")
    return string.decode("latin-1")
