"""The preview before publishing: what is new, changed and gone; a draft with a leak cannot go out."""

import base64
import datetime as dt
import json
import re
from dataclasses import replace

import pytest
import shapely
from builders.tables import records
from sector_planner.core.base.errors import InputError
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.publish.draft_changes import differences
from sector_planner.core.publish.editions import changes, read_edition
from sector_planner.core.publish.leak_check import check_public_data
from sector_planner.core.publish.model import from_document, read_document, tiles_hash
from sector_planner.core.publish.publication import Sources, build_publication, previous_folder, write_publication
from sector_planner.core.publish.release import put_back, put_out
from sector_planner.core.publish.settings import PublicSettings
from sector_planner.ui.dialogs.publish import PublishDialog


@pytest.fixture
def write(tmp_path):
    def write(name, edition, ids=(1, 2, 3), officer="Officer", split=0.01):
        edges = [12.5, 12.5 + split, 12.53, 12.54, 12.55]
        sectors = records(
            [{"sector_id": i} for i in ids],
            [shapely.box(edges[n], 55.7, edges[n + 1], 55.71) for n, _ in enumerate(ids)],
        )
        people = records(
            [{"sector_id": i, "name": f"{officer} {i}" if i == 1 else f"Officer {i}", "phone": "20000000"} for i in ids]
        )
        folder = tmp_path / name
        folder.mkdir()
        write_publication(
            folder, build_publication(Sources(sectors, read_contacts(people)), PublicSettings(edition, "Title"))
        )
        return folder

    return write


def edition(folder):
    return read_edition(folder).edition


def test_differences_are_new_changed_and_gone(write):
    old = write("old", "1", ids=(1, 2, 3))
    new = write("new", "2", ids=(1, 2, 4), officer="Somebody", split=0.012)
    found = [
        (difference.kind, difference.sector_id, re.sub(r"\d+\.\d ha", "ha", difference.what))
        for difference in differences(new, old)
    ]
    assert ("changed", "1", "officer: Officer 1 → Somebody 1") in found
    assert ("changed", "1", "border (ha)") in found
    assert ("gone", "3", "Officer 3") in found
    assert ("new", "4", "Officer 4") in found
    assert differences(new, new) == []


def test_publishing_keeps_the_edition_before_and_can_put_it_back(write, tmp_path):
    out = tmp_path / "public"
    put_out(write("draft1", "1"), out)
    put_out(write("draft2", "2"), out)
    assert (edition(out), edition(previous_folder(out))) == ("2", "1")
    put_out(write("draft2b", "2", officer="Corrected"), out)
    assert (edition(out), edition(previous_folder(out))) == ("2", "1")
    put_back(out)
    assert (edition(out), edition(previous_folder(out))) == ("1", "2")
    assert check_public_data(out, [], dt.date(2026, 12, 1)) == []
    assert not [path.name for path in tmp_path.iterdir() if path.name.startswith(".")]


def everything_in(folder):
    return "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file())


def test_a_withdrawn_officer_is_out_of_reach_as_soon_as_the_next_edition_is_out(write, tmp_path):
    web = tmp_path / "web"
    web.mkdir()
    put_out(write("draft1", "1", officer="Withdrawn"), web / "public")
    put_out(write("draft2", "2", officer="Present"), web / "public")
    assert "Withdrawn 1" not in everything_in(web)
    assert "Officer 2" not in everything_in(previous_folder(web / "public"))
    assert "20000000" not in everything_in(previous_folder(web / "public"))
    put_back(web / "public")
    assert "Present 1" in everything_in(web / "public")
    assert "Withdrawn 1" not in everything_in(web)


def test_an_edition_put_back_has_its_own_borders_and_todays_contacts(write, tmp_path):
    out = tmp_path / "public"
    first, second = write("draft1", "1", ids=(1, 2, 3)), write("draft2", "2", ids=(1, 2, 4), officer="New", split=0.012)
    before = json.loads((first / "sectors.geojson").read_text(encoding="utf-8"))["features"]
    put_out(first, out)
    put_out(second, out)
    put_back(out)
    assert json.loads((out / "sectors.geojson").read_text(encoding="utf-8"))["features"] == before
    record = json.loads((out / "record.json").read_text(encoding="utf-8"))
    assert [(one["sector_id"], one["officer"], one["phone"]) for one in record["sectors"]] == [
        ("1", "New 1", "+4520000000"),
        ("2", "Officer 2", "+4520000000"),
        ("3", "", "114"),
    ]


def test_contacts_that_an_earlier_version_kept_are_removed(write, tmp_path):
    out = tmp_path / "public"
    put_out(write("draft1", "1"), out)
    write("old", "0").rename(previous_folder(out))
    put_out(write("draft2", "1"), out)
    assert not previous_folder(out).exists()


