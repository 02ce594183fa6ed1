"""Print leaflets and posters: a QGIS layout template, filled sector by sector from the public record alone.

No request leaves QGIS while something runs that was made elsewhere: a layout template may name pictures and pages.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemMap,
    QgsLineSymbol,
    QgsNetworkAccessManager,
    QgsPalLayerSettings,
    QgsPrintLayout,
    QgsProject,
    QgsProjectMetadata,
    QgsProperty,
    QgsReadWriteContext,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication, QUrl
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ....core.base.errors import InputError
from ...framework.files.providers import provider_of
from ...framework.layers import qgis_fields, table_features

if TYPE_CHECKING:
    from ....core.publish.print_sheets import LeafletRow


translate = QCoreApplication.translate
DPI = 200
NOWHERE = QUrl("data:,")


@dataclass(frozen=True)
class Sheets:
    """What is printed: a row and a polygon (degrees) for each sector, bare background geometry, and the stamp."""

    rows: list[LeafletRow]
    polygons: np.ndarray[Any, Any]
    water: np.ndarray[Any, Any]
    roads: np.ndarray[Any, Any]
    stamp: str
    crs: QgsCoordinateReferenceSystem


def print_sheets(sheets: Sheets, template: Path, output: Path, work: Path) -> list[Path]:
    """Print every sheet; return the files made.

    Args:
        sheets: what to print.
        template: a layout template (.qpt); its maps follow the sector, its labels hold fields of the rows.
        output: a PDF with a page for each sector, or a PNG whose name gets each sector's anchor.
        work: an empty folder for the QR codes while printing.

    Raises:
        InputError: the template cannot be read, has no map that follows the atlas, or printing fails.

    """
    with offline():
        return _print(sheets, template, output, work)


def _print(sheets: Sheets, template: Path, output: Path, work: Path) -> list[Path]:
    project = QgsProject()
    project.setCrs(sheets.crs)
    about = QgsProjectMetadata()
    about.setTitle(sheets.stamp)
    project.setMetadata(about)
    sectors = _sector_layer(sheets, work)
    layers = [sectors, *_background(sheets)]
    project.addMapLayers(layers[::-1])
    layout = _layout(project, template)
    atlas = layout.atlas()
    atlas.setCoverageLayer(sectors)
    atlas.setEnabled(True)
    atlas.setFilenameExpression('"anchor"')
    if output.suffix.lower() == ".png":
        files = _print_pictures(layout, output, sheets)
    else:
        settings = QgsLayoutExporter.PdfExportSettings()
        settings.dpi = DPI
        settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        result, problem = QgsLayoutExporter.exportToPdf(atlas, str(output), settings)
        _check(result, problem)
        files = [output]
    project.clear()
    return files


def _print_pictures(layout: QgsPrintLayout, output: Path, sheets: Sheets) -> list[Path]:
    atlas = layout.atlas()
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = DPI
    atlas.beginRender()
    files = []
    for row in sheets.rows:
        atlas.next()
        path = output.with_name(f"{output.stem}-{row.anchor}.png")
        _check(QgsLayoutExporter(layout).exportToImage(str(path), settings), "")
        files.append(path)
    atlas.endRender()
    return files


def _check(result: Any, problem: str) -> None:
    if result != QgsLayoutExporter.ExportResult.Success:
        message = translate(
            "Leaflets", "The sheets could not be printed ({problem}). Check the template and the place."
        )
        raise InputError(message.format(problem=problem or result))


def _layout(project: QgsProject, template: Path) -> QgsPrintLayout:
    document = QDomDocument()
    layout = QgsPrintLayout(project)
    try:
        readable = document.setContent(template.read_text(encoding="utf-8"))[0]
    except (OSError, UnicodeDecodeError):
        readable = False
    if not readable or not layout.loadFromTemplate(document, QgsReadWriteContext())[1]:
        message = translate("Leaflets", "{path} is no layout template. Save one from QGIS's layout designer (.qpt).")
        raise InputError(message.format(path=template))
    maps = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap)]
    if not any(item.atlasDriven() for item in maps):
        message = translate("Leaflets", "No map of {path} is controlled by the atlas. Tick it in the map's properties.")
        raise InputError(message.format(path=template))
    for item in maps:
        item.setLayers([])
        item.setKeepLayerSet(False)
    return layout


def _sector_layer(sheets: Sheets, work: Path) -> QgsVectorLayer:
    records = []
    for row in sheets.rows:
        path = work / f"{row.anchor}.svg"
        path.write_text(row.qr_svg, encoding="utf-8")
        records.append({**row.fields(), "qr": str(path)})
    layer = _layer("MultiPolygon", sheets.polygons, pd.DataFrame(records))
    symbol = QgsFillSymbol.createSimple({"color": "#dfe5ee", "outline_color": "#ffffff", "outline_width": "0.6"})
    current = "if($id = @atlas_featureid, '#8fb8de', '#dfe5ee')"
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.FillColor, QgsProperty.fromExpression(current))
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    layer.setOpacity(1.0)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(_labels()))
    layer.setLabelsEnabled(True)
    return layer


def _labels() -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = "sector_id"
    form, halo = QgsTextFormat(), QgsTextBufferSettings()
    form.setSize(15)
    form.setForcedBold(True)
    form.setColor(QColor("#16213a"))
    halo.setEnabled(True)
    halo.setSize(0.8)
    form.setBuffer(halo)
    settings.setFormat(form)
    return settings


def _background(sheets: Sheets) -> list[QgsVectorLayer]:
    """Return layers of bare geometry, from the top down: roads lie over the sectors, water under them."""
    water = _layer("MultiPolygon", sheets.water, pd.DataFrame(index=range(len(sheets.water))))
    water.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": "#cfdfef", "outline_style": "no"})))
    roads = _layer("MultiLineString", sheets.roads, pd.DataFrame(index=range(len(sheets.roads))))
    line = {"line_color": "#8d98ac", "line_width": "0.4", "capstyle": "round"}
    roads.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(line)))
    return [water, roads]


def _layer(kind: str, geometry: np.ndarray[Any, Any], attributes: pd.DataFrame) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", kind, "memory")
    fields = qgis_fields(attributes)
    provider = provider_of(layer)
    provider.addAttributes(list(fields))
    layer.updateFields()
    provider.addFeatures(list(table_features(geometry, attributes, fields)))
    layer.updateExtents()
    return layer


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
