"""Publishing the map: the set of files, the clear stops, and nothing left behind."""

import base64
import csv
import html
import json
import random
import re
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QImage

ORIGIN = (720_000, 6_178_000)
FIELDS = "sector_id:integer,name:string,police_district:string,secret:string"
CONTACT_FIELDS = (
    "sector_id:integer,role:string,name:string,phone:string,email:string,publish:boolean,police_district:string"
)


def box(x, y):
    west, south = ORIGIN[0] + 1000 * x, ORIGIN[1] + 1000 * y
    return f"MULTIPOLYGON((({west} {south},{west + 1000} {south},{west + 1000} {south + 1000},{west} {south + 1000},{west} {south})))"


@pytest.fixture
def sectors(memory_layer):
    rows = [
        (box(x, y), {"sector_id": 1 + x + 3 * y, "name": f"Part {x}{y}", "police_district": "Nord", "secret": "CANARY"})
        for y in range(2)
        for x in range(3)
    ]
    return memory_layer("MultiPolygon", FIELDS, rows, name="sectors CANARY")


@pytest.fixture
def contacts(memory_layer):
    rows = [
        (
            "",
            {
                "sector_id": key,
                "role": "responsible",
                "name": f"Officer {key}",
                "phone": f"2000000{key}",
                "email": "",
                "publish": key != 5,
            },
        )
        for key in range(1, 7)
    ]
    return memory_layer("None", CONTACT_FIELDS, rows, name="contacts CANARY")


@pytest.fixture
def publish(run, sectors, contacts, tmp_path):
    def publish(**more):
        folder = Path(more.get("FOLDER", tmp_path / "public"))
        run(
            "exportpublicmap",
            {
                "SECTORS": sectors,
                "CONTACTS": contacts,
                "EDITION": "2026-1",
                "TITLE": "Find",
                "LANGUAGE": "en",
                "FOLDER": str(folder),
                **more,
            },
        )
        return folder

    return publish


