"""Officers' photos: read, cut to a portrait and re-encoded, so that nothing but the picture goes out."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QBuffer, QCoreApplication, QIODevice, Qt
from qgis.PyQt.QtGui import QImage, QImageReader, QPainter

from ....core.base.errors import InputError
from ....core.publish.picture_file import is_whole_picture

if TYPE_CHECKING:
    from ....core.publish.contacts import Contact

translate = QCoreApplication.translate
WIDTH, HEIGHT, QUALITY = 144, 180, 72
MOST_PIXELS = 50_000_000  # a small file may claim to be a picture that fills the memory
MOST_BYTES = 50_000_000


def with_photos(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Return the contacts with the path of each photo replaced by a data: address of the picture re-encoded."""
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


def portrait(path: str, row: int) -> str:
    """Return a picture file as a small JPEG in a data: address; raise InputError where it is not a picture."""
    image = _picture(path)
    if image.isNull():
        message = translate(
            "Photos",
            "Published contact {row}, column “photo”: no whole picture (JPEG, PNG or WebP) of at most 50 million points can be read there.",
        )
        raise InputError(message.format(row=row))
    filled = image.scaled(
        WIDTH,
        HEIGHT,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (filled.width() - WIDTH) // 2, (filled.height() - HEIGHT) // 2
    plain = filled.copy(left, top, WIDTH, HEIGHT).convertToFormat(QImage.Format.Format_RGB888)
    for key in plain.textKeys():
        plain.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "JPEG", QUALITY)
    return "data:image/jpeg;base64," + base64.b64encode(bytes(buffer.data())).decode()
