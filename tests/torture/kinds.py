"""One content in many dresses: whatever the file's format, encoding, names, offsets or ids, a result is the same or refused.

Every layer of every algorithm is written in each dress. The run on it is held against the run on the plain layer, row
by row: an oracle that needs to know nothing of the algorithm.
"""

from __future__ import annotations

import collections
import datetime as dt
import re
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from base_arguments import ARGUMENTS
from cases import SLOW, Case
from osgeo import gdal
from qgis.core import Qgis, QgsField, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, QMetaType, Qt, QTime, QVariant
from sheet import read_sheet
from town import SIDE, SOUTH, WEST, write
from trial import Ending, case_folder, plain, run, stopped

ZONE = ZoneInfo("Europe/Copenhagen")
TEXT, MOMENT = QMetaType.Type.QString, QMetaType.Type.QDateTime
FREE_TEXTS = ("name", "scene", "street", "place", "kind", "hours", "station")
IDS = {"1": "3A", "2": "07", "3": "N-01", "4": "Ø 2"}  # in their natural order, as the numbers are
ID_FIELDS = ("sector_id", "new_sector", "sectors")
SEARCHES = (
    "nearrepeats",
    "drawsectorsfromseeds",
    "balancesectors",
    "plan_and_publish",
    "rebalance_and_compare",
    "samplecity",
    "repairsectors",
    "explainassignment",
)
NOT_TOLD = re.compile("^(fid|ogc_fid|gml_id|id|geom|photo)$", re.IGNORECASE)


@dataclass(frozen=True)
class Kind:
    """A dress: `prepare` makes what both runs are given (None where the kind says nothing to a layer), `put_on` the dress.

    `put_on` takes the prepared sheet and a path without suffix; it returns what the parameter is given, and the names
    that fields have now. `undo` turns a value of the dressed run's results into that of the plain one.
    """

    prepare: object
    put_on: object
    undo: object = lambda name, value: value


def saved(sheet, path, suffix=".gpkg", driver="GPKG", options=()):
    """Write a sheet as a file by way of a GeoPackage; return its path."""
    layer = replace(sheet, name=path.name).layer()
    first = write(layer, path.with_suffix(".gpkg"))
    if suffix == ".gpkg":
        return str(first)
    target = str(path.with_suffix(suffix))
    gdal.UseExceptions()
    gdal.VectorTranslate(target, str(first), format=driver, layerCreationOptions=list(options), options=["-nlt", "PROMOTE_TO_MULTI"] if "Shape" in driver else [])  # fmt: skip
    first.unlink()
    return target


def in_format(suffix, driver, *options, after=None):
    """Return what saves a sheet in a driver's format; names that it cuts are told. A Shapefile's moments are texts."""

    def put_on(sheet, path):
        if not sheet.spatial and driver in ("FlatGeobuf", "SQLite"):
            return None, {}  # GDAL keeps no rows without a place there, QGIS opens no such table
        if "Shape" in driver:
            sheet = as_texts(sheet, lambda wall, n: wall.isoformat())
        target = saved(sheet, path, suffix if sheet.spatial or suffix != ".shp" else ".dbf", driver, options)
        if after is not None:
            after(Path(target))
        there = [one.name() for one in QgsVectorLayer(target, "").fields()]
        return target, {name: _cut(name, there) for name in (one.name() for one in sheet.fields)}

    return put_on


def _cut(name, there):
    return name if name in there else next((one for one in there if name[:10].casefold() == one.casefold()), name)


# What is prepared


def anything(sheet):
    """Take every layer as it is."""
    return _on_the_clock(sheet)


def with_times(sheet):
    """Take layers with times."""
    return _on_the_clock(sheet) if any(one.type() == MOMENT for one in sheet.fields) else None


