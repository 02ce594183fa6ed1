"""What somebody could try by a layer, a template, a picture or a spreadsheet that they made: docs/security.md."""

import http.server
import sqlite3
import struct
import subprocess
import threading
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builders.wkt import box_wkt
from qgis.core import QgsProcessingException, QgsVectorLayer

ROOT = Path(__file__).resolve().parents[3]
RESOURCES = ROOT / "resources"
FORMULAS = ["=1+1", "=cmd|' /C calc'!A0", "+45 20 00 00 00", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.fixture
def trap():
    """A server on this machine that must hear nothing: its address, and what it heard."""
    heard = []

    class Ear(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)
            self.send_error(404)

        do_HEAD = do_POST = do_GET  # noqa: N815

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    server.server_close()


@pytest.fixture
def sectors(memory_layer):
    """Make three sectors whose ids and names are those given."""

    def make(*ids):
        rows = [
            (box_wkt(x, 6178000, x + 900, 6179500), {"sector_id": key, "name": key})
            for x, key in zip(range(720000, 730000, 900), ids, strict=False)
        ]  # fmt: skip
        return memory_layer("Polygon", "sector_id:string,name:string", rows)

    return make


def print_leaflets(run, layer, output, **more):
    return run("exportleaflets", {"SECTORS": layer, "EDITION": "1", "LANGUAGE": "en", "OUTPUT": str(output), **more})


def words(pdf):
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True).stdout


def test_a_template_that_asks_other_servers_is_printed_without_asking(run, sectors, trap, tmp_path):
    address, heard = trap
    template = tmp_path / "sly.qpt"
    text = (RESOURCES / "layouts" / "leaflet.qpt").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    picture = next(item for item in root.iter("LayoutItem") if item.get("file") is not None)
    for name in ("direct.png", "direct.svg"):
        sly = ElementTree.fromstring(ElementTree.tostring(picture))
        sly.set("file", f"{address}/{name}")
        sly.set("uuid", f"{{{name}}}")
        sly.set("templateUuid", f"{{{name}}}")
        for told in sly.iter("dataDefinedProperties"):
            told.clear()
        root.append(sly)
    written = ElementTree.tostring(root, encoding="unicode")
    template.write_text(written.replace('"qr"', f"concat('{address}', '/told.svg')", 1), encoding="utf-8")
    print_leaflets(run, sectors("1", "2"), tmp_path / "sheets.pdf", TEMPLATE=str(template))
    assert heard == []


def test_the_trap_hears_what_is_asked(provider, trap):
    """The same picture, fetched outside the guard, is heard: a deaf trap would prove nothing."""
    from qgis.core import QgsBlockingNetworkRequest
    from qgis.PyQt.QtCore import QUrl
    from qgis.PyQt.QtNetwork import QNetworkRequest
    from sector_planner.processing.algorithms.publish._layouts import offline

    address, heard = trap
    with offline():
        QgsBlockingNetworkRequest().get(QNetworkRequest(QUrl(f"{address}/inside.png")))
    assert heard == []
    QgsBlockingNetworkRequest().get(QNetworkRequest(QUrl(f"{address}/outside.png")))
    assert heard == ["/outside.png"]


def test_an_expression_in_a_name_is_printed_as_it_stands(run, sectors, memory_layer, tmp_path):
    name = "[% 6*7 %] <b>x</b> {{7*7}}"
    row = ("", {"sector_id": "1", "name": name, "phone": "20000001"})
    contacts = memory_layer("None", "sector_id:string,name:string,phone:string", [row])
    print_leaflets(run, sectors("1", "2"), tmp_path / "sheets.pdf", CONTACTS=contacts)
    said = "".join(words(tmp_path / "sheets.pdf").split())
    assert "".join(name.split()) in said


@pytest.mark.parametrize("name", ["../../evil", "/etc/evil", "..\\..\\evil", "a/b", "evil\x00.png", "CON"])
def test_a_sector_s_name_leads_out_of_no_folder(run, sectors, tmp_path, name):
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    print_leaflets(run, sectors(name, "2"), inside / "sheets.png")
    assert {path.parent for path in tmp_path.rglob("*.png")} == {inside}
    assert len(list(inside.iterdir())) == 2


