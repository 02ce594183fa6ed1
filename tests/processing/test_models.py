"""The model library: every example as it stands, in a process of its own, and what its outputs hold."""

import datetime as dt
import json
import os
import sqlite3
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProcessingFeedback, QgsProcessingModelAlgorithm

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
MODELS = sorted(path.stem for path in (ROOT / "resources" / "models").glob("*.model3"))
SECTORS = {"North": 8, "Harbour": 7, "South": 6}


def inputs_of(name, folder):
    """Return an example's inputs with its paths in `folder`."""
    given = json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8"))["inputs"]
    return {key: _in(folder, value) for key, value in given.items()}


def _in(folder, value):
    return str(folder / value[2:]) if isinstance(value, str) and value.startswith("./") else value


def in_batch(name, folder):
    """Run an example as it stands, in `folder`, as the guide says."""
    environment = os.environ | {"QGIS_CUSTOM_CONFIG_PATH": str(ROOT / "build" / "profile")}
    with (EXAMPLES / f"{name}.json").open() as told:
        done = subprocess.run(
            ["qgis_process", "run", f"sectorplanner:{name}", "-"],
            stdin=told, cwd=folder, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:] + done.stdout[-2000:]
    return json.loads(done.stdout)


def rows(path):
    """Return the rows of a GeoPackage's only table."""
    with sqlite3.connect(path) as connection:
        connection.row_factory = sqlite3.Row
        ((table,),) = connection.execute("select table_name from gpkg_contents")
        return [dict(row) for row in connection.execute(f'select * from "{table}"')]


@pytest.fixture(scope="module")
def folder(provider, tmp_path_factory):
    """A small sample city with a plan and every fourth incident, under the names that the examples read."""
    from qgis import processing

    folder = tmp_path_factory.mktemp("models")
    quiet = QgsProcessingFeedback(False)

    def made(name, output, **inputs):
        return processing.run(f"sectorplanner:{name}", {**inputs, "OUTPUT": output}, feedback=quiet)["OUTPUT"]

    city = inputs_of("samplecity", folder)
    every = city | {"UNIT_COUNT": 400, "INCIDENTS": "memory:"}
    incidents = processing.run("sectorplanner:samplecity", every, feedback=quiet)["INCIDENTS"]
    fourth = {"INPUT": incidents, "EXPRESSION": "$id % 4 = 0", "OUTPUT": city["INCIDENTS"]}
    processing.run("native:extractbyexpression", fourth, feedback=quiet)
    built = made(
        "buildplanningunits", "memory:", UNITS=city["PLANNING_UNITS"], POPULATION_FIELD="population",
        INCIDENTS=city["INCIDENTS"], EXPOSED_AREAS=city["EXPOSED_AREAS"],
    )  # fmt: skip
    told = inputs_of("plan_and_publish", folder)
    plan = {name: told[name] for name in ("DISTRICT_FIELD", "DISTRICT_SECTORS", "LINKS", "OFFICERS")}
    units = made("balancesectors", told["plan_units"], UNITS=built, EFFORT="quick", **plan)
    dissolved = made("dissolvesectors", "memory:", UNITS=units, SECTOR_FIELD="sector_id")
    made("allocateofficers", told["sectors"], SECTORS=dissolved, OFFICERS=60)
    return folder


@pytest.mark.parametrize("name", MODELS)
def test_a_model_opens_in_the_designer_with_groups_comments_and_help(provider, name):
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(ROOT / "resources" / "models" / f"{name}.model3"))
    accepted, problems = model.validate()
    assert accepted, problems
    steps = model.childAlgorithms().values()
    assert all(step.algorithm() is not None for step in steps)
    assert model.name() == name
    assert len(model.groupBoxes()) >= 3
    assert any(step.comment().description() for step in steps)
    assert model.helpContent()["ALG_DESC"]
    first = [one for one in model.parameterDefinitions() if not one.isDestination() and not one.flags() & one.FlagAdvanced]  # fmt: skip
    assert len(first) <= (12 if name == "plan_and_publish" else 8)


@pytest.mark.parametrize("name", MODELS)
def test_no_two_boxes_of_a_model_cover_each_other(provider, name):
    model = QgsProcessingModelAlgorithm()
    model.fromFile(str(ROOT / "resources" / "models" / f"{name}.model3"))
    steps = model.childAlgorithms().values()
    parts = [*model.parameterComponents().values(), *steps]
    parts += [output for step in steps for output in step.modelOutputs().values()]
    parts += [step.comment() for step in steps if step.comment().description()]
    for index, one in enumerate(parts):
        for other in parts[:index]:
            apart = one.position() - other.position()
            wide = (one.size().width() + other.size().width()) / 2
            high = (one.size().height() + other.size().height()) / 2
            assert abs(apart.x()) >= wide or abs(apart.y()) >= high, (one.description(), other.description())


