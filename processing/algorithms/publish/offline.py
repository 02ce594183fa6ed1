"""No request leaves QGIS while something runs that was made elsewhere: a layout template may name pictures and pages."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl

NOWHERE = QUrl("data:,")


@contextlib.contextmanager
def offline() -> Iterator[None]:
    """Send every request of QGIS's network manager nowhere until the block is left."""
    identifier = QgsNetworkAccessManager.setRequestPreprocessor(_to_nowhere)
    try:
        yield
    finally:
        QgsNetworkAccessManager.removeRequestPreprocessor(identifier)


def _to_nowhere(request: Any) -> None:
    request.setUrl(NOWHERE)
