"""Draw the shipped layout templates (leaflet A4 and poster A3, Danish and English) into resources/layouts.

Run inside the environment of tools/env.sh after a change here:  .venv/bin/python tools/layout_templates.py
People edit the results in QGIS's layout designer; a field of the published sectors is written [% "officer" %].
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
WORDS = {
    "da": {
        "service": "Din betjent",
        "hours": "Træffes",
        "112": "når liv eller værdier er i fare",
        "114": "for al anden hurtig hjælp fra politiet",
        "not_urgent": "Din betjent er til det, der ikke haster: hverdage kl. 7–23.\nIngen svar? Læg en besked.",
        "stamp": "Udgave",
    },
    "en": {
        "service": "Your police officer",
        "hours": "Hours",
        "112": "when life or property is in danger",
        "114": "for any other quick help from the police",
        "not_urgent": "Your officer is for what is not urgent: weekdays 07–23.\nNo answer? Leave a message.",
        "stamp": "Edition",
    },
}


class Sheet:
    """A layout drawn in the coordinates of an A4 page, enlarged by `factor`."""

    def __init__(self, layout: QgsPrintLayout, factor: float) -> None:
        self.layout, self.factor = layout, factor

    def place(self, item: QgsLayoutItem, x: float, y: float, width: float, height: float) -> None:
        """Put an item on the page."""
        self.layout.addLayoutItem(item)
        unit = QgsUnitTypes.LayoutUnit.LayoutMillimeters
        item.attemptMove(QgsLayoutPoint(x * self.factor, y * self.factor, unit))
        item.attemptResize(QgsLayoutSize(width * self.factor, height * self.factor, unit))

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
    ) -> None:
        """Write a label; `box` is x, y, width and height."""
        label = QgsLayoutItemLabel(self.layout)
        font = QFont("Arial")
        font.setBold(bold)
        form = QgsTextFormat()
        form.setFont(font)
        form.setSize(size * self.factor)
        form.setColor(QColor(colour))
        label.setTextFormat(form)
        label.setText(text)
        label.setHAlign(align)
        label.setVAlign(Qt.AlignmentFlag.AlignVCenter if box[3] < 14 else Qt.AlignmentFlag.AlignTop)
        label.setMarginX(0)
        label.setMarginY(0)
        self.place(label, *box)

    def qr(self, x: float, y: float, side: float) -> None:
        """Place the picture that shows the field "qr"."""
        picture = QgsLayoutItemPicture(self.layout)
        picture.setId("QR")
        picture.dataDefinedProperties().setProperty(
            QgsLayoutObject.DataDefinedProperty.PictureSource, QgsProperty.fromExpression('"qr"')
        )
        self.place(picture, x, y, side, side)

    def map(self, x: float, y: float, width: float, height: float) -> None:
        """Place a map that follows the atlas."""
        view = QgsLayoutItemMap(self.layout)
        view.setId("Map")
        self.place(view, x, y, width, height)
        view.setExtent(QgsRectangle(0, 0, 10 * width, 10 * height))
        view.setAtlasDriven(True)
        view.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Auto)
        view.setAtlasMargin(0.35)
        view.setFrameEnabled(False)
        view.setBackgroundColor(QColor("#eef1f5"))


def draw(kind: str, language: str) -> None:
    """Draw one template and save it."""
    words = WORDS[language]
    project = QgsProject()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.setName(f"{kind}_{language}")
    size = "A3" if kind == "poster" else "A4"
    layout.pageCollection().page(0).setPageSize(size, QgsLayoutItemPage.Orientation.Portrait)
    sheet = Sheet(layout, 2**0.5 if kind == "poster" else 1.0)
    sheet.box(0, 0, 210, 36, NAVY)
    sheet.text(words["service"], (14, 7, 182, 7), 13, "#cfe0f2", bold=True)
    sheet.text('[% "heading" %]', (14, 15, 182, 13.5), 26, WHITE, bold=True)
    sheet.text('[% "contact" %]', (14, 46, 128, 11), 24, INK, bold=True)
    sheet.text('[% "role" %]', (14, 58, 128, 7), 12, SOFT)
    sheet.text('[% "phone" %]', (14, 67, 128, 13.5), 34, NAVY, bold=True)
    sheet.text('[% "email" %]', (14, 83, 128, 7), 14)
    sheet.text(f"[% if(\"hours\" = '', '', '{words['hours']}: ' || \"hours\") %]", (14, 92, 128, 6), 11)
    sheet.text('[% "station" %]', (14, 98.5, 128, 6), 11, SOFT)
    sheet.text('[% "message_line" %]', (14, 105, 128, 6), 11, SOFT)
    sheet.qr(152, 45, 44)
    sheet.text('[% "caption" %]', (150, 90, 48, 12), 9, SOFT, align=Qt.AlignmentFlag.AlignHCenter)
    sheet.map(0, 116, 210, 126)
    sheet.box(14, 249, 20, 11, RED)
    sheet.text("112", (14, 249, 20, 11), 17, WHITE, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
    sheet.text(words["112"], (38, 249, 72, 11), 11)
    sheet.box(108, 249, 20, 11, NAVY)
    sheet.text("114", (108, 249, 20, 11), 17, WHITE, bold=True, align=Qt.AlignmentFlag.AlignHCenter)
    sheet.text(words["114"], (132, 249, 66, 11), 11)
    sheet.text(words["not_urgent"], (14, 265, 182, 15), 12, INK)
    sheet.text(f'{words["stamp"]} [% "edition" %] · [% "content" %]', (14, 284, 182, 5), 8, SOFT)
    layout.saveAsTemplate(str(OUT / f"{kind}_{language}.qpt"), QgsReadWriteContext())


def main() -> None:
    """Draw all four."""
    application = QgsApplication([], False)
    application.initQgis()
    OUT.mkdir(exist_ok=True)
    for kind in ("leaflet", "poster"):
        for language in WORDS:
            draw(kind, language)


if __name__ == "__main__":
    main()
