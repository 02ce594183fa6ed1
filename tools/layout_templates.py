"""Draw the shipped layout templates (leaflet A4 and poster A3) into resources/layouts.

Run inside the environment of tools/env.sh after a change here:  .venv/bin/python tools/layout_templates.py
People edit the results in QGIS's layout designer; a field of the published sectors is written [% "contact" %]. All words
are fields, so that a template serves every language and every station's own texts.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsFillSymbol,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemShape,
    QgsLayoutObject,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsProperty,
    QgsReadWriteContext,
    QgsRectangle,
    QgsSimpleFillSymbolLayer,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont

OUT = Path(__file__).resolve().parents[1] / "resources" / "layouts"
NAVY, RED, INK, SOFT, WHITE = "#17406d", "#a3161f", "#16213a", "#515d75", "#ffffff"
SENDER = "[% if(\"organisation\" = '', '', \"organisation\" || ' · ') || \"service\" %]"
ADDRESS = (
    '[% if(length("address") > 22, replace("address", \'/\', \'/\\n\'), "address") %]'  # labels break at blanks alone
)
FOOT = "[% if(\"updated\" = '', '', \"updated\" || ' · ') || \"stamp\" %]"
CENTRE = Qt.AlignmentFlag.AlignHCenter
PHOTO = "\"photo\" <> ''"


class Sheet:
    """A layout, in millimetres of its page."""

    def __init__(self, layout: QgsPrintLayout) -> None:
        self.layout = layout

    def place(self, item: QgsLayoutItem, x: float, y: float, width: float, height: float) -> None:
        """Put an item on the page."""
        self.layout.addLayoutItem(item)
        unit = QgsUnitTypes.LayoutUnit.LayoutMillimeters
        item.attemptMove(QgsLayoutPoint(x, y, unit))
        item.attemptResize(QgsLayoutSize(width, height, unit))

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Draw a filled rectangle."""
        shape = QgsLayoutItemShape(self.layout)
        shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
        fill = QgsSimpleFillSymbolLayer(QColor(colour))
        fill.setStrokeStyle(Qt.PenStyle.NoPen)
        shape.setSymbol(QgsFillSymbol([fill]))
        self.place(shape, x, y, width, height)

    def text(
        self,
        text: str,
        box: tuple[float, float, float, float],
        size: float,
        colour: str = INK,
        bold: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        beside_photo: float = 0.0,
    ) -> None:
        """Write a label; `box` is x, y, width and height, moved to the right by `beside_photo` where there is a photo."""
        label = QgsLayoutItemLabel(self.layout)
        font = QFont("Arial")
        font.setBold(bold)
        form = QgsTextFormat()
        form.setFont(font)
        form.setSize(size)
        form.setColor(QColor(colour))
        label.setTextFormat(form)
        label.setText(text)
        label.setHAlign(align)
        is_name = "contact" in text  # of one line or two, it stands on what follows
        label.setVAlign(Qt.AlignmentFlag.AlignBottom if is_name else Qt.AlignmentFlag.AlignTop)
        label.setMarginX(0)
        label.setMarginY(0)
        self.place(label, *box)
        if beside_photo:
            x, _, width, _ = box
            given = label.dataDefinedProperties()
            moved = QgsProperty.fromExpression(f"if({PHOTO}, {x + beside_photo}, {x})")
            narrowed = QgsProperty.fromExpression(f"if({PHOTO}, {width - beside_photo}, {width})")
            given.setProperty(QgsLayoutObject.DataDefinedProperty.PositionX, moved)
            given.setProperty(QgsLayoutObject.DataDefinedProperty.ItemWidth, narrowed)

    def picture(self, name: str, x: float, y: float, width: float, height: float) -> None:
        """Place the picture that a field names; without one there is nothing."""
        picture = QgsLayoutItemPicture(self.layout)
        picture.setId(name)
        picture.dataDefinedProperties().setProperty(
            QgsLayoutObject.DataDefinedProperty.PictureSource, QgsProperty.fromExpression(f'"{name}"')
        )
        if name == "photo":
            hidden = QgsProperty.fromExpression(f"not({PHOTO})")
            picture.dataDefinedProperties().setProperty(QgsLayoutObject.DataDefinedProperty.ExcludeFromExports, hidden)
        self.place(picture, x, y, width, height)

    def map(self, x: float, y: float, width: float, height: float) -> None:
        """Place a map that follows the atlas."""
        view = QgsLayoutItemMap(self.layout)
        view.setId("Map")
        self.place(view, x, y, width, height)
        view.setExtent(QgsRectangle(0, 0, 10 * width, 10 * height))
        view.setAtlasDriven(True)
        view.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Auto)
        view.setAtlasMargin(0.3)
        view.setFrameEnabled(False)
        view.setBackgroundColor(QColor("#f8f7f3"))

    def number(self, text: str, box: tuple[float, float, float, float], size: float, colour: str) -> None:
        """Write a number to call, white on a coloured plate."""
        self.box(*box, colour)
        x, y, width, height = box
        self.text(text, (x, y + height / 2 - size * 0.23, width, size * 0.5), size, WHITE, bold=True, align=CENTRE)