def test_a_small_file_that_claims_to_be_a_huge_picture_is_refused(qgis_app, tmp_path, within):
    from sector_planner.core.base.errors import InputError
    from sector_planner.processing.algorithms.publish._pictures import portrait

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 20_000, 20_000, 1, 0, 0, 0, 0)  # black or white, 400 million points
    bomb = tmp_path / "bomb.png"
    data = zlib.compress(bytes(20_000 * 2_501), 1)
    bomb.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""))
    with within(2), pytest.raises(InputError, match="no whole picture"):
        portrait(str(bomb), 1)


@pytest.mark.parametrize(
    "address", ["{trap}/face.png", "/vsicurl/{trap}/face.png", "file://{trap}", "data:image/png;base64,AAAA"]
)
def test_a_photo_is_a_file_and_no_address(qgis_app, trap, address):
    from sector_planner.core.base.errors import InputError
    from sector_planner.processing.algorithms.publish._pictures import portrait

    with pytest.raises(InputError, match="no whole picture"):
        portrait(address.format(trap=trap[0]), 1)
    assert trap[1] == []


@pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
def test_a_table_written_for_a_spreadsheet_begins_no_formula(run, memory_layer, tmp_path, ending):
    """The units' texts are whoever made them; the table is opened in a spreadsheet program."""
    rows = [
        (box_wkt(x, 0, x + 10, 10), {"population": 10, "said": text})
        for x, text in zip(range(0, 100, 10), FORMULAS, strict=False)
    ]
    path = tmp_path / f"table.{ending}"
    run(
        "workloadindex", {"UNITS": memory_layer("Polygon", "population:integer,said:string", rows), "OUTPUT": str(path)}
    )
    if ending == "csv":
        assert path.read_text(encoding="utf-8").count(",'") + path.read_text(encoding="utf-8").count(",\"'") == len(
            FORMULAS
        )
        return
    with zipfile.ZipFile(path) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "<f>" not in text
    assert "table:formula" not in text
    assert text.count("&apos;=") + text.count("'=") >= 2


def bomb_workbook(path):
    """A workbook whose shared strings are a billion laughs, with an entity that would read a file."""
    laughs = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    strings = f'<?xml version="1.0"?><!DOCTYPE sst [{laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&a11;&file;</t></si></sst>'
    sheet = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>'
    book = '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
    links = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", links)
        archive.writestr("xl/sharedStrings.xml", strings)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)


def test_a_workbook_full_of_entities_is_read_as_nothing_or_refused(qgis_app, tmp_path, within):
    from sector_planner.core.base.errors import InputError
    from sector_planner.processing.framework.files.spreadsheets import read_sheet

    bomb_workbook(tmp_path / "laughs.xlsx")
    with within(5):
        try:
            sheet = read_sheet(tmp_path / "laughs.xlsx")
        except InputError:
            sheet = ()
    said = str(sheet)
    assert "root:" not in said
    assert len(said) < 1_000_000


def test_a_template_full_of_entities_is_refused(run, sectors, tmp_path, within):
    laughs = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    template = tmp_path / "laughs.qpt"
    template.write_text(f'<!DOCTYPE x [{laughs}]><Layout name="&a11;"/>', encoding="utf-8")
    with within(5), pytest.raises(QgsProcessingException, match="layout template"):
        print_leaflets(run, sectors("1", "2"), tmp_path / "sheets.pdf", TEMPLATE=str(template))


@pytest.mark.parametrize("address", ["/vsicurl/{trap}/a.csv", "{trap}/a.csv", "/vsizip//vsicurl/{trap}/a.zip/a.csv"])
def test_a_file_to_import_is_a_file_and_no_address(qgis_app, trap, address):
    from sector_planner.core.base.errors import InputError
    from sector_planner.processing.framework.files.spreadsheets import read_sheet

    with pytest.raises(InputError, match="no file"):
        read_sheet(Path(address.format(trap=trap[0])))
    assert trap[1] == []