def _on_the_clock(sheet):
    """Return times that the clock really shows, and only once: no offset tells the others apart."""

    def real(n, field, value):
        if not isinstance(value, QDateTime):
            return value
        wall = value.toPyDateTime().replace(tzinfo=ZONE)
        back = wall.astimezone(dt.UTC).astimezone(ZONE)
        return value if back.hour == wall.hour else value.addSecs(7200)

    return sheet.values(real)


def with_danish_letters(sheet):
    """Take layers with free texts, which get letters beyond ASCII."""
    free = [one for one in sheet.fields if one.name() in FREE_TEXTS and one.type() == TEXT]
    if not free:
        return None
    return _on_the_clock(
        sheet.values(lambda n, one, value: f"{value} Blåbærgrød Æ Ø" if one.name() in FREE_TEXTS and value else value)
    )


def tables_with_danish_letters(sheet):
    """Take tables without places alone."""
    return None if sheet.spatial else with_danish_letters(sheet)


def on_borders(sheet):
    """Take points, and put them on the borders of the town's units, some where four of them meet."""
    if sheet.kind != "Point":
        return None

    def move(n, shape):
        point = shape.asPoint()
        east, north = (
            origin + SIDE * round((at - origin) / SIDE) for at, origin in ((point.x(), WEST), (point.y(), SOUTH))
        )
        place = [(east, point.y()), (point.x(), north), (east, north)][n % 3]
        return QgsGeometry.fromWkt(f"POINT({place[0]} {place[1]})")

    return _on_the_clock(sheet.shapes(move))


# What is put on


def moments(form):
    """Return what writes times as texts of a form."""

    return lambda sheet, path: (saved(as_texts(sheet, form), path), {})


def as_texts(sheet, form):
    """Return the sheet with its times as texts of a form."""

    def written(n, one, value):
        return form(value.toPyDateTime(), n) if isinstance(value, QDateTime) and value.isValid() else value

    typed = sheet.typed(lambda one: TEXT if one.type() == MOMENT else one.type())
    return replace(typed, rows=sheet.values(written).rows)


def _at(offset):
    return lambda wall, n: wall.replace(tzinfo=ZONE).astimezone(dt.timezone(dt.timedelta(minutes=offset)))


def zulu_fields(suffix, driver):
    """Return what stores times as instants in UTC, in a field of times."""

    def put_on(sheet, path):
        def turn(n, one, value):
            if not isinstance(value, QDateTime) or not value.isValid():
                return value
            utc = _at(0)(value.toPyDateTime(), n)
            return QDateTime(
                QDate(utc.year, utc.month, utc.day), QTime(utc.hour, utc.minute, utc.second), Qt.TimeSpec.UTC
            )

        return (saved(sheet.values(turn), path, suffix, driver) if sheet.spatial or suffix == ".gpkg" else None), {}

    return put_on


def encoded(encoding, delimiter=","):
    """Return what saves a table as CSV in an encoding."""

    def put_on(sheet, path):
        target = Path(saved(sheet, path, ".csv", "CSV", [f"SEPARATOR={'SEMICOLON' if delimiter == ';' else 'COMMA'}"]))
        target.write_bytes(target.read_text(encoding="utf-8").encode(encoding, "replace"))
        return str(target), {}

    return put_on


def without_code_page(path):
    """Take away what tells the encoding of a Shapefile."""
    path.with_suffix(".cpg").unlink(missing_ok=True)


def cut_names(sheet, path):
    """Cut every name at ten letters, as a Shapefile does, in a format that would keep them."""
    taken, names = set(), {}
    for one in sheet.fields:
        short = one.name()[:10]
        names[one.name()] = short if short not in taken else f"{short[:8]}_1"
        taken.add(names[one.name()])
    return saved(sheet.rename(names.get), path), names


def in_capitals(sheet, path):
    """Write every name in capitals, as Oracle and dBase do."""
    return saved(sheet.rename(str.upper), path), {one.name(): one.name().upper() for one in sheet.fields}


