"""Features into a sink, and the check that all of them are in the file afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.core import QgsFeature, QgsFeatureSink, QgsFields, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from ..core.errors import InputError
from ..core.progress import Progress

translate = QCoreApplication.translate


def add_features(
    sink: QgsFeatureSink, features: Iterable[QgsFeature], total: int, name: str, progress: Progress
) -> None:
    """Add features to a sink; raise InputError at the first that is refused."""
    for feature in progress.part(0.95, 1.0).each(features, total):
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            message = translate(
                "Sinks",
                "Output {name} refused a feature: {reason}. Nothing was kept. Check that the disk has room, "
                "or choose another file or format.",
            )
            raise InputError(message.format(name=name, reason=_last_words(sink.lastError())))
    if not sink.flushBuffer():
        raise _incomplete(name, _last_words(sink.lastError()))


def require_stored(destination: str, total: int, name: str) -> QgsFields | None:
    """Return the fields found in a file, None where the output is none.

    Raises InputError unless it holds all features: closing it, GDAL does not tell that a disk was full.
    """
    if not Path(destination.split("|", maxsplit=1)[0]).is_file():
        return None
    layer = QgsVectorLayer(destination, name, "ogr")
    if not layer.isValid() or layer.featureCount() < total:
        raise _incomplete(name, translate("Sinks", "not all of {count} features are there").format(count=total))
    return layer.fields()


def _incomplete(name: str, reason: str) -> InputError:
    message = translate(
        "Sinks", "Output {name} could not be completed: {reason}. Nothing was kept. Check that the disk has room."
    )
    return InputError(message.format(name=name, reason=reason))


def _last_words(reason: str) -> str:
    """Return the end of GDAL's reason, without the statement that it quotes."""
    return reason.rpartition(" failed: ")[2].rstrip(").")
