"""Publishing the map: the set of files, the clear stops, and nothing left behind."""

import csv
import json

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
)

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
        folder = tmp_path / "public"
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
    assert page.count("New officer since edition") >= 1
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
    from sector_planner.processing.algorithms.publish._photos import portrait

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