def with_odd_fields(sheet, path):
    """Add fields that formats keep for themselves or that databases refuse."""
    odd = ("FID", "ogc_fid", "GEOM", "geometry", "Note", "NOTE", "layer", "path", "rowid")
    fields = (*sheet.fields, *(QgsField(name, TEXT) for name in odd))
    rows = tuple((shape, (*values, *(f"{name} {n}" for name in odd))) for n, (shape, values) in enumerate(sheet.rows))
    layer = replace(sheet, fields=fields, rows=rows, name=path.name).layer()
    target = str(path.with_suffix(".geojson"))
    write(layer, target, "GeoJSON")
    return target, {}


def with_blanks_for_null(sheet, path):
    """Store missing texts as empty ones, as CSV and Shapefile do."""
    return saved(sheet.values(lambda n, one, value: "" if one.type() == TEXT and _is_null(value) else value), path), {}


def _is_null(value):
    return value is None or (isinstance(value, QVariant) and value.isNull())


def turned(sheet, path):
    """Leave the layer as it is: what is put on are the polygons, in another order (see `reordered`)."""
    return saved(sheet, path), {}


def reordered(sheet, path):
    """Reverse the order of the features, the direction of their rings, and where these begin."""

    def turn(n, shape):
        ring = shape.asPolygon()[0][:-1][::-1]
        middle = len(ring) // 2
        ring = [*ring[middle:], *ring[:middle]]
        return QgsGeometry.fromPolygonXY([[*ring, ring[0]]])

    whole = sheet.shapes(turn)
    return saved(replace(whole, rows=whole.rows[::-1]), path)


def with_text_ids(sheet):
    """Name sectors by texts."""
    fields = tuple(QgsField(one.name(), TEXT) if one.name() in ID_FIELDS else one for one in sheet.fields)
    rows = sheet.values(lambda n, one, value: IDS.get(str(value), value) if one.name() in ID_FIELDS else value).rows
    return replace(sheet, fields=fields, rows=rows)


def _numbered(name, value):
    """Return the sectors that a text names by the numbers they had."""
    back = {text: number for number, text in IDS.items()}
    for text, number in back.items() if isinstance(value, str) else ():
        value = re.sub(rf"(?<![\w-]){re.escape(text)}(?![\w-])", number, value)
    return value


