"""A layer as plain parts, so that a defect is a small function from a good layer to a bad one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsVectorLayer


@dataclass(frozen=True)
class Sheet:
    """A layer's kind, fields, rows of (geometry or None, values), CRS and name; `renamed` says how fields are called now."""

    kind: str
    fields: tuple[QgsField, ...]
    rows: tuple[tuple[QgsGeometry | None, tuple], ...]
    crs: str = "EPSG:25832"
    name: str = "layer"
    renamed: dict[str, str] = field(default_factory=dict)

    def shapes(self, change):
        """Return the sheet with each geometry changed by change(number, geometry)."""
        rows = [
            (change(n, shape) if shape is not None else None, values) for n, (shape, values) in enumerate(self.rows)
        ]
        return replace(self, rows=tuple(rows))

    def values(self, change):
        """Return the sheet with each value changed by change(number, field, value)."""
        rows = [
            (shape, tuple(change(n, one, value) for one, value in zip(self.fields, values, strict=True)))
            for n, (shape, values) in enumerate(self.rows)
        ]
        return replace(self, rows=tuple(rows))

    def typed(self, change):
        """Return the sheet with each field's type changed by change(field)."""
        return replace(self, fields=tuple(QgsField(one.name(), change(one)) for one in self.fields))

    def rename(self, change):
        """Return the sheet with each field's name changed by change(name)."""
        renamed = {one.name(): change(one.name()) for one in self.fields}
        fields = tuple(QgsField(renamed[one.name()], one.type()) for one in self.fields)
        return replace(self, fields=fields, renamed=renamed)

    @property
    def spatial(self):
        return self.kind != "None"

    def layer(self):
        """Return it as a memory layer; a value or geometry that the provider refuses is an error of the campaign."""
        crs = f"crs={self.crs}" if self.crs and self.spatial else ""
        layer = QgsVectorLayer(f"{self.kind}?{crs}", self.name, "memory")
        provider = layer.dataProvider()
        provider.addAttributes(list(self.fields))
        layer.updateFields()
        features = []
        for shape, values in self.rows:
            feature = QgsFeature(layer.fields())
            feature.setAttributes(list(values))
            if shape is not None:
                feature.setGeometry(shape)
            features.append(feature)
        accepted, _ = provider.addFeatures(features)
        if not accepted:
            raise ValueError(provider.lastError())
        layer.updateExtents()
        return layer


def read_sheet(layer):
    """Return a layer as a sheet."""
    kinds = {0: "Point", 1: "LineString", 2: "Polygon"}
    kind = kinds.get(int(layer.geometryType()), "None")
    named = [one for one in layer.fields() if one.name() != "fid"]
    rows = []
    for feature in layer.getFeatures():
        shape = QgsGeometry(feature.geometry()) if feature.hasGeometry() else None
        rows.append((shape, tuple(feature[one.name()] for one in named)))
    fields = tuple(QgsField(one.name(), one.type()) for one in named)
    return Sheet(kind, fields, tuple(rows), "EPSG:25832", layer.name())
