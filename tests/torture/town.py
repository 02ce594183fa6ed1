"""A town of 36 units in four sectors: every kind of layer that an algorithm asks for. All names are invented."""

import datetime as dt
import random

from qgis.core import QgsFeature, QgsGeometry, QgsVectorFileWriter, QgsVectorLayer

WEST, SOUTH, SIDE, ACROSS = 720_000, 6_175_000, 400, 6


def box(west, south, east, north):
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def cell(column, row, size=1):
    west, south = WEST + SIDE * column, SOUTH + SIDE * row
    return box(west, south, west + SIDE * size, south + SIDE * size)


def _units():
    for row in range(ACROSS):
        for column in range(ACROSS):
            sector = 1 + column // 3 + 2 * (row // 3)
            people = 200 + 37 * (column * row % 7)
            yield (
                cell(column, row),
                f"u{row}{column}", people, 1.0 + column, people // 4, float(row % 2), 160000.0,
                "North" if row >= 3 else "South", 1000 / 36, sector, 1 + row // 3 + 2 * (column // 3), row % 5 == 0, f"g{row}" if column == 0 else None,
            )  # fmt: skip


def _sectors():
    for number in range(1, 5):
        column, row = 3 * ((number - 1) % 2), 3 * ((number - 1) // 2)
        yield (
            cell(column, row, 3), number, f"Part {number}", "North" if row else "South", 250.0, 3 + number,
            2500 + number, 4 + number, 0.0,
        )  # fmt: skip


def _incidents():
    chance = random.Random(5)
    kinds = [("burglary", "house", "window"), ("theft", "shop", "hand"), ("arson", "stairway", None)]
    for number in range(240):
        start = dt.datetime(2024, 1, 1) + dt.timedelta(minutes=chance.randrange(2 * 365 * 1440))
        end = start + dt.timedelta(minutes=chance.randrange(600)) if number % 3 else None
        place = f"POINT({WEST + chance.random() * 2400} {SOUTH + chance.random() * 2400})"
        yield (
            place, f"i{number}", *kinds[number % 3], start.isoformat(), end and end.isoformat(), 1.0 + number % 4,
            number % 5 == 0,
        )  # fmt: skip


def _roads():
    for line in range(ACROSS + 1):
        east, north = WEST + SIDE * line, SOUTH + SIDE * line
        yield f"LINESTRING({east} {SOUTH},{east} {SOUTH + 2400})", f"Avenue {line}", "main", False
        yield f"LINESTRING({WEST} {north},{WEST + 2400} {north})", f"Street {line}", "main", line == 3


def _contacts():
    for number in range(1, 5):
        for role in ("responsible", "substitute"):
            phone = f"+45200000{number}{len(role) % 10}"
            yield (
                None, f"P{number}{role[0]}", number, role, f"Officer {number} {role}", phone, f"p{number}@example.org",
                "weekdays 07–23", "North Station", phone, "North" if number > 2 else "South", True, "2025-01-01",
                "2030-01-01",
            )  # fmt: skip


LAYERS = {
    "units": (
        "Polygon",
        "unit_id:string,population:integer,crime_load:double,exposed_population:integer,special_load:double,area_m2:double,"
        "police_district:string,workload:double,sector_id:integer,new_sector:integer,locked:boolean,together:string",
        _units,
    ),
    "sectors": (
        "Polygon",
        "sector_id:integer,name:string,police_district:string,workload:double,officers:integer,population:integer,"
        "today:integer,deviation:double",
        _sectors,
    ),
    "incidents": (
        "Point",
        "incident_id:string,type:string,scene:string,method:string,from_time:datetime,to_time:datetime,harm:double,gang:boolean",
        _incidents,
    ),
    "exposed": (
        "Polygon",
        "name:string,population:integer",
        lambda: [(cell(1, 1), "Elm Estate", 800), (cell(4, 4), "Oak Estate", 600)],
    ),
    "places": (
        "Point",
        "name:string,kind:string,weight:double",
        lambda: [(f"POINT({WEST + 500 * n} {SOUTH + 450 * n})", f"Place {n}", "station", 1.0 + n) for n in range(1, 5)],
    ),
    "districts": (
        "Polygon",
        "district_id:string,name:string,year:integer,category:string,value:double,method:string",
        lambda: [
            (box(WEST + 1200 * c, SOUTH, WEST + 1200 * c + 1200, SOUTH + 2400), f"d{c}", f"District {c}", year, category, 7.5, "survey")
            for year in (2023, 2024)
            for c, category in enumerate(("minimal", "strong"))
        ],
    ),
    "index_districts": (
        "Polygon",
        "name:string",
        lambda: [(box(WEST + 1200 * c, SOUTH, WEST + 1200 * c + 1200, SOUTH + 2400), f"District {c}") for c in (0, 1)],
    ),
    "index": (
        "None",
        "name:string,year:integer,category:string,value:double,method:string",
        lambda: [(None, f"District {c}", year, "ordinary", 8.5, "survey") for c in (0, 1) for year in (2023, 2024)],
    ),
    "roads": ("LineString", "name:string,class:string,bridge:boolean", _roads),
    "links": (
        "LineString",
        "name:string",
        lambda: [(f"LINESTRING({WEST + 200} {SOUTH + 200},{WEST + 1800} {SOUTH + 1800})", "Bridge")],
    ),
    "cuts": (
        "LineString",
        "name:string",
        lambda: [
            (f"LINESTRING({WEST + 1200} {SOUTH - 50},{WEST + 1200} {SOUTH + 2450})", "a"),
            (f"LINESTRING({WEST - 50} {SOUTH + 1200},{WEST + 2450} {SOUTH + 1200})", "b"),
        ],
    ),
    "stations": (
        "Point",
        "name:string,police_district:string",
        lambda: [
            (f"POINT({WEST + 600 + 1200 * c} {SOUTH + 600 + 1200 * r})", f"Station {c}{r}", "North" if r else "South")
            for r in (0, 1)
            for c in (0, 1)
        ],
    ),
    "people": (
        "Point",
        "population:integer",
        lambda: [(f"POINT({WEST + 200 + SIDE * n} {SOUTH + 210 + SIDE * n})", 100 + n) for n in range(6)],
    ),
    "addresses": (
        "Point",
        "street:string,number:string,address:string",
        lambda: [(f"POINT({WEST + 100 + 90 * n} {SOUTH + 800})", "School Road", str(n), f"School Road {n}") for n in range(1, 20)],
    ),
    "grid": (
        "Polygon",
        "cell_id:string,count:integer,sector_id:string,year_2024:integer",
        lambda: [
            (cell(c, r), f"c{r}{c}", 25 if 2 <= c <= 3 and r < 3 else c * r % 4, str(1 + c // 3), c + r)
            for r in range(ACROSS)
            for c in range(ACROSS)
        ],
    ),
    "water": ("Polygon", "name:string", lambda: [(box(WEST + 2400, SOUTH, WEST + 2700, SOUTH + 2400), "Harbour")]),
    "ring": ("Polygon", "name:string", lambda: [(cell(1, 2), "ring a"), (cell(2, 1), "ring b")]),
    "comparison": ("Polygon", "name:string", lambda: [(cell(3, 0, 3), "elsewhere")]),
    "counts": (
        "None",
        "role:string,name:string,before:integer,after:integer",
        lambda: [(None, "target", "Elm Estate", 85, 9), (None, "comparison", "town", 400, 380)],
    ),
    "contacts": (
        "None",
        "officer_id:string,sector_id:integer,role:string,name:string,phone:string,email:string,hours:string,station:string,"
        "message_line:string,police_district:string,publish:boolean,photo_consent_date:date,review_date:date",
        _contacts,
    ),
    "events": (
        "None",
        "sector_id:integer,title:string,event_date:date,start_time:string,end_time:string,place:string,publish:boolean",
        lambda: [(None, 1, "Mobile police station", "2030-05-01", "10:00", "12:00", "Square", True)],
    ),
    "priorities": ("None", "sector_id:integer,said:string,did:string", lambda: [(None, 1, "Slower cars", "Controls in May")]),
    "texts": ("None", "key:string,da:string,en:string", lambda: [(None, "emergency", "Ring 112, når det haster.", "Call 112 at once.")]),
    "notes": (
        "None",
        "area:string,quarter:string,text:string",
        lambda: [(None, "Elm Estate", "2025-Q2", "New group at the square.")],
    ),
}  # fmt: skip


def memory_layer(name):
    """Return the layer as a memory layer."""
    kind, fields, rows = LAYERS[name]
    crs = "" if kind == "None" else "crs=EPSG:25832&"
    layer = QgsVectorLayer(f"{kind}?{crs}" + "&".join(f"field={field}" for field in fields.split(",")), name, "memory")
    features = []
    for wkt, *values in rows():
        feature = QgsFeature(layer.fields())
        feature.setAttributes(values)
        if wkt:
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
        features.append(feature)
    accepted, _ = layer.dataProvider().addFeatures(features)
    if not accepted:
        raise SystemExit(f"the town's layer {name} is wrong")
    layer.updateExtents()
    return layer


def write(layer, path, driver="GPKG", table="", into=False):
    """Save a layer as a file."""
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = driver, table or layer.name()
    if into:
        options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), layer.transformContext(), options)
    if error:
        raise OSError(message)
    return path


def build(folder):
    """Write every layer of the town to a file of its own in `folder`."""
    for name in LAYERS:
        write(memory_layer(name), folder / f"{name}.gpkg")