KINDS = {
    "offset_z_gpkg": Kind(with_times, zulu_fields(".gpkg", "GPKG")),
    "offset_z_geojson": Kind(with_times, zulu_fields(".geojson", "GeoJSON")),
    "offset_z_flatgeobuf": Kind(with_times, zulu_fields(".fgb", "FlatGeobuf")),
    "offset_z_text": Kind(with_times, moments(lambda wall, n: f"{_at(0)(wall, n):%Y-%m-%dT%H:%M:%S}Z")),
    "offset_own_text": Kind(with_times, moments(lambda wall, n: wall.replace(tzinfo=ZONE).isoformat())),
    "offset_0530_text": Kind(with_times, moments(lambda wall, n: f"{_at(330)(wall, n):%Y-%m-%d %H:%M:%S}+0530")),
    "offset_hour_text": Kind(with_times, moments(lambda wall, n: f"{_at(-180)(wall, n):%Y-%m-%dT%H:%M:%S}-03")),
    "offset_fraction_text": Kind(
        with_times, moments(lambda wall, n: f"{_at(0)(wall, n):%Y-%m-%dT%H:%M:%S}.{n % 10}4Z")
    ),
    "offset_mixed_text": Kind(
        with_times, moments(lambda wall, n: wall.isoformat() if n % 2 else f"{_at(0)(wall, n):%Y-%m-%dT%H:%M:%SZ}")
    ),
    "clock_danish_text": Kind(with_times, moments(lambda wall, n: f"{wall:%d-%m-%Y kl. %H.%M.%S}")),
    "clock_slashed_text": Kind(with_times, moments(lambda wall, n: f"{wall:%d/%m/%Y %H:%M:%S}")),
    "clock_american_text": Kind(with_times, moments(lambda wall, n: f"{wall:%m/%d/%Y %I:%M:%S %p}")),
    "encoding_csv_utf8_mark": Kind(tables_with_danish_letters, encoded("utf-8-sig")),
    "encoding_csv_1252": Kind(tables_with_danish_letters, encoded("cp1252")),
    "encoding_csv_1252_semicolon": Kind(tables_with_danish_letters, encoded("cp1252", ";")),
    "encoding_csv_8859_15": Kind(tables_with_danish_letters, encoded("iso-8859-15")),
    "encoding_csv_850": Kind(tables_with_danish_letters, encoded("cp850")),
    "encoding_csv_865": Kind(tables_with_danish_letters, encoded("cp865")),
    "encoding_csv_utf16": Kind(tables_with_danish_letters, encoded("utf-16")),
    "encoding_shp_utf8": Kind(with_danish_letters, in_format(".shp", "ESRI Shapefile", "ENCODING=UTF-8")),
    "encoding_shp_1252": Kind(with_danish_letters, in_format(".shp", "ESRI Shapefile", "ENCODING=CP1252")),
    "encoding_shp_1252_untold": Kind(
        with_danish_letters, in_format(".shp", "ESRI Shapefile", "ENCODING=CP1252", after=without_code_page)
    ),
    "encoding_shp_865": Kind(with_danish_letters, in_format(".shp", "ESRI Shapefile", "ENCODING=CP865")),
    "encoding_tab_1252": Kind(with_danish_letters, in_format(".tab", "MapInfo File", "ENCODING=CP1252")),
    "format_geojson": Kind(anything, in_format(".geojson", "GeoJSON", "RFC7946=NO")),
    "format_flatgeobuf": Kind(anything, in_format(".fgb", "FlatGeobuf")),
    "format_spatialite": Kind(anything, in_format(".sqlite", "SQLite")),
    "names_cut": Kind(anything, cut_names),
    "names_shapefile": Kind(anything, in_format(".shp", "ESRI Shapefile")),
    "names_capitals": Kind(anything, in_capitals),
    "names_of_formats": Kind(anything, with_odd_fields),
    "blank_for_null": Kind(anything, with_blanks_for_null),
    "borders": Kind(on_borders, turned),
}
WHOLE = {"text_ids": _numbered, "enum_by_number": lambda name, value: value}


def cases(provider):
    """Return a case for each dress of each layer, and for what is put on a whole run."""
    found = []
    for algorithm in provider.algorithms():
        for variant, arguments in enumerate(ARGUMENTS.get(algorithm.name(), [])):
            layers = [one.name() for one in algorithm.parameterDefinitions() if one.type() == "source" and arguments.get(one.name())]  # fmt: skip
            found += [Case(algorithm.name(), variant, layer, "dress", kind) for layer in layers for kind in KINDS]
            found += [Case(algorithm.name(), variant, "", "dress", kind) for kind in WHOLE]
    return [case for case in found if zlib.crc32(str(case).encode()) % (3 * SLOW.get(case.algorithm, 1) if case.algorithm in SLOW else 1) == 0]  # fmt: skip


PLAIN = {}


def run_case(ground, case):
    """Run plain and dressed; right where both end alike, refused where the dressed run says why it cannot."""
    if not case.parameter:
        return _whole(ground, case)
    kind = KINDS[case.defect]
    if ("borders" in case.defect or "flatgeobuf" in case.defect) and case.algorithm in SEARCHES:
        return None  # these formats and dresses put rows in another order, and a seed finds another way through them
    town = str(ARGUMENTS[case.algorithm][case.variant][case.parameter])
    sheet = kind.prepare(read_sheet(QgsVectorLayer(str(ground.town / f"{town[1:]}.gpkg"), town[1:])))
    if sheet is None:
        return None
    key = (case.algorithm, case.variant, case.parameter, kind.prepare.__name__)
    if key not in PLAIN:
        PLAIN.clear()
        with case_folder(ground) as folder:
            arguments = _arguments(ground, case, folder)
            arguments[case.parameter] = saved(sheet, folder / plain(case.parameter))
            PLAIN[key] = _ended(ground, case, arguments, folder)
    with case_folder(ground) as folder:
        arguments = _arguments(ground, case, folder)
        value, names = kind.put_on(sheet, folder / plain(case.parameter))
        if value is None:
            return None
        arguments[case.parameter] = value
        if case.defect == "borders":
            _reorder(ground, case, arguments, folder)
        _follow(ground.algorithm(case.algorithm), case, arguments, names)
        back = {new: old for old, new in names.items() if old != new}
        return _held(ground, case, arguments, folder, PLAIN[key], back, kind.undo)