def draw_leaflet(sheet: Sheet) -> None:
    """Draw an A4 leaflet to be read in the hand: the contact, a map, the streets, and when to call whom."""
    sheet.box(0, 0, 210, 34, NAVY)
    sheet.text(SENDER, (14, 7, 182, 7), 13, "#cfe0f2", bold=True)
    sheet.text('[% "heading" %]', (14, 15, 182, 14), 26, WHITE, bold=True)
    sheet.picture("photo", 14, 43, 36, 45)
    for field, y, height, size, colour, bold in (
        ("contact", 38, 18, 20, INK, True),
        ("role", 57, 7, 12, SOFT, False),
        ("phone", 63, 14, 34, NAVY, True),
        ("email", 79, 7, 13, INK, False),
        ("hours_line", 87, 6, 11, SOFT, False),
        ("station", 92.5, 6, 11, SOFT, False),
        ("message_line", 98, 6, 11, SOFT, False),
    ):
        sheet.text(f'[% "{field}" %]', (14, y, 134, height), size, colour, bold, beside_photo=42)
    sheet.picture("qr", 152, 42, 44, 44)
    sheet.text('[% "caption" %]', (142, 86.5, 64, 5), 9.5, SOFT, align=CENTRE)
    sheet.text(ADDRESS, (142, 91.5, 64, 12), 10.5, INK, bold=True, align=CENTRE)
    sheet.map(0, 107, 210, 112)
    sheet.text('[% "streets" %]', (14, 222, 182, 21), 9)
    sheet.number("112", (14, 247, 18, 10), 16, RED)
    sheet.text('[% "emergency" %]', (35, 247, 68, 11), 11)
    sheet.number("114", (107, 247, 18, 10), 16, NAVY)
    sheet.text('[% "police" %]', (128, 247, 68, 11), 11)
    sheet.text('[% "purpose" %]', (14, 264, 182, 14), 12)
    sheet.text(FOOT, (14, 285, 182, 5), 8, SOFT)


def draw_poster(sheet: Sheet) -> None:
    """Draw an A3 poster to be read in passing: a face, a name, a number, a code to scan; the map shows where."""
    sheet.box(0, 0, 297, 62, NAVY)
    sheet.text(SENDER, (20, 12, 257, 11), 22, "#cfe0f2", bold=True)
    sheet.text('[% "heading" %]', (20, 26, 257, 28), 46, WHITE, bold=True)
    sheet.picture("photo", 20, 76, 72, 90)
    for field, y, height, size, colour, bold in (
        ("contact", 70, 38, 42, INK, True),
        ("role", 110, 12, 22, SOFT, False),
        ("phone", 122, 30, 72, NAVY, True),
        ("hours_line", 153, 10, 20, SOFT, False),
    ):
        sheet.text(f'[% "{field}" %]', (20, y, 257, height), size, colour, bold, beside_photo=84)
    sheet.map(0, 178, 297, 112)
    sheet.picture("qr", 20, 298, 76, 76)
    sheet.text('[% "caption" %]', (106, 302, 171, 12), 26, INK, bold=True)
    sheet.text(ADDRESS, (106, 315, 171, 26), 28, NAVY, bold=True)
    sheet.text('[% "purpose" %]', (106, 345, 171, 28), 19, INK)
    sheet.number("112", (20, 383, 30, 16), 27, RED)
    sheet.text('[% "emergency" %]', (55, 383, 88, 17), 16)
    sheet.number("114", (152, 383, 30, 16), 27, NAVY)
    sheet.text('[% "police" %]', (187, 383, 90, 17), 16)
    sheet.text(FOOT, (20, 406, 257, 6), 9, SOFT)


def draw(kind: str) -> None:
    """Draw one template and save it."""
    project = QgsProject()  # the layout lives no longer than it
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(kind)
    size = "A3" if kind == "poster" else "A4"
    layout.pageCollection().page(0).setPageSize(size, QgsLayoutItemPage.Orientation.Portrait)
    {"leaflet": draw_leaflet, "poster": draw_poster}[kind](Sheet(layout))
    layout.saveAsTemplate(str(OUT / f"{kind}.qpt"), QgsReadWriteContext())


def main() -> None:
    """Draw both."""
    application = QgsApplication([], False)
    application.initQgis()
    OUT.mkdir(exist_ok=True)
    for kind in ("leaflet", "poster"):
        draw(kind)


if __name__ == "__main__":
    main()
