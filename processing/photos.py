"""Officers' photos: read, cut to a portrait and encoded anew, so that nothing but the picture goes out."""

from __future__ import annotations

import base64
from dataclasses import replace
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QBuffer, QCoreApplication, QIODevice, Qt
from qgis.PyQt.QtGui import QImage

from ..core.errors import InputError

if TYPE_CHECKING:
    from ..core.publish.contacts import Contact

translate = QCoreApplication.translate
WIDTH, HEIGHT, QUALITY = 144, 180, 72


def with_photos(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    """Return the contacts with the path of each photo replaced by a data: address of the picture encoded anew."""
    return tuple(
        replace(contact, photo=portrait(contact.photo, row)) if contact.photo else contact
        for row, contact in enumerate(contacts, 1)
    )


def portrait(path: str, row: int) -> str:
    """Return a picture file as a small JPEG in a data: address; raise InputError where it is no picture."""
    image = QImage(path)
    if image.isNull():
        message = translate("Photos", "Published contact {row}, column “photo”: no picture can be read there.")
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