def _whole(ground, case):
    with case_folder(ground) as folder:
        expected = _ended(ground, case, _arguments(ground, case, folder), folder)
    with case_folder(ground) as folder:
        arguments = _arguments(ground, case, folder)
        algorithm = ground.algorithm(case.algorithm)
        if case.defect == "enum_by_number":
            chosen = {
                one.name(): one.options().index(arguments.get(one.name(), one.defaultValue()))
                for one in algorithm.parameterDefinitions()
                if one.type() == "enum" and arguments.get(one.name(), one.defaultValue()) in one.options()
            }
            if not chosen:
                return None
            arguments |= chosen
        else:
            given = _named_layers(ground, algorithm, arguments)
            worn = {
                name: sheet for name, sheet in given.items() if any(one.name() in ID_FIELDS for one in sheet.fields)
            }
            if not worn:
                return None
            arguments |= {name: saved(with_text_ids(sheet), folder / plain(name)) for name, sheet in worn.items()}
            arguments |= {name: IDS[str(arguments[name])] for name in ("TARGET",) if str(arguments.get(name)) in IDS}
            if "EXPECTED_PARTS" in arguments:
                arguments["EXPECTED_PARTS"] = f"{IDS['1']}=1"
        return _held(ground, case, arguments, folder, expected, {}, WHOLE[case.defect])


def _named_layers(ground, algorithm, arguments):
    return {
        one.name(): read_sheet(QgsVectorLayer(arguments[one.name()], Path(arguments[one.name()]).stem))
        for one in algorithm.parameterDefinitions()
        if one.type() == "source" and str(arguments.get(one.name(), "")).startswith(str(ground.town))
    }


def _arguments(ground, case, folder):
    """Return the valid arguments; reports and PDFs, which name the layers, are left out where they may be."""
    arguments = ground.arguments(case.algorithm, case.variant, folder)
    algorithm = ground.algorithm(case.algorithm)
    for one in algorithm.destinationParameterDefinitions():
        if one.type() == "fileDestination" and one.flags() & Qgis.ProcessingParameterFlag.Optional:
            arguments.pop(one.name(), None)
    return arguments


def _reorder(ground, case, arguments, folder):
    for name, sheet in _named_layers(ground, ground.algorithm(case.algorithm), arguments).items():
        if sheet.kind == "Polygon" and name != case.parameter:
            arguments[name] = reordered(sheet, folder / plain(name))


def _follow(algorithm, case, arguments, names):
    """Choose fields by the names they have now, as people do; known names stand for themselves."""
    for one in algorithm.parameterDefinitions():
        if one.type() == "field" and one.parentLayerParameterName() == case.parameter and arguments.get(one.name()):
            given = arguments[one.name()]
            named = [names.get(name, name) for name in given] if isinstance(given, list) else names.get(given, given)
            arguments[one.name()] = named


def _ended(ground, case, arguments, folder):
    """Return the results of a run as counts of rows, or its message."""
    results, message, problem, seconds = run(ground, case.algorithm, arguments)
    if not results:
        return None, message, problem, seconds
    out, found = folder / "out", {}
    for name, value in results.items():
        if isinstance(value, str) and value.startswith(str(out)) and value.split("|")[0].endswith(".gpkg"):
            found[name] = _rows(value) if name != "DATABASE" else "a database"
        elif isinstance(value, int | float):
            found[name] = _plain_value(value)
    return found, message, problem, seconds


