"""Officers' photos and the publisher's logo: read, made small and encoded anew, so that nothing but the picture goes out.

Is a picture there to its end? Decoders fill the rest of one that was cut off with grey, so the bytes are looked at first.
SVG is refused: it may carry scripts, links and the names of layers and people.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QBuffer, QCoreApplication, QIODevice, Qt
from qgis.PyQt.QtGui import QImage, QImageReader, QPainter

from ....core.base.errors import InputError

if TYPE_CHECKING:
    from ....core.publish.contacts import Contact

translate = QCoreApplication.translate
WIDTH, HEIGHT, QUALITY = 144, 180, 72
ON_PAPER = 4  # times as many points each way: 36 mm at 400 dots an inch
MOST_PIXELS = 50_000_000  # a small file may claim to be a picture that fills the memory
MOST_BYTES = 50_000_000
LOGO_WIDTH, LOGO_HEIGHT, MOST_LOGO_BYTES = 480, 120, 60_000
_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_START_OF_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"


def with_photos(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Return the contacts with the path of each photo replaced by a data: address of the picture encoded anew."""
    return tuple(
        replace(contact, photo=portrait(contact.photo, row)) if contact.photo else contact
        for row, contact in enumerate(contacts, 1)
    )


def _picture(path: str) -> QImage:
    """Return the picture of a file, the right way up and on white; an empty one where it is none, cut off, or too large."""
    file = Path(path)
    if not file.is_file() or file.stat().st_size > MOST_BYTES or not is_whole_picture(file.read_bytes()):
        return QImage()
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()  # read from the head of the file, before anything is decoded
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    return _on_white(reader.read())


def _on_white(image: QImage) -> QImage:
    if image.isNull() or not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, image)
    painter.end()
    return paper


def larger_photos(contacts: tuple[Contact, ...]) -> dict[str, str]:
    """Return the photos of contacts that still hold paths, fit to be printed, by the same photos as the page has them."""
    return {
        portrait(contact.photo, row): portrait(contact.photo, row, ON_PAPER)
        for row, contact in enumerate(contacts, 1)
        if contact.photo
    }


def portrait(path: str, row: int, factor: int = 1) -> str:
    """Return a picture file as a small JPEG in a data: address; raise InputError where it is no picture."""
    image = _picture(path)
    if image.isNull():
        message = translate(
            "Photos",
            "Published contact {row}, column “photo”: no whole picture (JPEG, PNG or WebP) of at most 50 million points can be read there.",
        )
        raise InputError(message.format(row=row))
    filled = image.scaled(
        factor * WIDTH,
        factor * HEIGHT,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (filled.width() - factor * WIDTH) // 2, (filled.height() - factor * HEIGHT) // 2
    plain = filled.copy(left, top, factor * WIDTH, factor * HEIGHT).convertToFormat(QImage.Format.Format_RGB888)
    return "data:image/jpeg;base64," + base64.b64encode(_encoded(plain, "JPEG", QUALITY)).decode()


def logo(path: str) -> str:
    """Return a picture file as a small PNG on white in a data: address; raise InputError where it is no picture."""
    image = _picture(path)
    if image.isNull():
        message = translate(
            "Photos",
            "Logo {file}: no whole picture (PNG, JPEG or WebP) can be read there. Save an SVG as PNG: it may carry scripts and links.",
        )
        raise InputError(message.format(file=Path(path).name))
    if image.width() > LOGO_WIDTH or image.height() > LOGO_HEIGHT:
        image = image.scaled(
            LOGO_WIDTH,
            LOGO_HEIGHT,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    content = _encoded(image.convertToFormat(QImage.Format.Format_RGB888), "PNG", -1)
    if len(content) > MOST_LOGO_BYTES:
        message = translate(
            "Photos", "Logo {file}: {size} kB as a small picture. Choose a plainer one, without a photo."
        )
        raise InputError(message.format(file=Path(path).name, size=len(content) // 1000))
    return "data:image/png;base64," + base64.b64encode(content).decode()


def _encoded(image: QImage, kind: str, quality: int) -> bytes:
    """Return the bare picture as bytes, without the texts that its file held."""
    for key in image.textKeys():
        image.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind, quality)
    return bytes(buffer.data())


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