def test_a_project_that_we_write_runs_nothing(run, tmp_path):
    """No macro, no start-up code of a form, no action, no function: opening it only shows it."""
    project = tmp_path / "station.qgz"
    run("createsectordatabase", {"DATABASE": str(tmp_path / "station.gpkg"), "PROJECT": str(project)})
    with zipfile.ZipFile(project) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".qgs")]
        root = ElementTree.fromstring(archive.read(name))
    assert len(list(root.iter("maplayer"))) > 10
    assert not [one for tag in ("Macros", "Functions") for one in root.iter(tag) if "".join(one.itertext()).strip()]
    codes = {tag: {(one.text or "").strip() for one in root.iter(tag)} for tag in ("editforminitcode", "editforminitfilepath", "editforminit", "editforminitcodesource")}  # fmt: skip
    assert codes["editforminit"] | codes["editforminitfilepath"] <= {""}
    assert codes["editforminitcodesource"] <= {"", "0"}
    assert not list(root.iter("actionsetting"))
    assert not [one for one in root.iter() if one.get("fontFamily")], "QGIS fetches a font that it lacks"


CODE = ("editforminitcodesource", "actionsetting", "customfunction", "qgis:executesql", "native:filedownloader", "http:", "https:", "/vsi", "file:", "eval(", "env(")  # fmt: skip
NAMES = ("http://mrcc.com/qgis", "http://www.w3.org", "http://www.opengis.net", "http://creativecommons.org", "http://inkscape.org", "http://sodipodi.sourceforge.net", "http://purl.org")  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [*RESOURCES.glob("styles/*.qml"), *RESOURCES.glob("layouts/*.qpt"), *RESOURCES.glob("models/*.model3")],
    ids=lambda path: path.name,
)
def test_what_we_ship_to_be_opened_in_qgis_runs_and_fetches_nothing(path):
    text = path.read_text(encoding="utf-8")
    for name in NAMES:
        text = text.replace(name, "")
    text = text.replace("https; ", "").replace("(https)", "")
    assert [
        word for word in CODE if word in text and not (word == "editforminitcodesource" and f">0</{word}>" in text)
    ] == []


def test_no_password_reaches_a_report_or_the_log(run, feedback, tmp_path, cluster):
    """A layer from a database, its address with the password in it, as batch files have them."""
    database = cluster.new_database("template1")
    cluster.psql("CREATE EXTENSION IF NOT EXISTS postgis; CREATE TABLE units (id serial primary key, population int, geom geometry(Polygon, 25832)); INSERT INTO units (population, geom) SELECT 10, ST_MakeEnvelope(x, 0, x + 10, 10, 25832) FROM generate_series(0, 40, 10) x", database)  # fmt: skip
    secret = "hemmeligt-42"
    address = f"postgres://dbname='{database}' host='{cluster.folder}' port={cluster.port} user='postgres' password='{secret}' key='id' table=\"public\".\"units\" (geom)"
    run("workloadindex", {"UNITS": address, "OUTPUT": "memory:", "REPORT": str(tmp_path / "report.html")})
    broken = address.replace('"units"', '"no_such_table"')
    with pytest.raises(QgsProcessingException) as refused:
        run("workloadindex", {"UNITS": broken, "OUTPUT": "memory:"})
    said = [
        (tmp_path / "report.html").read_text(encoding="utf-8"),
        *feedback.lines,
        *feedback.warnings,
        *feedback.errors,
        str(refused.value),
    ]
    assert not [text for text in said if secret in text]