def test_page_map_and_table_come_out_with_one_stamp(publish, feedback):
    folder = publish()
    page = (folder / "index.html").read_text(encoding="utf-8")
    shapes = json.loads((folder / "sectors.geojson").read_text(encoding="utf-8"))
    table = list(csv.DictReader((folder / "contacts.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [feature["id"] for feature in shapes["features"]] == ["1", "2", "3", "4", "5", "6"]
    assert {row["content"] for row in table} == {shapes["content"]}
    assert f"2026-1 · {shapes['content']}" in page
    assert table[0]["phone"] == "20000001"
    assert table[4]["phone"] == "114"
    assert any("114: 5" in warning for warning in feedback.warnings)


def test_nothing_but_the_public_record_comes_out(publish):
    for path in publish().iterdir():
        assert "CANARY" not in path.read_text(encoding="utf-8")


def test_a_feature_has_id_name_and_colour_only(publish):
    shapes = json.loads((publish() / "sectors.geojson").read_text(encoding="utf-8"))
    assert all(set(feature["properties"]) == {"sector_id", "name", "colour"} for feature in shapes["features"])


def test_places_stay_where_they_were(publish):
    shapes = json.loads((publish() / "sectors.geojson").read_text(encoding="utf-8"))
    to_metres = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:25832"), QgsProject.instance()
    )
    corners = [to_metres.transform(QgsPointXY(*point)) for point in shapes["features"][0]["geometry"]["coordinates"][0]]
    distances = [min(abs(corner.x() - ORIGIN[0] - d) for d in (0, 1000)) for corner in corners]
    assert max(distances) < 1.0


def test_without_contacts_everybody_is_sent_to_114(publish):
    folder = publish(CONTACTS=None)
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "not published here yet" in page
    assert page.count('href="tel:114"') == 1 + 6
    assert "Officer" not in (folder / "contacts.csv").read_text(encoding="utf-8-sig")


def test_an_older_publication_is_replaced_and_anything_else_is_not(publish):
    folder = publish()
    publish(EDITION="2026-2")
    assert "2026-2" in (folder / "index.html").read_text(encoding="utf-8")
    (folder / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=r"thesis\.docx"):
        publish(EDITION="2026-3")
    assert (folder / "thesis.docx").read_text(encoding="utf-8") == "mine"


def test_a_failed_run_leaves_the_old_edition_and_nothing_beside_it(publish, contacts):
    folder = publish()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    contacts.dataProvider().changeAttributeValues({1: {0: 99}})
    with pytest.raises(QgsProcessingException, match="does not have: “99”"):
        publish(EDITION="2026-2")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == ["public"]


@pytest.mark.parametrize("wrong", [{"EDITION": " "}, {"TITLE": "\u200b"}])
def test_empty_texts_are_refused_before_the_run(publish, wrong):
    with pytest.raises(QgsProcessingException):
        publish(**wrong)


def test_the_same_input_gives_the_same_bytes(publish):
    first = {path.name: path.read_bytes() for path in publish().iterdir()}
    assert {path.name: path.read_bytes() for path in publish().iterdir()} == first


def test_two_editions_show_what_changed_and_keep_the_old_one(publish, contacts):
    folder = publish()
    contacts.dataProvider().changeAttributeValues({1: {2: "Somebody New"}})
    publish(EDITION="2026-2")
    page = (folder / "index.html").read_text(encoding="utf-8")
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert (record["changed_since"], record["new_officers"]) == ("2026-1", ["1"])
    assert page.count("New officer since") >= 1
    kept = folder.with_name("public-previous")
    assert [path.name for path in kept.iterdir()] == ["edition.json"]
    text = (kept / "edition.json").read_text(encoding="utf-8")
    assert '"2026-1"' in text
    assert "Officer" not in text
    assert "200000" not in text
    publish(EDITION="2026-2")
    again = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert again["changed_since"] == "2026-1"


def test_photos_are_encoded_anew_and_need_consent(publish, memory_layer, tmp_path):
    from qgis.PyQt.QtGui import QColor, QImage

    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    picture.setText("Comment", "CANARY")
    picture.save(str(tmp_path / "photo.png"))
    fields = "sector_id:integer,name:string,phone:string,photo:string,photo_consent_date:date"
    rows = [
        (
            "",
            {
                "sector_id": key,
                "name": f"Officer {key}",
                "phone": "20000000",
                "photo": str(tmp_path / "photo.png"),
                "photo_consent_date": day,
            },
        )
        for key, day in ((1, "2026-01-31"), (2, None))
    ]
    page = (publish(CONTACTS=memory_layer("None", fields, rows)) / "index.html").read_text(encoding="utf-8")
    assert page.count("data:image/jpeg;base64,") == 1
    assert "photo.png" not in page


def test_a_photo_that_is_no_picture_stops_the_run(publish, memory_layer):
    fields = "sector_id:integer,name:string,phone:string,photo:string,photo_consent_date:date"
    rows = [
        (
            "",
            {
                "sector_id": 1,
                "name": "A",
                "phone": "20000000",
                "photo": "/nowhere.jpg",
                "photo_consent_date": "2026-01-31",
            },
        )
    ]
    with pytest.raises(QgsProcessingException, match="photo"):
        publish(CONTACTS=memory_layer("None", fields, rows))


def test_events_streets_and_background_reach_the_page(publish, memory_layer):
    west, south = ORIGIN
    events = memory_layer(
        "Point",
        "title:string,event_date:date,start_time:string,place:string",
        [
            (
                f"POINT({west + 1500} {south + 500})",
                {"title": "Mobile station", "event_date": "2090-01-14", "start_time": "15:00", "place": "Square"},
            )
        ],
    )
    roads = memory_layer(
        "LineString",
        "name:string",
        [(f"LINESTRING({west} {south + 500},{west + 3000} {south + 500})", {"name": "Long Road"})],
    )
    water = memory_layer(
        "Polygon",
        "name:string",
        [
            (
                f"POLYGON(({west} {south - 500},{west + 3000} {south - 500},{west + 3000} {south - 100},{west} {south - 100},{west} {south - 500}))",
                {"name": "CANARY"},
            )
        ],
    )
    folder = publish(
        EVENTS=events,
        ADDRESS_INDEX=roads,
        ROADS=roads,
        WATER=water,
        BOOKING_URL="https://example.org/book",
        PUBLIC_URL="https://example.org/map",
    )
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "Mobile station" in page
    assert "text/calendar" in page
    assert '["Long Road",[0,1,2]]' in page
    assert 'class="water"' in page
    assert "https://example.org/book" in page
    assert "CANARY" not in page


def test_the_folder_passes_the_check_before_publishing(publish, run):
    folder = publish()
    assert run("checkpublicdata", {"FOLDER": str(folder), "FORBIDDEN": "CANARY\nsecret"})["FILES"] == 4
    with pytest.raises(QgsProcessingException, match="Do not publish:[^$]*forbidden"):
        run("checkpublicdata", {"FOLDER": str(folder), "FORBIDDEN": "Officer 2"})


def test_background_tiles_cover_the_sectors_and_name_their_source(publish, memory_layer, run):
    from qgis.core import QgsProject
    from qgis.PyQt.QtGui import QImage

    west, south = ORIGIN
    water = memory_layer(
        "Polygon",
        "name:string",
        [
            (
                f"POLYGON(({west} {south},{west + 3000} {south},{west + 3000} {south + 2000},{west} {south + 2000},{west} {south}))",
                {"name": "CANARY"},
            )
        ],
    )
    QgsProject.instance().addMapLayer(water)
    folder = publish(BACKGROUND=[water], MAX_ZOOM=13, CREDIT="Example City, CC BY 4.0")
    page = (folder / "index.html").read_text(encoding="utf-8")
    tiles = sorted((folder / "tiles").rglob("*.png"))
    assert {path.parts[-3] for path in tiles} == {"11", "12", "13"}
    assert all(QImage(str(path)).width() == 256 for path in tiles)
    assert any(
        len({QImage(str(path)).pixel(x, y) for x in range(0, 256, 16) for y in range(0, 256, 16)}) > 1 for path in tiles
    )
    assert "Example City, CC BY 4.0" in page
    assert "img-src &#39;self&#39; data:" in page
    assert run("checkpublicdata", {"FOLDER": str(folder), "FORBIDDEN": "CANARY"})["FILES"] == 4 + len(tiles)
    publish(EDITION="2026-2")
    assert not (folder / "tiles").exists()


def test_tiles_are_drawn_in_a_quiet_style_of_our_own_or_in_the_projects(publish, memory_layer):
    from qgis.core import QgsFillSymbol, QgsProject, QgsSingleSymbolRenderer
    from qgis.PyQt.QtGui import QImage

    lake = memory_layer("Polygon", "name:string", [(box(0, 0).replace("MULTIPOLYGON(((", "POLYGON((")[:-1], {})])
    lake.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": "#ff0000", "outline_style": "no"})))
    QgsProject.instance().addMapLayer(lake)

    def colours(**more):
        folder = publish(BACKGROUND=[lake], MAX_ZOOM=13, **more)
        pictures = [QImage(str(path)) for path in (folder / "tiles" / "13").rglob("*.png")]
        return {
            f"{image.pixel(x, y) & 0xFFFFFF:06x}"
            for image in pictures
            for x in range(0, 256, 4)
            for y in range(0, 256, 4)
        }

    assert {"e2e0d8", "ecebe6"} <= colours()
    assert {"a9cde6", "ecebe6"} <= colours(WATER=lake)
    assert "ff0000" in colours(TILE_STYLE="project")


def test_names_of_districts_stations_places_and_streets_go_out_and_nothing_else_of_their_layers(
    publish, memory_layer, run
):
    x, y = ORIGIN
    secret = {"secret": "CANARY"}
    layers = {
        "DISTRICTS": memory_layer("MultiPolygon", "bydel:string,secret:string", [(box(0, 0), {"bydel": "Harbour", **secret})], name="CANARY-D"),
        "STATIONS": memory_layer("Point", "navn:string,secret:string", [(f"POINT({x + 900} {y + 900})", {"navn": "Central", **secret})], name="CANARY-S"),
        "PLACES": memory_layer("Point", "title:string,secret:string", [(f"POINT({x + 500} {y + 500})", {"title": "Town Hall", **secret})], name="CANARY-P"),
        "ROADS": memory_layer("LineString", "name:string,secret:string", [(f"LINESTRING({x} {y + 700},{x + 2900} {y + 700})", {"name": "Long Road", **secret})], name="CANARY-R"),
    }  # fmt: skip
    folder = publish(**layers, PLACES_NAME_FIELD="title", ROAD_NAME_FIELD="name")
    labels = json.loads((folder / "record.json").read_text(encoding="utf-8"))["map"]["labels"]
    assert [label[:2] for label in labels] == [["district", "Harbour"], ["station", "Central"], ["place", "Town Hall"], ["street", "Long Road"]]  # fmt: skip
    assert not any("CANARY" in path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert run("checkpublicdata", {"FOLDER": str(folder)})["FILES"] == 4
    with pytest.raises(QgsProcessingException, match="Town Hall"):
        run("checkpublicdata", {"FOLDER": str(folder), "FORBIDDEN": "Town Hall"})


def test_streets_are_named_only_when_their_field_is_chosen(publish, memory_layer):
    x, y = ORIGIN
    roads = memory_layer("LineString", "name:string", [(f"LINESTRING({x} {y + 700},{x + 2900} {y + 700})", {"name": "CANARY"})])  # fmt: skip
    assert "CANARY" not in (publish(ROADS=roads) / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("parameter", ["STATIONS", "PLACES"])
def test_incidents_and_the_log_cannot_be_places(publish, memory_layer, run, tmp_path, parameter):
    from qgis.core import QgsVectorLayer

    incidents = memory_layer("Point", "name:string,from_time:string,to_time:string", [("POINT(720100 6178100)", {"name": "x"})], name="mine")  # fmt: skip
    with pytest.raises(QgsProcessingException, match="“mine” cannot be background: .*crime count"):
        publish(**{parameter: incidents})
    database = str(tmp_path / "log.gpkg")
    run("createsectordatabase", {"DATABASE": database})
    people = QgsVectorLayer(f"{database}|layername=interested_party", "people", "ogr")
    assert people.isValid()
    with pytest.raises(QgsProcessingException, match="table of the sector log"):
        publish(**{parameter: people})


@pytest.mark.parametrize(
    ("kind", "fields", "wkt", "reason"),
    [
        ("Point", "name:string", "POINT(720100 6178100)", "points may be incidents"),
        ("MultiPoint", "name:string", "MULTIPOINT((720100 6178100))", "points may be incidents"),
        ("MultiPolygon", "cell_id:string,count:integer", box(0, 0), "crime count"),
        ("MultiPolygon", "GI_Z:double", box(0, 0), "crime count"),
        ("LineString", "from_time:string,to_time:string", "LINESTRING(720100 6178100,720200 6178100)", "crime count"),
    ],
)
def test_a_map_of_incidents_cannot_be_background(publish, memory_layer, kind, fields, wkt, reason):
    from qgis.core import QgsProject

    row = {field.split(":")[0]: 1 for field in fields.split(",")}
    layer = memory_layer(kind, fields, [(wkt, row)], name="mine")
    QgsProject.instance().addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match=f"“mine” cannot be background: .*{reason}"):
        publish(BACKGROUND=[layer])


def test_a_table_of_the_log_cannot_be_background(publish, tmp_path, run):
    from qgis.core import QgsProject, QgsVectorLayer

    database = str(tmp_path / "log.gpkg")
    run("createsectordatabase", {"DATABASE": database})
    layer = QgsVectorLayer(f"{database}|layername=exposed_area", "areas", "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    with pytest.raises(QgsProcessingException, match="table of the sector log"):
        publish(BACKGROUND=[layer])


def picture(width, height, colour, mark=None):
    """Return a picture with its left half in another colour, where one is given."""
    from qgis.PyQt.QtGui import QColor, QImage, QPainter

    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    if mark:
        painter = QPainter(image)
        painter.fillRect(0, 0, width // 2, height, QColor(mark))
        painter.end()
    return image


def shown(path):
    import base64

    from qgis.PyQt.QtGui import QImage
    from sector_planner.processing.algorithms.publish._pictures import portrait

    image = QImage()
    assert image.loadFromData(base64.b64decode(portrait(str(path), 1).split(",")[1]))
    return image


def test_a_transparent_photo_is_shown_on_white(qgis_app, tmp_path):
    picture(144, 180, "#00000000").save(str(tmp_path / "clear.png"))
    assert shown(tmp_path / "clear.png").pixelColor(70, 90).name() == "#ffffff"


def test_a_photo_is_shown_the_way_the_camera_was_held(qgis_app, tmp_path):
    picture(180, 144, "#ffffff", "#000000").save(str(tmp_path / "plain.jpg"), "JPEG", 95)
    content = (tmp_path / "plain.jpg").read_bytes()
    turned = bytes.fromhex("4578696600004d4d002a00000008000101120003000000010006000000000000")
    segment = b"\xff\xe1" + (len(turned) + 2).to_bytes(2, "big") + turned
    (tmp_path / "turned.jpg").write_bytes(content[:2] + segment + content[2:])
    image = shown(tmp_path / "turned.jpg")
    assert image.pixelColor(70, 20).lightness() < 40
    assert image.pixelColor(70, 160).lightness() > 215


@pytest.mark.parametrize("suffix", ["jpg", "png"])
def test_a_photo_that_was_cut_off_is_refused(qgis_app, tmp_path, suffix):
    from sector_planner.core.base.errors import InputError

    whole = tmp_path / f"whole.{suffix}"
    picture(400, 300, "#336699", "#993366").save(str(whole))
    cut = tmp_path / f"cut.{suffix}"
    cut.write_bytes(whole.read_bytes()[:-200])
    shown(whole)
    with pytest.raises(InputError, match="no whole picture"):
        shown(cut)


def test_a_photo_that_claims_to_be_enormous_is_refused_before_it_is_decoded(qgis_app, tmp_path):
    import struct
    import zlib

    from sector_planner.core.base.errors import InputError

    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    (tmp_path / "bomb.png").write_bytes(bomb)
    with pytest.raises(InputError, match="no whole picture"):
        shown(tmp_path / "bomb.png")


def test_too_many_tiles_are_refused(publish, memory_layer):
    from qgis.core import QgsProject

    far = memory_layer(
        "MultiPolygon",
        "sector_id:integer",
        [
            (
                "MULTIPOLYGON(((500000 6100000,700000 6100000,700000 6300000,500000 6300000,500000 6100000)))",
                {"sector_id": 1},
            )
        ],
    )
    QgsProject.instance().addMapLayer(far)
    with pytest.raises(QgsProcessingException, match="Lower the largest zoom"):
        publish(SECTORS=far, CONTACTS=None, BACKGROUND=[far], MAX_ZOOM=17)


@pytest.mark.parametrize(("language", "title"), [("da", "Find din betjent"), ("en", "Find your police officer")])
def test_without_a_title_the_page_has_one_in_its_own_language(publish, language, title):
    page = (publish(TITLE=None, LANGUAGE=language) / "index.html").read_text(encoding="utf-8")
    assert f"<title>{title}</title>" in page


# Put on line by a communications department


TEXTS = Path(__file__).parents[2] / "data" / "page_texts.csv"


def logo_file(path, width=900, height=600, colour="#336699", noise=0):
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    chance = random.Random(1)
    for at in range(noise):
        image.setPixelColor(at % width, at // width, QColor(chance.randrange(1 << 24)))
    image.setText("Comment", "CANARY")
    image.save(str(path))
    return path


def test_a_logo_goes_out_small_on_white_and_without_what_its_file_tells(publish, run, tmp_path):
    logo = logo_file(tmp_path / "CANARY-logo.png", colour="#00000000")
    folder = publish(LOGO=str(logo), ORGANISATION="City Police")
    page = (folder / "index.html").read_text(encoding="utf-8")
    (found,) = re.findall(r"data:image/png;base64,([A-Za-z0-9+/=]+)", page)
    image = QImage.fromData(base64.b64decode(found))
    assert (image.width(), image.height()) == (180, 120)
    assert image.pixelColor(5, 5).name() == "#ffffff"
    assert not image.textKeys()
    assert b"CANARY" not in base64.b64decode(found)
    assert run("checkpublicdata", {"FOLDER": str(folder), "FORBIDDEN": "CANARY"})["FILES"] == 4


def test_a_logo_of_one_edition_is_not_another_s(publish, run, tmp_path):
    folder = publish(LOGO=str(logo_file(tmp_path / "a.png")), ORGANISATION="City Police")
    page = folder / "index.html"
    other = publish(
        LOGO=str(logo_file(tmp_path / "b.png", colour="red")),
        ORGANISATION="City Police",
        FOLDER=str(tmp_path / "other"),
    )
    one, two = (
        re.search('data:image/png;base64,[^"]+', path.read_text(encoding="utf-8"))[0]
        for path in (page, other / "index.html")
    )
    page.write_text(page.read_text(encoding="utf-8").replace(one, two), encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=r"index\.html: Line \d+ is not what the record gives"):
        run("checkpublicdata", {"FOLDER": str(folder)})


@pytest.mark.parametrize("kind", ["svg", "svg as png", "cut", "missing", "noise"])
def test_a_logo_that_is_no_plain_picture_stops_the_run(publish, tmp_path, kind):
    path = tmp_path / ("logo.svg" if kind == "svg" else "logo.png")
    if kind.startswith("svg"):
        path.write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>',
            encoding="utf-8",
        )
    elif kind == "cut":
        path.write_bytes(logo_file(path).read_bytes()[:-40])
    elif kind == "noise":
        logo_file(path, 480, 120, noise=480 * 120)
    with pytest.raises(QgsProcessingException, match=r"Logo logo\.(png|svg): (no whole picture|\d+ kB)"):
        publish(LOGO=str(path), ORGANISATION="City Police")
    assert not (tmp_path / "public").exists()


def test_a_logo_without_a_name_says_nothing_and_is_refused(publish, tmp_path):
    with pytest.raises(QgsProcessingException, match="Name who publishes"):
        publish(LOGO=str(logo_file(tmp_path / "a.png")))


def test_further_languages_come_from_a_table_and_what_is_lacking_is_told(publish, feedback):
    texts = TEXTS.read_text(encoding="utf-8").splitlines()
    # Rows of texts that these contacts do not hold would be refused.
    layer = texts_layer(
        [line for line in texts if not line.startswith(("hverdage", "Mød", "Knallerter", "To kont", "Læg"))]
    )
    page = (publish(TEXTS=layer) / "index.html").read_text(encoding="utf-8")
    assert 'data-language="ar" lang="ar"' in page
    assert "Hel sarkaalkaaga booliska" in page
    assert "CANARY" not in page
    assert any(
        re.match(r"Soomaali \(so\) lacks \d+ of \d+ texts, shown in English: skip, ", line)
        for line in feedback.warnings
    )


def texts_layer(lines):
    """Return lines of comma-separated text as a layer of texts."""
    rows = list(csv.DictReader(lines))
    fields = [name for name in rows[0] if name != "fid"]
    layer = QgsVectorLayer("None?" + "&".join(f"field={name}:string" for name in fields), "texts", "memory")
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([row[name] or None for name in fields])
        layer.dataProvider().addFeature(feature)
    return layer


def test_a_text_that_would_show_nowhere_stops_the_run(publish):
    with pytest.raises(QgsProcessingException, match="“cal” are no keys of the page"):
        publish(TEXTS=texts_layer(["key,en", "cal,Phone"]))


def test_the_report_for_the_web_editor_holds_code_links_and_texts(publish, tmp_path):
    page = tmp_path / "editor.html"
    publish(PUBLIC_URL="https://example.org/map/", ORGANISATION="City Police", REPORT=str(page))
    text = html.unescape(page.read_text(encoding="utf-8"))
    assert '<iframe src="https://example.org/map/" title="Find" width="100%"' in text
    assert 'allow="geolocation; web-share; clipboard-write"></iframe>' in text
    assert "https://example.org/map/#sektor-3" in text
    assert "office_hours" in text
    assert "Hverdage kl. 7–23." in text
    assert "CANARY" not in text


def test_the_publisher_is_on_the_page_and_in_the_record(publish, run):
    folder = publish(
        ORGANISATION="City Police",
        PUBLISHER_CONTACT="Square 1; 20000900; post@example.org",
        CONTROLLER="City Police, Square 1",
        DATA_PROTECTION="dpo@example.org",
    )
    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert (record["contact"], record["controller"]) == (
        "Square 1; 20000900; post@example.org",
        "City Police, Square 1",
    )
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert 'href="mailto:dpo@example.org"' in page
    assert 'href="tel:+4520000900"' in page
    run("checkpublicdata", {"FOLDER": str(folder)})


def test_an_edition_that_is_kept_holds_no_contact_of_the_publisher_either(publish, tmp_path):
    texts = texts_layer(["key,en", "no_answer,Ring Anna at 20 00 00 77"])
    publish(PUBLISHER_CONTACT="anna@example.org", DATA_PROTECTION="dpo@example.org", TEXTS=texts)
    publish(EDITION="2026-2")
    kept = (tmp_path / "public-previous" / "edition.json").read_text(encoding="utf-8")
    assert "example.org" not in kept
    assert "Anna" not in kept


@pytest.mark.parametrize("written", ["07", "7"])
def test_contacts_whose_ids_lost_their_zeros_in_a_spreadsheet_find_their_sectors(run, memory_layer, tmp_path, written):
    squares = [
        (f"POLYGON(({x} 6170000,{x + 900} 6170000,{x + 900} 6170900,{x} 6170900,{x} 6170000))", {"sector_id": name})
        for x, name in ((720_000, "07"), (720_900, "10"))
    ]
    sectors = memory_layer("Polygon", "sector_id:string", squares, name="sectors")
    contacts = tmp_path / "contacts.csv"
    lines = ["sector_id,role,name,phone,publish", f"{written},Sektoransvarlig,Ane Example,20000001,true"]
    contacts.write_text("\n".join([*lines, "10,responsible,Bo Example,20000002,true"]), encoding="utf-8")
    folder = tmp_path / "public"
    run("exportpublicmap", {"SECTORS": sectors, "CONTACTS": str(contacts), "EDITION": "2026-1", "FOLDER": str(folder)})
    table = (folder / "contacts.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0:4:3] for line in table[1:]] == [["07", "Ane Example"], ["10", "Bo Example"]]