def test_every_model_has_an_example_and_a_picture():
    assert {*MODELS, "samplecity"} == {path.stem for path in EXAMPLES.glob("*.json")}
    assert {f"model_{name}.png" for name in MODELS} <= {path.name for path in (ROOT / "docs" / "images").iterdir()}


def test_the_quarter_is_assessed(folder):
    in_batch("quarterly_threat", folder)
    times = [row["from_time"] or row["to_time"] or "" for row in rows(folder / "city_incidents.gpkg")]
    incidents = sum("2025-10-01" <= time[:10] <= "2025-12-31" for time in times)
    areas = rows(folder / "quarter_threat.gpkg")
    assert {row["area"] for row in areas} == {row["name"] for row in rows(folder / "city_exposed_areas.gpkg")}
    assert {row["quarter"] for row in areas} == {"2025-Q4"}
    assert all(row["residents"] > 0 for row in areas)
    assert "31 Dec 2025" in (folder / "quarter_sectors.html").read_text(encoding="utf-8")
    assert sum(row["count"] for row in rows(folder / "quarter_grid.gpkg")) == incidents
    totals = [row for row in rows(folder / "quarter_sectors.gpkg") if row["dimension"] == "total"]
    assert len(totals) == 21
    assert sum(row["count"] for row in totals) == incidents
    assert all(row["count_before"] > 0 for row in totals)
    notes = rows(folder / "quarter_notes.gpkg")
    assert {row["area"] for row in notes} == {row["area"] for row in areas}
    owners = " ".join(row["owners"] for row in rows(folder / "quarter_hot_spots.gpkg"))
    assert any(row["name"] in owners for row in rows(folder / "city_officers.gpkg") if row["role"] == "responsible")
    for report in ("threat", "hot_spots", "sectors"):
        assert "</html>" in (folder / f"quarter_{report}.html").read_text(encoding="utf-8")


def test_the_plan_is_rebalanced_and_compared(folder):
    in_batch("rebalance_and_compare", folder)
    before = {row["unit_id"]: row for row in rows(folder / "plan_units.gpkg")}
    after = {row["unit_id"]: row for row in rows(folder / "new_units.gpkg")}
    assert before.keys() == after.keys()
    assert all(str(after[key]["sector_before"]) == str(before[key]["sector_id"]) for key in before)
    moved = {key for key, row in after.items() if str(row["sector_id"]) != str(row["sector_before"])}
    assert {row["unit_id"] for row in rows(folder / "new_changed.gpkg")} == moved
    residents = sum(row["population"] for row in after.values())
    assert sum(after[key]["population"] for key in moved) <= 0.10 * residents
    assert sum(row["population"] for row in rows(folder / "new_transitions.gpkg")) == pytest.approx(residents)
    sectors = rows(folder / "new_sectors.gpkg")
    assert {name: sum(row["police_district"] == name for row in sectors) for name in SECTORS} == SECTORS
    for staffed in (sectors, rows(folder / "new_sectors_before.gpkg")):
        assert sum(row["officers"] for row in staffed) == 64
    assert not [row for row in rows(folder / "new_findings.gpkg") if row["severity"] == "error"]
    assert "Residents who change officer" in (folder / "new_comparison.html").read_text(encoding="utf-8")


def test_an_edition_is_published_with_what_changed(folder, run):
    """Two editions run in batch: the first is made here, the second is the example's, with a border moved."""
    given = inputs_of("publish_edition", folder)
    sectors = folder / "new_sectors.gpkg"
    if not sectors.exists():
        sectors.write_bytes((folder / "plan_sectors.gpkg").read_bytes())
    earlier = {"SECTORS": str(folder / "plan_sectors.gpkg"), "CONTACTS": given["CONTACTS"], "FOLDER": given["public_folder"]}  # fmt: skip
    run("exportpublicmap", earlier | {"EDITION": "2026-1"})
    told = in_batch("publish_edition", folder)["log"]["info"]
    assert any(line.startswith("Since edition 2026-1: 0 sectors new") for line in told)
    record = json.loads((folder / "public" / "record.json").read_text(encoding="utf-8"))
    kept = json.loads((folder / "public-previous" / "edition.json").read_text(encoding="utf-8"))
    assert (record["edition"], kept["edition"]) == ("2026-2", "2026-1")
    assert len(record["sectors"]) == 21
    assert (folder / "edition_leaflets.pdf").read_bytes()[:5] == b"%PDF-"
    cards = (folder / "edition_cards.html").read_text(encoding="utf-8")
    assert all(sector["officer"] in cards for sector in record["sectors"] if sector["officer"])
    assert not [row for row in rows(folder / "edition_findings.gpkg") if row["severity"] == "error"]