def test_names_that_end_a_statement_stay_names(run, memory_layer, tmp_path):
    """In table, field and value: the GeoPackage has one table more, and every value is as it was."""
    nasty = "x'); DROP TABLE units; --"
    rows = [(box_wkt(x, 0, x + 10, 10), {"population": 10, "name": nasty}) for x in range(0, 50, 10)]
    path = tmp_path / "plan.gpkg"
    units = memory_layer("Polygon", "population:integer,name:string", rows, name=nasty)
    run("workloadindex", {"UNITS": units, "OUTPUT": f"ogr:dbname='{path}' table=\"units\" (geom)"})
    run("workloadindex", {"UNITS": units, "OUTPUT": f"ogr:dbname='{path}' table=\"x; DROP TABLE units; --\" (geom)"})
    with sqlite3.connect(path) as connection:
        tables = {name for (name,) in connection.execute("select table_name from gpkg_contents")}
    assert tables == {"units", "x; DROP TABLE units; --"}
    assert {feature["name"] for feature in QgsVectorLayer(f"{path}|layername=units").getFeatures()} == {nasty}


@pytest.mark.parametrize("key", ["9" * 5000, "²", "٣", "1e999", "NaN"], ids=lambda key: key[:5])
@pytest.mark.parametrize("name", ["dissolvesectors", "checksectors", "comparesectorplans", "crimehotspots", "exportpublicmap", "sectorneighbours"])  # fmt: skip
def test_an_id_that_looks_like_a_number_ends_in_a_result_or_a_message(run, memory_layer, tmp_path, name, key):
    rows = [
        (box_wkt(x, 6178000, x + 900, 6179500), {"sector_id": one, "name": one, "workload": 5.0, "old": "1", "count": 3})
        for x, one in zip(range(720000, 730000, 900), (key, "2", "10", "10b"), strict=False)
    ]  # fmt: skip
    fields = "sector_id:string(6000),name:string(6000),workload:double,old:string,count:integer"
    layer = memory_layer("Polygon", fields, rows)
    report = {"OUTPUT": "memory:", "REPORT": str(tmp_path / "report.html")}
    given = {
        "dissolvesectors": {"UNITS": layer, "SECTOR_FIELD": "sector_id", "OUTPUT": "memory:"},
        "checksectors": {"UNITS": layer, "SECTOR_FIELD": "sector_id", "EXPECTED_PARTS": "2=1", **report},
        "comparesectorplans": {"UNITS": layer, "OLD_FIELD": "old", "NEW_FIELD": "sector_id", **report},
        "crimehotspots": {"GRID": layer, "SECTORS": layer, **report},
        "exportpublicmap": {"SECTORS": layer, "EDITION": "1", "FOLDER": str(tmp_path / "public")},
        "sectorneighbours": {"SECTORS": layer, "SECTOR_FIELD": "sector_id", **report},
    }[name]
    try:
        run(name, given)
    except QgsProcessingException as error:
        assert "Traceback" not in str(error)


def test_markup_in_a_name_stays_text_in_a_pdf(run, memory_layer, trap, tmp_path):
    """Qt's text engine, which draws the PDF, knows HTML: what people wrote must not be HTML to it."""
    address, heard = trap
    name = f"<b>x</b><img src='{address}/a.png'><!--"
    shape = "POLYGON((720000 6178000,720900 6178000,720900 6179500,720000 6179500,720000 6178000))"
    areas = memory_layer("Polygon", "name:string", [(shape, {"name": name})])
    points = [(f"POINT({720100 + n} 6178100)", {"type": "theft", "from_time": f"2025-0{n % 3 + 1}-05T10:00:00"}) for n in range(60)]  # fmt: skip
    incidents = memory_layer("Point", "type:string,from_time:datetime", points)
    given = {"EXPOSED_AREAS": areas, "INCIDENTS": incidents, "QUARTER": "2025-Q1", "OUTPUT": "memory:"}
    run("threatassessment", given | {"PDF": str(tmp_path / "sheet.pdf"), "REPORT": str(tmp_path / "sheet.html")})
    said = "".join(words(tmp_path / "sheet.pdf").split())
    assert "<b>x</b><imgsrc=" in said
    assert "<img src='http" not in (tmp_path / "sheet.html").read_text(encoding="utf-8")
    assert heard == []
