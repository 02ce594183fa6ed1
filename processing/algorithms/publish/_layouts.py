"""Print leaflets and posters: a QGIS layout template, filled sector by sector from the public record alone.

No request leaves QGIS while something runs that was made elsewhere: a layout template may name pictures and pages.
"""

from __future__ import annotations

import base64
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
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
from ...framework.crs import DEGREES
from ...framework.files.providers import provider_of
from ...framework.layers import as_frame, qgis_fields, table_features

if TYPE_CHECKING:
    from ....core.base.arrays import Shapes
    from ....core.publish.model import Publication
    from ....core.publish.print_sheets import LeafletRow
    from ....core.publish.settings import PublicSettings
    from ...framework.run import Run


translate = QCoreApplication.translate
DPI = 200
OTHERS, CHOSEN, BORDER, NAVY, SOFT = "#eeece5", "#fff1b8", "#8b8a84", "#17406d", "#55534c"
NOWHERE = QUrl("data:,")


@dataclass(frozen=True)
class Sheets:
    """What is printed: a row and a polygon (degrees) for each sector, background, and the stamp.

    Background is bare geometry but for the names of streets. `photos` are fit for paper, by those of the page.
    """

    rows: list[LeafletRow]
    polygons: Shapes
    water: Shapes
    roads: Shapes
    street_names: list[str]
    street_lines: Shapes
    photos: dict[str, str]
    stamp: str
    crs: QgsCoordinateReferenceSystem


def sheets_of(run: Run[PublicSettings], publication: Publication, photos: dict[str, str]) -> Sheets:
    """Return what is printed of a publication, with the background that the run gives."""
    from ....core.base.arrays import as_objects
    from ....core.publish.print_sheets import leaflet_rows, streets_by_sector
    from ....core.publish.street_index import street_lines

    degrees = QgsCoordinateReferenceSystem(DEGREES)
    record = publication.record
    names: list[str] = []
    lines = as_objects([])
    if run.has("ADDRESS_INDEX"):
        names, lines = street_lines(run.read("ADDRESS_INDEX", degrees), run.text("STREET_FIELD"))
    return Sheets(
        rows=leaflet_rows(record, streets_by_sector(publication)),
        polygons=as_objects([shape.polygon for shape in publication.shapes]),
        water=as_objects(run.read("WATER", degrees).geometry if run.has("WATER") else []),
        roads=as_objects(run.read("ROADS", degrees).geometry if run.has("ROADS") else []),
        street_names=names,
        street_lines=lines,
        photos=photos,
        stamp=f"Edition {record.edition} · {record.print_hash}",
        crs=run.working_crs("SECTORS"),
    )


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
    sectors, areas = _sector_layers(sheets, work)
    layers = [sectors, *_background(sheets), areas]
    project.addMapLayers(layers)
    layout = _layout(project, template, layers)
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


def _layout(project: QgsProject, template: Path, layers: list[QgsVectorLayer]) -> QgsPrintLayout:
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
        item.setLayers(layers)  # the uppermost first
        item.setKeepLayerSet(True)
    return layout


def _sector_layers(sheets: Sheets, work: Path) -> tuple[QgsVectorLayer, QgsVectorLayer]:
    """Return borders with numbers, which lie over water and roads and hold the fields, and the areas under them."""
    records = []
    for row in sheets.rows:
        code, photo = work / f"{row.anchor}.svg", work / f"{row.anchor}.jpg"
        code.write_text(row.qr_svg, encoding="utf-8")
        if row.photo:
            photo.write_bytes(base64.b64decode(sheets.photos.get(row.photo, row.photo).partition(",")[2]))
        records.append({**row.fields(), "qr": str(code), "photo": str(photo) if row.photo else ""})
    columns = {name: [record[name] for record in records] for name in records[0]} if records else {}
    borders, areas = (_layer("MultiPolygon", sheets.polygons, columns) for _ in range(2))
    here = "$id = @atlas_featureid"
    line = QgsFillSymbol.createSimple({"style": "no", "outline_color": BORDER, "outline_width": "0.3"})
    _depends(line, QgsSymbolLayer.Property.StrokeColor, f"if({here}, '{NAVY}', '{BORDER}')")
    _depends(line, QgsSymbolLayer.Property.StrokeWidth, f"if({here}, 1.3, 0.35)")
    order = QgsFeatureRequest.OrderBy([QgsFeatureRequest.OrderByClause(here, True)])  # the sheet's own sector on top
    own_on_top = QgsSingleSymbolRenderer(line)
    own_on_top.setOrderBy(order)
    own_on_top.setOrderByEnabled(True)
    borders.setRenderer(own_on_top)
    borders.setLabeling(QgsVectorLayerSimpleLabeling(_labels()))
    borders.setLabelsEnabled(True)
    fill = QgsFillSymbol.createSimple({"color": OTHERS, "outline_style": "no"})
    _depends(fill, QgsSymbolLayer.Property.FillColor, f"if({here}, '{CHOSEN}', '{OTHERS}')")
    areas.setRenderer(QgsSingleSymbolRenderer(fill))
    return borders, areas


def _depends(symbol: Any, what: QgsSymbolLayer.Property, expression: str) -> None:
    symbol.symbolLayer(0).setDataDefinedProperty(what, QgsProperty.fromExpression(expression))


def _text_format(size: float, colour: str, bold: bool = False) -> QgsTextFormat:
    form, halo = QgsTextFormat(), QgsTextBufferSettings()
    form.setSize(size)
    form.setForcedBold(bold)
    form.setColor(QColor(colour))
    halo.setEnabled(True)
    halo.setSize(0.7)
    form.setBuffer(halo)
    return form


def _labels() -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = "sector_id"
    settings.setFormat(_text_format(14, SOFT, bold=True))
    here = "$id = @atlas_featureid"
    properties = settings.dataDefinedProperties()
    properties.setProperty(QgsPalLayerSettings.Property.Size, QgsProperty.fromExpression(f"if({here}, 24, 13)"))
    properties.setProperty(
        QgsPalLayerSettings.Property.Color, QgsProperty.fromExpression(f"if({here}, '{NAVY}', '{SOFT}')")
    )
    settings.setDataDefinedProperties(properties)
    return settings


def _background(sheets: Sheets) -> list[QgsVectorLayer]:
    """Return layers from the top down: streets with their names, main roads, water; the sectors' areas lie under all."""
    streets = _layer("MultiLineString", sheets.street_lines, {"name": sheets.street_names})
    thin = {"line_color": "#ffffff", "line_width": "0.5", "capstyle": "round"}
    streets.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(thin)))
    names = QgsPalLayerSettings()
    names.fieldName = "name"
    names.placement = Qgis.LabelPlacement.Curved
    names.setFormat(_text_format(7.5, "#333333"))
    streets.setLabeling(QgsVectorLayerSimpleLabeling(names))
    streets.setLabelsEnabled(True)
    roads = _layer("MultiLineString", sheets.roads, {})
    line = {"line_color": "#8d98ac", "line_width": "0.6", "capstyle": "round"}
    roads.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple(line)))
    water = _layer("MultiPolygon", sheets.water, {})
    water.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": "#a9cde6", "outline_style": "no"})))
    return [streets, roads, water]


def _layer(kind: str, geometry: Shapes, columns: dict[str, list[str]]) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", kind, "memory")
    attributes = as_frame(columns)
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