def test_a_forbidden_text_stops_the_edition_before_anything_is_published(folder, provider, tmp_path):
    from qgis import processing

    given = inputs_of("publish_edition", folder) | {"SECTORS": str(folder / "plan_sectors.gpkg"), "FORBIDDEN": "114"}
    given |= {"public_folder": str(tmp_path / "public"), "sheets": str(tmp_path / "a.pdf"), "cards": str(tmp_path / "c.html")}  # fmt: skip
    given |= {"findings": "memory:", "check_report": None}
    with pytest.raises(QgsProcessingException, match="114"):
        processing.run("sectorplanner:publish_edition", given, feedback=QgsProcessingFeedback(False))
    assert list(tmp_path.iterdir()) == []


def assess(folder, quarter, page):
    """Run the quarter's sector report alone; return it, or what was said instead."""
    from qgis import processing

    wanted = {"threat_areas": "memory:", "grid": "memory:", "sector_report": str(page), "QUARTER": quarter}
    given = {key: value for key, value in inputs_of("quarterly_threat", folder).items() if not key.islower()}
    try:
        processing.run("sectorplanner:quarterly_threat", given | wanted, feedback=QgsProcessingFeedback(False))
    except QgsProcessingException as error:
        return str(error)
    return page.read_text(encoding="utf-8")


def test_a_quarter_is_whole_however_it_is_written(folder, provider, tmp_path):
    told = assess(folder, "2024 k4", tmp_path / "sectors.html")
    assert "1 Oct 2024" in told
    assert "31 Dec 2024" in told


def test_without_a_quarter_it_is_the_last_that_has_ended(folder, provider, tmp_path):
    """The sample city ends before it, which is said: by the quarter or by its days, whichever step comes first."""
    today = dt.date.today()
    end = dt.date(today.year, 3 * ((today.month - 1) // 3) + 1, 1) - dt.timedelta(days=1)
    told = assess(folder, "", tmp_path / "sectors.html")
    assert f"{end.year}-Q{end.month // 3}" in told or f"{end:%d %b %Y}" in told


MISSING = {
    "quarterly_threat": ("UNITS", "CONTACTS", "EDITION"),
    "rebalance_and_compare": ("EXPOSED_AREAS", "MAX_MOVED"),
    "publish_edition": ("PUBLIC_URL", "FORBIDDEN", "WATER", "MAIN_ROADS"),
}


@pytest.mark.parametrize("name", MISSING)
def test_optional_inputs_and_results_may_be_left_out(folder, provider, tmp_path, name):
    """As in batch: results that nobody asked for are not in the way of the steps that read them."""
    from qgis.core import QgsProcessingContext

    given = inputs_of(name, folder)
    for one in MISSING[name]:
        given.pop(one)
    if name == "publish_edition":
        given["SECTORS"] = str(folder / "plan_sectors.gpkg")
    wanted = {"quarterly_threat": "threat_report", "rebalance_and_compare": "comparison", "publish_edition": "cards"}[name]  # fmt: skip
    given = {key: value for key, value in given.items() if not key.islower()} | {wanted: str(tmp_path / "page.html")}
    context = QgsProcessingContext()
    results, succeeded = provider.algorithm(name).create().run(given, context, QgsProcessingFeedback(False))
    assert succeeded
    assert "</html>" in (tmp_path / "page.html").read_text(encoding="utf-8")
    assert Path(results[wanted]) == tmp_path / "page.html"


@pytest.mark.parametrize("name", MISSING)
def test_cancel_ends_a_model_and_leaves_no_half_file(folder, provider, tmp_path, name):
    """Each step keeps or undoes its own files; what a cancelled step wrote is gone."""
    from qgis.core import QgsProcessingContext

    class CancelsAtOnce(QgsProcessingFeedback):
        def pushInfo(self, info):  # noqa: N802
            self.cancel()

    given = inputs_of(name, folder)
    if name == "publish_edition":
        given["SECTORS"] = str(folder / "plan_sectors.gpkg")
    given |= {key: str(tmp_path / Path(value).name) for key, value in given.items() if key.islower()}
    feedback = CancelsAtOnce(False)
    provider.algorithm(name).create().run(given, QgsProcessingContext(), feedback)
    assert feedback.isCanceled()
    left = {path.name for path in tmp_path.iterdir()}
    assert not {path for path in left if path.startswith(".")}
    assert len(left) < len([key for key in given if key.islower()])
    for path in tmp_path.glob("*.gpkg"):
        assert rows(path)


@pytest.mark.slow
def test_the_examples_run_one_after_another_as_the_guide_says(qgis_app, tmp_path):
    for name in ("samplecity", "plan_and_publish", "quarterly_threat", "rebalance_and_compare", "publish_edition"):
        in_batch(name, tmp_path)
    assert json.loads((tmp_path / "public" / "record.json").read_text(encoding="utf-8"))["edition"] == "2026-2"