def test_an_officer_is_known_again_by_a_mark_without_the_name(write, tmp_path):
    out = tmp_path / "public"
    put_out(write("draft1", "1"), out)
    put_out(write("draft2", "2"), out)
    kept = read_edition(previous_folder(out))
    assert kept.officers["2"].startswith("sha256:")
    assert kept.polygons == read_edition(tmp_path / "draft1").polygons
    assert changes(kept, {"1": "Officer 1", "2": "Else"}, ()).new_officer == ("2",)


def test_a_folder_with_other_files_is_never_replaced(write, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"thesis\.docx"):
        put_out(write("draft", "1"), mine)
    assert (mine / "thesis.docx").exists()


def test_what_is_no_draft_is_refused(write, tmp_path):
    draft = write("draft", "1")
    for wrong in ((tmp_path / "nothing", tmp_path / "public"), (draft, draft)):
        with pytest.raises(InputError):
            put_out(*wrong)
    with pytest.raises(InputError, match="No earlier edition"):
        put_back(draft)


@pytest.fixture
def dialog(qgis_app):
    dialog = PublishDialog()
    dialog.draft.setFilePath("")
    dialog.published.setFilePath("")
    yield dialog
    dialog.deleteLater()


def rows(dialog):
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [tuple(item.text(column) for column in range(3)) for item in items]


def test_the_dialog_shows_what_changes_and_publishes(dialog, write, tmp_path):
    assert not dialog.publish.isEnabled()
    put_out(write("old", "1"), tmp_path / "public")
    dialog.draft.setFilePath(str(write("draft", "2", officer="Somebody")))
    assert not dialog.publish.isEnabled()
    dialog.published.setFilePath(str(tmp_path / "public"))
    assert rows(dialog) == [("changed", "Sector 1", "officer: Officer 1 → Somebody 1")]
    assert dialog.publish.isEnabled()
    dialog.publish.click()
    assert edition(tmp_path / "public") == "2"
    assert rows(dialog) == []
    dialog.put_back.click()
    assert edition(tmp_path / "public") == "1"


@pytest.mark.parametrize("path", ["/", "."])
def test_the_root_of_a_drive_is_refused_as_published_folder(dialog, write, path):
    dialog.draft.setFilePath(str(write("draft", "1")))
    dialog.published.setFilePath(path)
    dialog.refresh()
    assert f"“{path}” is no folder that can be replaced" in dialog.summary.text()
    assert not dialog.publish.isEnabled()
    assert not dialog.put_back.isEnabled()


def test_photos_and_tiles_are_shown_before_they_go_out(dialog, write, tmp_path):
    from qgis.PyQt.QtGui import QImage

    draft = write("draft", "1")
    picture = QImage(256, 256, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    picture.save(str(tmp_path / "photo.jpg"), "JPEG")
    photo = "data:image/jpeg;base64," + base64.b64encode((tmp_path / "photo.jpg").read_bytes()).decode()
    found = from_document(read_document(draft), {})
    sectors = (replace(found.record.sectors[0], photo=photo), *found.record.sectors[1:])
    for zoom in (11, 12):
        (draft / "tiles" / str(zoom) / "5").mkdir(parents=True)
        picture.save(str(draft / "tiles" / str(zoom) / "5" / "7.png"))
    with_pictures = replace(
        found, record=replace(found.record, sectors=sectors), tile_zooms=(11, 12), tiles_hash=tiles_hash(draft)
    )
    write_publication(draft, with_pictures.stamped())
    dialog.published.setFilePath(str(tmp_path / "public"))
    dialog.draft.setFilePath(str(draft))
    shown = [row for row in rows(dialog) if row[0] == "look at it"]
    assert shown == [
        ("look at it", "index.html", "Photo 1"),
        ("look at it", "tiles/11/5/7.png", "Background, one of 2 tiles"),
    ]
    icons = [dialog.list.topLevelItem(row).icon(0) for row in range(2)]
    assert not any(icon.isNull() for icon in icons)
    assert dialog.publish.isEnabled()
    assert "what is out: 3." in dialog.summary.text()


def test_a_draft_with_a_leak_cannot_go_out(dialog, write, tmp_path):
    draft = write("draft", "1")
    dialog.published.setFilePath(str(tmp_path / "public"))
    page = draft / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Officer 2", "Officer 120380-1234"), encoding="utf-8")
    dialog.draft.setFilePath(str(draft))
    assert not dialog.publish.isEnabled()
    assert any(what == "do not publish" for what, _, _ in rows(dialog))
