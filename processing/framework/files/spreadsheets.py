"""Spreadsheets as sheets of text: CSV and JSON by core, XLSX and ODS by QGIS's own reader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import QgsVariantUtils, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QDate, QDateTime, QTime

from ....core.base.errors import InputError

if TYPE_CHECKING:
    from ....core.base.sheets import Sheet

translate = QCoreApplication.translate
FIRST_YEAR = 1900
FILE_FILTER = "CSV, Excel, ODS, JSON (*.csv *.tsv *.txt *.xlsx *.ods *.json)"


def read_sheet(path: Path) -> Sheet:
    """Return a file's first sheet; raise InputError where it is missing or of another kind."""
    from ....core.base.sheets import read_csv, read_json

    if not path.is_file():
        message = translate("Spreadsheets", "There is no file “{path}”. Choose another.")
        raise InputError(message.format(path=path))
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        return read_csv(path)
    if suffix == ".json":
        return read_json(path)
    if suffix in (".xlsx", ".ods"):
        return _read_workbook(path)
    message = translate("Spreadsheets", "“{file}” is of an unknown kind. Save it as CSV, XLSX, ODS or JSON.")
    raise InputError(message.format(file=path.name))


def _read_workbook(path: Path) -> Sheet:
    """Read the first sheet. Feature ids are row numbers; where GDAL sees no headings, the first row has them."""
    from ....core.base.sheets import Sheet

    layer = QgsVectorLayer(str(path), path.name, "ogr")
    if not layer.isValid():
        message = translate("Spreadsheets", "“{file}” could not be read. Save it again from the spreadsheet program.")
        raise InputError(message.format(file=path.name))
    features = list(layer.getFeatures())
    shares = [_are_shares([feature[column] for feature in features]) for column in range(layer.fields().count())]
    rows = [
        (
            feature.id(),
            [
                _share(value) if share else _text(value)
                for value, share in zip(feature.attributes(), shares, strict=True)
            ],
        )
        for feature in features
    ]
    headings = [field.name() for field in layer.fields()]
    if rows and all(re.fullmatch(r"Field\d+", heading) for heading in headings):
        headings, rows = rows[0][1], rows[1:]
    return Sheet(path.name, [heading.strip() for heading in headings], rows)


def _are_shares(column: list[Any]) -> bool:
    """Return True if a column holds only numbers from 0 to 1 with a point, which a length of time such as 24:00 becomes."""
    known = [value for value in column if not QgsVariantUtils.isNull(value)]
    return bool(known) and all(isinstance(value, float) and 0 <= value <= 1 for value in known)


def _share(value: Any) -> str:
    """Return a number from 0 to 1 with four decimals or more: as a time of the day it is that share of one."""
    if QgsVariantUtils.isNull(value):
        return ""
    whole, _, part = repr(float(value)).partition(".")
    return f"{value:.12f}" if "e" in part else f"{whole}.{part:0<4}"


def _text(value: Any) -> str:
    if QgsVariantUtils.isNull(value):
        return ""
    if isinstance(value, QDateTime):
        return _moment(value)
    if isinstance(value, QTime):
        return str(value.toString("HH:mm:ss"))
    if isinstance(value, QDate):
        return str(value.toString("yyyy-MM-dd"))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _moment(value: QDateTime) -> str:
    """Return a cell with day and clock; a time of the day, which spreadsheets keep as one of the year 1899, is the time."""
    day, time = value.date(), value.time()
    if day.year() <= FIRST_YEAR:  # 30 December 1899 is day 0 of a spreadsheet, so that 24:00 is the next day's midnight
        is_end = day.toJulianDay() > QDate(1899, 12, 30).toJulianDay() and time == QTime(0, 0)
        return "24:00" if is_end else str(time.toString("HH:mm:ss"))
    form = "yyyy-MM-dd" if time == QTime(0, 0) else "yyyy-MM-dd HH:mm:ss"
    return str(value.toString(form))
