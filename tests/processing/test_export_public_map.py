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
    with pytest.raises(QgsProcessingException, match="does not have: 99"):
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
