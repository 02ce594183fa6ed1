"""Picture files as bytes: is one there to its end? Decoders fill the rest of a picture that was cut off with grey.

Belongs to the package core/publish of the new layout, as picture_file.py.
"""

from __future__ import annotations

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"


def is_whole_picture(content: bytes) -> bool:
    """Tell whether the bytes are a JPEG, PNG or WebP picture that is not cut off."""
    if content.startswith(_JPEG):
        return _is_whole_jpeg(content)
    if content.startswith(_PNG):
        return _is_whole_png(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return len(content) >= 8 + int.from_bytes(content[4:8], "little")
    return False


def _is_whole_jpeg(content: bytes) -> bool:
    """Walk the segments to the picture itself, past any thumbnail, and look for its end (ITU-T T.81, B.1)."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        if content[at + 1] == 0xFF:  # a fill byte
            at += 1
            continue
        if content[at + 1] == _START_OF_SCAN:
            return content.find(_END_OF_IMAGE, at) > 0
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return False


def _is_whole_png(content: bytes) -> bool:
    """Walk the chunks to the last one, IEND."""
    at = len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] == b"IEND":
            return True
        at += 12 + length
    return False
