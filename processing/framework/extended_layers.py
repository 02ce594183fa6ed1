"""A layer as it is, with some of its fields filled anew and others added."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from qgis.core import Qgis, QgsFeature, QgsFeatureRequest, QgsFields, QgsProcessingFeatureSource

from ...core.base.known_fields import cut_fields
from .layers import UNCHECKED, qgis_fields, to_qgis


def extended_fields(fields: QgsFields, columns: pd.DataFrame) -> QgsFields:
    """Return the source's fields with `columns` replaced in place, also where a format cut their name, or appended."""
    extended = QgsFields()
    added = qgis_fields(columns)
    names = [one.name() for one in fields]
    cut = cut_fields(names, [one.name() for one in added if fields.lookupField(one.name()) < 0])
    by_name = {names[fields.lookupField(one.name())]: one for one in added if fields.lookupField(one.name()) >= 0}
    by_name |= {cut[one.name()]: one for one in added if one.name() in cut}
    for field in fields:
        extended.append(by_name.get(field.name(), field))
    for field in added:
        if extended.lookupField(field.name()) < 0:
            extended.append(field)
    return extended


def _repeated_fid(source: QgsProcessingFeatureSource) -> int:
    """Return the position of a field fid whose values repeat, -1 where there is none."""
    position = int(source.fields().lookupField("fid"))
    if position < 0:
        return -1
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry).setSubsetOfAttributes([position])
    seen = [feature.attribute(position) for feature in source.getFeatures(request, UNCHECKED)]
    return position if len(set(map(str, seen))) < len(seen) else -1


def extended_features(
    source: QgsProcessingFeatureSource, columns: pd.DataFrame, fields: QgsFields
) -> Iterator[QgsFeature]:
    """Yield the source's features, in its order, with the values of `columns` (one row a feature) set.

    A field fid whose values repeat (layers merged from several GeoPackages have one) is left empty: it would
    be the key of a GeoPackage, which then refuses the second feature.
    """
    repeated = _repeated_fid(source)
    positions = [fields.lookupField(str(name)) for name in columns.columns]
    values = [[to_qgis(value) for value in columns[name].tolist()] for name in columns.columns]
    for row, original in enumerate(source.getFeatures(QgsFeatureRequest(), UNCHECKED)):
        feature = QgsFeature(fields)
        feature.setGeometry(original.geometry())
        attributes = original.attributes() + [None] * (len(fields) - len(original.attributes()))
        if repeated >= 0:
            attributes[repeated] = None
        for position, column in zip(positions, values, strict=True):
            attributes[position] = column[row]
        feature.setAttributes(attributes)
        yield feature