def _rows(source):
    """Return an output's rows, each a dictionary by field in small letters, geometry included."""
    layer = QgsVectorLayer(source, "")
    rows = []
    for feature in layer.getFeatures():
        shape = QgsGeometry(feature.geometry())
        if shape.isMultipart() and len(shape.asGeometryCollection()) == 1:
            shape = shape.asGeometryCollection()[0]
        shape.normalize()
        row = {one.name().casefold(): _plain_value(feature[one.name()]) for one in layer.fields()}
        row["geom"] = shape.asWkt(2) if feature.hasGeometry() else ""
        rows.append(row)
    return rows


def _plain_value(value):
    """Return a value as text, in which formats that have no kind of field for it do not differ."""
    if _is_null(value) or isinstance(value, bool):
        return "" if _is_null(value) else str(int(value))
    if isinstance(value, QDateTime):
        return value.toString("yyyy-MM-ddTHH:mm:ss").removesuffix("T00:00:00")
    if isinstance(value, QDate):
        return value.toString("yyyy-MM-dd")
    text = str(value).strip()
    if re.fullmatch(r"-?(0|[1-9][0-9]*)([.][0-9]+)?(e[-+]?[0-9]+)?", text):
        return f"{float(text) + 0.0:.6g}"
    words = {"true": "1", "false": "0", "t": "1", "f": "0"}
    return words.get(text.casefold(), re.sub(r"\bSector (?=[0-9])", "", text))


def _held(ground, case, arguments, folder, expected, back, undo):
    """Judge the dressed run by the plain one."""
    found, message, problem, seconds = _ended(ground, case, arguments, folder)
    if problem:
        return Ending("traceback", problem, seconds)
    if found is None:
        return stopped(message, set(), [str(value) for value in arguments.values()], False, seconds)
    plain_results, plain_message, _, _ = expected
    if plain_results is None:
        return Ending("wrong", f"the plain run was refused: {plain_message}", seconds)
    source = _source_fields(arguments)
    faults = [
        fault
        for name in sorted(plain_results.keys() | found.keys())
        for fault in _differences(name, plain_results.get(name), found.get(name), back, undo, source)
    ]
    return Ending("wrong", "; ".join(faults)[:1500], seconds) if faults else Ending("right", "", seconds)


def _source_fields(arguments):
    layers = [
        QgsVectorLayer(value, "") for value in arguments.values() if isinstance(value, str) and Path(value).is_file()
    ]
    return {one.name().casefold() for layer in layers if layer.isValid() for one in layer.fields()}


def _differences(name, expected, found, back, undo, source):
    """Yield how an output differs. Fields that only hand on what the layer held may bear other names or be left out."""
    if not isinstance(expected, list) or not isinstance(found, list):
        if expected != found:
            yield f"{name} is {found}, not {expected}"
        return
    back = {new.casefold(): old.casefold() for new, old in back.items()}
    found = [{back.get(key, key): undo(key, value) for key, value in row.items()} for row in found]
    wanted, there = (set(rows[0]) if rows else set() for rows in (expected, found))
    if lacking := {one for one in wanted - there if not NOT_TOLD.match(one)} - source:
        yield f"{name} lacks {sorted(lacking)}"
    told = [one for one in sorted(wanted & there) if one == "geom" or not NOT_TOLD.match(one)]
    counts = [collections.Counter(tuple(row[one] for one in told) for row in rows) for rows in (expected, found)]
    if counts[0] != counts[1]:
        only = [next(iter(counts[0] - counts[1]), ()), next(iter(counts[1] - counts[0]), ())]
        unlike = [f"{field}: {one} / {two}" for field, one, two in zip(told, *only, strict=False) if one != two]
        yield f"{name}: {len(found)} rows for {len(expected)}; {', '.join(unlike) or only}"
