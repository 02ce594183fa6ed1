"""Every fault that the program was mended of, put back on purpose in a copy of it: the test that names it must fail.

What a browser shows is broken in test_mutation.py and test_map.py beside this one; here the makers of the page are.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
COPIED = (
    "core",
    "processing",
    "resources",
    "tests",
    "__init__.py",
    "pyproject.toml",
    "metadata.txt",
    "ui",
    "plugin.py",
    "tools",
)
CORE, PAGE, EXPORT = "tests/core/publish/", "tests/web/public/", "tests/processing/publish/test_export_public_map.py::"
STREETS, GEOMETRY, CHECK = "resources/web/streets.js", "core/publish/map_geometry.py", "core/publish/leak_check.py"
BACKGROUND, PHOTOS = "processing/algorithms/publish/_background.py", "processing/algorithms/publish/_photos.py"
# name, file, text in it, what it becomes, the test that has to fail
MUTANTS = [
    # 1. Right officer, always
    ("another border, the same stamp", "core/publish/model.py", "_digest([shape.sector_id for shape in publication.shapes], publication.borders)", "_digest([])", CORE + "test_web_page.py::test_the_stamp_changes_with_whatever_is_published"),
    ("houses 12A and 12B are one", "core/publish/street_index.py", "([a-zA-Z](?![a-zA-Z]))?", "()", CORE + "test_events_and_streets.py::test_house_letters_tell_sectors_apart"),
    ("streets of one name in two towns are one", "core/publish/street_index.py", "streets[names[row], places[row]]", 'streets[names[row], ""]', CORE + "test_events_and_streets.py::test_streets_of_one_name_are_told_apart_by_postal_code_and_town"),
    ("a drawn border passes for the true one", "resources/web/page.html.j2", '{{ record.drawn_within_m }} {{', '{{', CORE + "test_web_page.py::test_page_and_map_file_say_how_far_a_drawn_border_may_be_off"),
    ("an event past midnight is over before it ends", "core/publish/events.py", 'return f"{self.last_day()}T', 'return f"{self.date}T', CORE + "test_events_and_streets.py::test_an_event_past_midnight_ends_on_the_next_day_on_the_page_and_in_the_calendar"),
    ("past events are exported", "core/publish/events.py", "if today is None or event.last_day() >= today.isoformat():", "if True:", CORE + "test_events_and_streets.py::test_events_that_are_over_are_not_exported"),
    ("the edition that is kept holds contacts", "core/publish/release.py", 'found["sectors"] = [one | _NOBODY for one in found["sectors"]]', "pass", "tests/ui/dialogs/test_publish.py::test_a_withdrawn_officer_is_out_of_reach_as_soon_as_the_next_edition_is_out"),
    # 2. The address first
    ("a range of houses is one house", STREETS, '"range": "^[', '"range": "^![', "tests/core/base/test_addresses.py::test_all_parts_of_an_address_are_read"),
    ("the number cannot come first", STREETS, '"number_first": "^(', '"number_first": "^!(', "tests/core/base/test_addresses.py"),
    ("a town is part of the street", STREETS, '"post_last": "^(', '"post_last": "^!(', "tests/core/base/test_addresses.py"),
    ("Gl. is no Gammel", STREETS, '"gammel "', '"gl "', "tests/core/base/test_addresses.py"),
    ("Skt. is no Sankt", STREETS, '["sankt "]', '["skt "]', "tests/core/base/test_addresses.py"),
    ("letters without their accents are others", STREETS, '["aa", "a"]', '["aa", "aa"]', "tests/core/base/test_addresses.py"),
    ("the page reads otherwise than the program", STREETS, ".exec(text);", ".exec(text.slice(1));", PAGE + "test_addresses_page.py"),
    # 3. A map people recognise
    ("only the largest part has a number", GEOMETRY, "for part in parts if part.area", "for part in parts[:1] if part.area", CORE + "test_map_geometry.py::test_every_larger_part_of_a_sector_has_a_mark_and_a_speck_has_none"),
    ("the sea ends at a line", GEOMETRY, "_drawn_out(water, area, frame.bounds) & frame", "water & frame", CORE + "test_map_geometry.py::test_a_sea_whose_layer_ends_at_a_straight_line_goes_on_to_the_edge_of_the_map"),
    ("a street's name stands on its head", GEOMETRY, "upright = turn - 180 * round(turn / 180)", "upright = turn", CORE + "test_map_geometry.py::test_a_street_is_named_along_its_straightest_stretch_and_never_upside_down"),
    ("any number of places", GEOMETRY, "if len(found) > MOST_LABELS:", "if False:", CORE + "test_map_geometry.py::test_so_many_names_can_be_no_districts_stations_or_places"),
    ("streets are named unasked", "processing/algorithms/publish/_publication.py", '(kind != "street" or run.text(field)) and', "", EXPORT + "test_streets_are_named_only_when_their_field_is_chosen"),
    ("tiles in any style", "processing/algorithms/publish/export_public_map.py", "if is_quiet and", "if False and", EXPORT + "test_tiles_are_drawn_in_a_quiet_style_of_our_own_or_in_the_projects"),
    # 5. A check that can be trusted
    ("files are not made again", CHECK, "line = _first_difference(content, (folder / name).read_bytes())", "line = 0", PAGE + "test_public_check.py::test_every_kind_of_fault_is_found"),
    ("any file may lie in the folder", CHECK, "if path.is_symlink() or not (", "if False and not (", PAGE + "test_public_check.py::test_every_kind_of_fault_is_found"),
    ("tiles are not compared", CHECK, "if tiles_hash(folder) != publication.tiles_hash:", "if False:", PAGE + "test_public_check.py::test_every_kind_of_fault_is_found"),
    ("a record written by hand passes", CHECK, "if not is_plain:", "if False:", PAGE + "test_public_check.py::test_a_record_written_by_hand_and_stamped_anew_is_found_by_its_values"),
    ("names on the map are not read", CHECK, "borders|steps|water|roads", "borders|steps|water|roads|labels", EXPORT + "test_names_of_districts_stations_places_and_streets_go_out_and_nothing_else_of_their_layers"),
    ("a map of points as background", BACKGROUND, "if not points_too and layer.geometryType()", "if False and layer.geometryType()", EXPORT + "test_a_map_of_incidents_cannot_be_background"),
    ("a map of crime as background", BACKGROUND, "if any(known <= fields for known in CRIME_FIELDS):", "if False:", EXPORT + "test_a_map_of_incidents_cannot_be_background"),
    ("the sector log as background", BACKGROUND, "if _table(layer) in PRIVATE_TABLES:", "if False:", EXPORT + "test_a_table_of_the_log_cannot_be_background"),
    ("a photo lies on its side", PHOTOS, "reader.setAutoTransform(True)", "reader.setAutoTransform(False)", EXPORT + "test_a_photo_is_shown_the_way_the_camera_was_held"),
    ("what is clear in a photo is black", PHOTOS, "paper.fill(Qt.GlobalColor.white)", "paper.fill(Qt.GlobalColor.black)", EXPORT + "test_a_transparent_photo_is_shown_on_white"),
    ("a photo that was cut off", PHOTOS, "or not is_whole_picture(file.read_bytes())", "", EXPORT + "test_a_photo_that_was_cut_off_is_refused"),
    ("long texts are cut", "core/publish/contacts.py", "if problem := length_problem(text, limit):", "if False:", CORE + "test_contacts.py::test_a_text_that_is_too_long_is_refused_and_not_cut"),
    # 6. Fast and calm
    ("the page is as long as the list", "resources/web/page.css", ".js:not(.unfolded) .cards { display: none; }", "", PAGE + "test_ten_checks.py::test_the_page_is_not_longer_for_more_sectors"),
    ("the search waits for the map", "core/publish/web_page.py", '("words.js", "streets.js", "page.js"), ("geometry.js",', '("words.js", "streets.js"), ("page.js", "geometry.js",', PAGE + "test_ten_checks.py::test_the_search_works_before_the_map_has_come"),
]  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy") / "sector_planner"
    folder.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    for name in ("vendor", "build", "i18n", "docs"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("place", "old", "new", "test"), [mutant[1:] for mutant in MUTANTS], ids=[mutant[0] for mutant in MUTANTS])  # fmt: skip
def test_every_fault_put_back_is_caught(place, old, new, test, copy, tmp_path):
    path = copy / place
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        command = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-p",
            "no:xdist",
            f"--basetemp={tmp_path / 'runs'}",
            test,
        ]
        found = subprocess.run(command, cwd=copy, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True, text=True, check=False)  # fmt: skip
    finally:
        path.write_text(text, encoding="utf-8")
    assert found.returncode == 1, found.stdout[-2000:]
    assert "failed" in found.stdout
