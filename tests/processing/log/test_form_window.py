"""Forms in a real QGIS window on a virtual screen, in Danish, filled in by mouse and keyboard."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from qgis.PyQt.QtGui import QImage
from sector_planner.core.database.migrations import schema
from sector_planner.processing.framework.database import open_database

HERE = Path(__file__).parent
AREA = "POLYGON((720000 6170000,721000 6170000,721000 6171000,720000 6171000,720000 6170000))"


@pytest.fixture
def project(run, memory_layer, tmp_path, qgis_started_in):
    fields = "sector_id:integer,name:string,police_district:string"
    layer = memory_layer("Polygon", fields, [(AREA, {"sector_id": 1, "name": "Harbour", "police_district": "North"})])
    with qgis_started_in("da"):
        run("createsectordatabase", {"DATABASE": str(tmp_path / "station.gpkg"), "SECTORS": layer, "EDITION": "2026-1"})
    database = open_database(str(tmp_path / "station.gpkg"))
    database.write(
        [
            database.dialect.compose(
                "INSERT INTO {initiative!t} (name, valid_from) VALUES ('Lys i parken', '2026-01-01')"
            )
        ]
    )
    return tmp_path / "station.qgz"


def test_an_entry_is_written_by_mouse_and_keyboard(project, tmp_path):
    environment = {key: value for key, value in os.environ.items() if key not in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY")}
    settings = tmp_path / "profile" / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text("[app]\ncheckVersion=false\n[qgis]\nshowTips360=false\n")
    environment |= {
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
        "SECTOR_PLANNER_FORM": str(tmp_path),
        "SECTOR_PLANNER_PROJECT": str(project),
    }
    command = ["xvfb-run", "-a", "-s", "-screen 0 1400x1000x24", "qgis", "--nologo", "--noversioncheck", "--noplugins", "--code", str(HERE / "form_script.py")]  # fmt: skip
    subprocess.run(command, env=environment, timeout=120, capture_output=True, check=False)
    seen = json.loads((tmp_path / "seen.json").read_text(encoding="utf-8"))
    assert "error" not in seen, seen["error"]
    assert seen["title"] == "Sektorlog"
    assert seen["layers"] == len(schema())
    assert not seen["accepted_while_empty"]
    assert not seen["accepted_before_choosing"]
    assert seen["accepted_when_filled"]
    assert seen["date_has_calendar"]
    assert seen["boxes"]["place"] == ""
    assert "email" in seen["officer"]
    assert "NULL" not in seen["officer"].values()
    assert any("CPR-numre" in text for text in seen["labels"])
    assert seen["saved"], seen["errors"]
    database = open_database(str(project.with_suffix(".gpkg")))
    query = database.dialect.compose(
        "SELECT sector, target_group, theme, challenge, status, place, edition FROM {log_entry!t}"
    )
    assert database.rows(query, "sector", "target_group", "theme", "challenge", "status", "place", "edition") == [
        [1, 6, "traffic", "Stærk fart ved skolen", "open", "", "2026-1"]
    ]
    assert seen["evaluation"]["saved"], seen["evaluation"]["errors"]
    query = database.dialect.compose("SELECT initiative, title, finding, outcome, edition FROM {evaluation!t}")
    assert database.rows(query, "initiative", "title", "finding", "outcome", "edition") == [
        [1, "Første halvår", "fell_more", "Færre anmeldelser", "2026-1"]
    ]
    assert not any(QImage(str(tmp_path / f"{name}.png")).isNull() for name in ("form", "evaluation", "officer"))
