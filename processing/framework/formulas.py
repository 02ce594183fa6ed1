"""Tables that are opened in a spreadsheet program: a text that begins like a formula stays a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgis.core import QgsFeature

ENDINGS = (".csv", ".tsv", ".xlsx", ".ods")


def harmless(features: Iterable[QgsFeature], destination: str) -> Iterable[QgsFeature]:
    """Return the features; for a spreadsheet file, no text of theirs is taken for a formula there."""
    path = destination.split("|", maxsplit=1)[0].lower()
    return _quoted(features) if path.endswith(ENDINGS) else features


def _quoted(features: Iterable[QgsFeature]) -> Iterator[QgsFeature]:
    from ...core.publish.contact_table import safe_cell

    for feature in features:
        values = feature.attributes()
        feature.setAttributes([safe_cell(value) if isinstance(value, str) else value for value in values])
        yield feature
