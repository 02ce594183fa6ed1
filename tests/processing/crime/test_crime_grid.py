import collections
import json
import math
import os
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QDateTime

SECTORS = [
    ("POLYGON((0 0,1000 0,1000 1000,0 1000,0 0))", {"sector_id": "A"}),
    ("POLYGON((1000 0,2000 0,2000 1000,1000 1000,1000 0))", {"sector_id": "B"}),
]
FIELDS = "type:string,scene:string,method:string,from_time:datetime,to_time:datetime"


def moment(text):
    return QDateTime.fromString(text, "yyyy-MM-dd HH:mm")


def incident(x, y, kind="theft", start="2024-01-01 12:00", end=None, **more):
    values = {"type": kind, "from_time": moment(start) if start else None, "to_time": moment(end) if end else None}
    return (f"POINT({x} {y})" if x is not None else None, {**values, **more})


@pytest.fixture
def incidents(memory_layer):
    return lambda rows, fields=FIELDS, **more: memory_layer("Point", fields, rows, name="incidents", **more)


@pytest.fixture
def sectors(memory_layer):
    return memory_layer("Polygon", "sector_id:string", SECTORS, name="sectors")


def rows(layer):
    return {feature["cell_id"]: feature for feature in layer.getFeatures()}


def corner_set(feature):
    return frozenset((round(vertex.x(), 3), round(vertex.y(), 3)) for vertex in feature.geometry().vertices())


def test_a_cell_tells_type_scene_time_and_method(run, incidents):
    layer = incidents(
        [
            incident(10, 10, "theft", "2024-01-01 10:00", "2024-01-01 14:00", scene="shop", method="door"),
            incident(20, 20, "theft", scene="street", method="door"),
            incident(30, 30, "fraud", scene="shop"),
            incident(600, 600, "arson", None),
        ]
    )
    settings = {"INCIDENTS": layer, "CELL_SIZE": 500, "TOP_TYPES": 2, "OUTPUT": "memory:"}
    cell = rows(run("crimegrid", settings)["OUTPUT"])["500m_0_0"]
    assert (cell["count"], cell["type_theft"], cell["type_arson"], cell["type_other"]) == (3, 2, 0, 1)
    assert (cell["scene"], cell["scene_count"], cell["method"], cell["method_count"]) == ("shop", 2, "door", 2)
    assert cell["mon_morning"] == pytest.approx(0.5, abs=1e-6)
    assert cell["mon"] == pytest.approx(3)
    assert cell["afternoon"] == pytest.approx(2.5, abs=1e-6)
    assert cell["time_unknown"] == 0


def test_incidents_on_borders_are_counted_once_and_totals_agree(run, incidents, sectors, feedback):
    places = [(x, y) for x in range(0, 2001, 250) for y in range(0, 1001, 250)]
    layer = incidents([incident(x, y) for x, y in [*places, (-1, 5), (2000.1, 5)]] + [incident(None, None)])
    for shape in ("square", "hexagon"):
        for clip in (True, False):
            result = run(
                "crimegrid",
                {
                    "INCIDENTS": layer,
                    "SECTORS": sectors,
                    "CELL_SIZE": 250,
                    "SHAPE": shape,
                    "CLIP": clip,
                    "OUTPUT": "memory:",
                },
            )
            assert (result["INCIDENTS_READ"], result["COUNTED"]) == (len(places) + 3, len(places))
            assert (result["OUTSIDE"], result["NO_PLACE"]) == (2, 1)
            assert sum(feature["count"] for feature in result["OUTPUT"].getFeatures()) == len(places)
    assert any("2 left out: outside all sectors" in line for line in feedback.lines)


def test_a_cell_belongs_to_the_sector_with_the_largest_share_and_clips_to_the_outer_border(run, incidents, sectors):
    layer = incidents([incident(950, 10)])
    settings = {"INCIDENTS": layer, "SECTORS": sectors, "CELL_SIZE": 300, "CLIP": True, "OUTPUT": "memory:"}
    output = run("crimegrid", settings)["OUTPUT"]
    cells = rows(output)
    assert (cells["300m_0_3"]["sector_id"], cells["300m_0_3"]["count"]) == ("B", 1)  # 900 to 1200: two thirds in B
    assert cells["300m_0_2"]["sector_id"] == "A"
    assert sum(feature.geometry().area() for feature in output.getFeatures()) == pytest.approx(2_000_000)


def test_a_period_counts_both_its_days_and_leaves_out_what_has_no_time(run, incidents):
    days = ["2024-01-01 23:59", "2024-01-02 00:00", "2024-01-03 23:59", "2024-01-04 00:00", None]
    layer = incidents([incident(10 + 300 * n, 10, start=day) for n, day in enumerate(days)])
    period = {"PERIOD_START": "2024-01-02", "PERIOD_END": "2024-01-03"}
    result = run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 100, **period, "OUTPUT": "memory:"})
    assert (result["COUNTED"], result["OTHER_PERIOD"], result["NO_TIME"]) == (2, 2, 1)


def test_hexagons_are_those_of_qgis(run, incidents, qgis_processing):
    from qgis import processing

    layer = incidents([incident(0, 0), incident(2000, 1500)])
    ours = run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 200, "SHAPE": "hexagon", "OUTPUT": "memory:"})["OUTPUT"]
    pitch = 0.866025403784439 * 200
    extent = f"{-4 * pitch},{20 * pitch},-1000,2000 [EPSG:25832]"
    grid = {"TYPE": 4, "EXTENT": extent, "HSPACING": 200, "VSPACING": 200, "CRS": "EPSG:25832", "OUTPUT": "memory:"}
    theirs = processing.run("native:creategrid", grid)["OUTPUT"]
    corners = {corner_set(feature) for feature in theirs.getFeatures()}
    drawn = {corner_set(feature) for feature in ours.getFeatures()}
    assert len(drawn) > 50
    assert drawn <= corners


def test_real_robberies_agree_with_an_independent_count(run, shared_data):
    file = shared_data("memphis_hotspot/memphis.gpkg")
    layer = QgsVectorLayer(f"{file}|layername=memphis_robberies", "robberies", "ogr")
    settings = {
        "INCIDENTS": layer,
        "CELL_SIZE": 500,
        "TYPE_FIELD": "offense_type",
        "FROM_FIELD": "date",
        "OUTPUT": "memory:",
    }
    result = run("crimegrid", settings)
    from qgis.core import QgsCoordinateTransform, QgsCoordinateTransformContext

    transform = QgsCoordinateTransform(layer.crs(), result["OUTPUT"].crs(), QgsCoordinateTransformContext())
    expected, weekdays = collections.Counter(), collections.Counter()
    for feature in layer.getFeatures():
        place = transform.transform(feature.geometry().asPoint())
        expected[f"500m_{math.floor(place.y() / 500)}_{math.floor(place.x() / 500)}"] += 1
        weekdays[feature["date"].toPyDateTime().weekday()] += 1
    cells = rows(result["OUTPUT"])
    assert {name: cell["count"] for name, cell in cells.items() if cell["count"]} == dict(expected)
    found = [sum(cell[day] for cell in cells.values()) for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]
    assert found == [weekdays[day] for day in range(7)]
    assert result["COUNTED"] == layer.featureCount() == 2245


def test_invalid_precincts_are_repaired_and_the_one_robbery_outside_is_told(run, shared_data, feedback):
    file = shared_data("memphis_hotspot/memphis.gpkg")
    settings = {
        "INCIDENTS": f"{file}|layername=memphis_robberies",
        "SECTORS": f"{file}|layername=memphis_precincts",
        "SECTOR_FIELD": "precinct",
        "FROM_FIELD": "date",
        "OUTPUT": "memory:",
    }
    result = run("crimegrid", settings)
    assert (result["COUNTED"], result["OUTSIDE"]) == (2244, 1)
    assert sum(feature["count"] for feature in result["OUTPUT"].getFeatures()) == 2244


def test_national_cells_are_drawn_in_their_own_crs(run, incidents):
    layer = incidents([incident(12.53, 55.70), incident(12.54, 55.71)], crs="EPSG:4326")
    output = run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 1000, "SHAPE": "national", "OUTPUT": "memory:"})[
        "OUTPUT"
    ]
    assert output.crs().authid() == "EPSG:25832"
    assert "1km_6178_721" in rows(output)
    grid = run("nationalgrid", {"EXTENT_LAYER": layer, "CELL_SIZE": "1km", "OUTPUT": "memory:"})["OUTPUT"]
    assert set(rows(grid)) == set(rows(output))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"CELL_SIZE": 5000}, "5000 m is larger than the area"),
        ({"CELL_SIZE": 0.1}, "at most 20,000,000"),
        ({"SHAPE": "national"}, "no cells of 250 m"),
        ({"TYPE_FIELD": "kind"}, "no field “kind”.*type, scene"),
        ({"PERIOD_START": "2030-01-01"}, "No incident lies in the period 1 Jan 2030.*1 Jan 2024 to 1 Jan 2024"),
        ({"PERIOD_START": "2024-02-01", "PERIOD_END": "2024-01-01"}, "before it starts"),
        ({"TIME_ZONE": "Nowhere"}, "“Nowhere” is not a time zone"),
        ({"X_FIELD": "type"}, "belong together"),
    ],
)
def test_wrong_values_are_refused_with_what_was_found(run, incidents, sectors, change, message):
    layer = incidents([incident(10, 10), incident(900, 900)])
    settings = {"INCIDENTS": layer, "SECTORS": sectors, "CELL_SIZE": 250, "OUTPUT": "memory:", **change}
    with pytest.raises(QgsProcessingException, match=message):
        run("crimegrid", settings)


def test_polygons_are_no_incidents(run, sectors):
    with pytest.raises(QgsProcessingException, match="sectors.*holds Polygon, not points"):
        run("crimegrid", {"INCIDENTS": sectors, "OUTPUT": "memory:"})


def test_dates_that_are_none_are_named_by_their_first_five_rows(run, incidents):
    layer = incidents([incident(100 * n, 10 * n, kind=f"no date {n}") for n in range(12)])
    with pytest.raises(QgsProcessingException, match="12 values are not dates.*row 1: “no date 0”.*row 5: “no date 4”"):
        run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 100, "FROM_FIELD": "type", "OUTPUT": "memory:"})


def test_a_table_of_danish_texts_is_read_by_its_columns(run, tmp_path):
    file = tmp_path / "anmeldelser.csv"
    file.write_text(
        "type;lat;lon;fra;til\n"
        'Indbrud;55,7000;12,5300;"31-03-2024 01:30";"31-03-2024 03:30"\n'
        'Vold;55,7100;12,5400;"1/4/24 kl. 13.15";\n'
        "Hærværk;;;;\n",
        encoding="utf-8",
    )
    layer = QgsVectorLayer(f"file://{file}?delimiter=;&geomType=none&detectTypes=no", "anmeldelser", "delimitedtext")
    assert layer.isValid()
    fields = {"TYPE_FIELD": "type", "FROM_FIELD": "fra", "TO_FIELD": "til", "X_FIELD": "lon", "Y_FIELD": "lat"}
    result = run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 100, **fields, "OUTPUT": "memory:"})
    assert (result["INCIDENTS_READ"], result["COUNTED"], result["NO_PLACE"]) == (3, 2, 1)
    assert result["OUTPUT"].crs().authid() == "EPSG:25832"
    assert {"type_indbrud", "type_vold"} <= set(result["OUTPUT"].fields().names())
    cells = list(result["OUTPUT"].getFeatures())
    assert sum(cell["sun_night"] for cell in cells) == 1.0
    assert sum(cell["mon_afternoon"] for cell in cells) == 1.0


def test_the_fast_reader_and_the_features_give_the_same(run, incidents, tmp_path, qgis_processing):
    from qgis import processing

    layer = incidents(
        [
            incident(10, 10, "Hærværk", "2024-01-01 10:00", "2024-01-01 14:00", scene="gård"),
            incident(None, None, None, None),
            incident(700, 20, None, None, "2024-01-02 01:00"),
            incident(710, 20, "", "2024-01-02 05:00", "2024-01-02 01:00", method="x"),
        ]
    )
    for suffix in ("gpkg", "fgb", "geojson"):
        path = str(tmp_path / f"incidents.{suffix}")
        # What has no geometry is refused by newer GDAL in a FlatGeobuf with an index, and dropped by older in any.
        options = {"LAYER_OPTIONS": "SPATIAL_INDEX=NO"} if suffix == "fgb" else {}
        processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": path, **options})
        made = []
        for source in (layer, QgsVectorLayer(path, "incidents", "ogr")):
            result = run("crimegrid", {"INCIDENTS": source, "CELL_SIZE": 100, "OUTPUT": "memory:"})
            made.append([feature.attributes() for feature in result["OUTPUT"].getFeatures()])
            dropped = 4 - source.featureCount()
            assert (result["COUNTED"], result["NO_PLACE"]) == (3, 1 - dropped)
            assert not dropped or suffix == "fgb"
        assert made[0] == made[1]


def test_a_subset_of_a_file_is_respected(run, shared_data):
    file = shared_data("memphis_hotspot/memphis.gpkg")
    layer = QgsVectorLayer(f'{file}|layername=memphis_robberies|subset="fid" <= 100', "robberies", "ogr")
    result = run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 500, "FROM_FIELD": "date", "OUTPUT": "memory:"})
    assert result["INCIDENTS_READ"] == 100


def test_selected_features_only_are_respected(run, incidents):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject

    layer = incidents([incident(10 + 300 * n, 10) for n in range(5)])
    QgsProject.instance().addMapLayer(layer)
    layer.select([feature.id() for feature in layer.getFeatures()][:2])
    source = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    result = run("crimegrid", {"INCIDENTS": source, "CELL_SIZE": 100, "OUTPUT": "memory:"})
    QgsProject.instance().removeMapLayer(layer)
    assert result["INCIDENTS_READ"] == 2


HARM = {
    "danish.csv": "Forbrydelse;Paragraf;Dage\nTheft;§ 276;8,5\nARSON;§ 181;1.825,0\n",
    "cambridge.csv": 'Offence,Days\ntheft,8.5\narson,"1,825"\n',
}


@pytest.mark.parametrize("name", HARM)
def test_harm_weighs_types_by_a_table(run, incidents, tmp_path, feedback, name):
    file = tmp_path / name
    file.write_text(HARM[name], encoding="utf-8")
    layer = incidents([incident(10, 10), incident(20, 20), incident(30, 30, "arson"), incident(800, 800, "fraud")])
    settings = {"INCIDENTS": layer, "CELL_SIZE": 500, "HARM_WEIGHTS": str(file), "OUTPUT": "memory:"}
    cells = rows(run("crimegrid", settings)["OUTPUT"])
    assert cells["500m_0_0"]["harm"] == 2 * 8.5 + 1825
    assert cells["500m_1_1"]["harm"] == 0
    assert any("1 types have no weight of harm and count as none: fraud" in line for line in feedback.warnings)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("type;weight\ntheft;much\n", "no column holds a number in every row"),
        ("type;weight\ntheft;5\nTheft;6\n", "row 3: type “Theft” has a negative weight, or a second one"),
    ],
)
def test_a_table_of_harm_that_cannot_be_used_is_refused(run, incidents, tmp_path, text, message):
    file = tmp_path / "harm.csv"
    file.write_text(text, encoding="utf-8")
    layer = incidents([incident(10, 10), incident(900, 900)])
    with pytest.raises(QgsProcessingException, match=message):
        run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 500, "HARM_WEIGHTS": str(file), "OUTPUT": "memory:"})


def test_an_excel_file_of_danish_texts_is_read(run, tmp_path, qgis_processing):
    from qgis import processing
    from qgis.core import QgsVectorLayer as Layer

    table = Layer("None?field=type:string&field=lon:double&field=lat:double&field=fra:string", "anmeldelser", "memory")
    from qgis.core import QgsFeature

    features = []
    for values in (["Indbrud", 12.53, 55.70, "31-03-2024 01:30"], ["Vold", 12.54, 55.71, "01-04-2024 13:15"]):
        feature = QgsFeature(table.fields())
        feature.setAttributes(values)
        features.append(feature)
    table.dataProvider().addFeatures(features)
    path = str(tmp_path / "anmeldelser.xlsx")
    processing.run("native:savefeatures", {"INPUT": table, "OUTPUT": path})
    fields = {"FROM_FIELD": "fra", "X_FIELD": "lon", "Y_FIELD": "lat"}
    result = run("crimegrid", {"INCIDENTS": path, "CELL_SIZE": 100, **fields, "OUTPUT": "memory:"})
    assert (result["INCIDENTS_READ"], result["COUNTED"]) == (2, 2)
    assert sum(cell["sun_night"] for cell in result["OUTPUT"].getFeatures()) == 1.0


def test_a_wrong_crs_is_suspected_where_nothing_was_counted(run, incidents, sectors):
    layer = incidents([incident(12.53, 55.70), incident(12.54, 55.71)])  # degrees, said to be metres
    far = {"INCIDENTS": layer, "SECTORS": sectors, "CELL_SIZE": 250, "OUTPUT": "memory:"}
    assert run("crimegrid", far)["COUNTED"] == 2  # the sectors of this test lie at the origin
    layer = incidents([incident(-12.53, 55.70)])
    with pytest.raises(QgsProcessingException, match="1 lie outside all sectors.*Check the layers' CRS"):
        run("crimegrid", {**far, "INCIDENTS": layer})


def test_a_cancelled_or_failed_run_leaves_no_file_and_the_source_as_it_was(provider, incidents, feedback, tmp_path):
    from qgis.core import QgsProcessingContext

    layer, output = incidents([incident(10 * n, 5 * n) for n in range(500)]), tmp_path / "grid.gpkg"
    before = [feature.attributes() for feature in layer.getFeatures()]
    algorithm = provider.algorithm("crimegrid").create()
    settings = {"INCIDENTS": layer, "CELL_SIZE": 10, "OUTPUT": str(output)}
    feedback.cancel()
    results, _ = algorithm.run(settings, QgsProcessingContext(), feedback)
    assert results == {}
    assert list(tmp_path.iterdir()) == []
    assert [feature.attributes() for feature in layer.getFeatures()] == before


def test_qgis_process_runs_it(shared_data, tmp_path):
    file, output = shared_data("memphis_hotspot/memphis.gpkg"), tmp_path / "grid.gpkg"
    command = ["qgis_process", "--json", "run", "sectorplanner:crimegrid", "--CELL_SIZE=2000", "--FROM_FIELD=date"]
    command += [f"--INCIDENTS={file}|layername=memphis_robberies", f"--OUTPUT={output}", "--WORKERS=2"]
    profile = Path(__file__).resolve().parents[3] / "build" / "profile"
    environment = os.environ | {"QGIS_CUSTOM_CONFIG_PATH": str(profile)}  # pytest-qgis sets its own
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, env=environment)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]["COUNTED"] == 2245
    assert output.exists()


def test_dates_without_a_clock_are_spread_over_their_day_however_they_are_read(run, memory_layer, tmp_path, feedback):
    from qgis import processing
    from qgis.PyQt.QtCore import QDate

    points = [(f"POINT({30 * n} {30 * n})", {"day": QDate(2024, 1, 1), "text": "02-01-2024"}) for n in range(30)]
    layer, path = memory_layer("Point", "day:date,text:string", points), str(tmp_path / "days.gpkg")
    processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": path})
    for source in (layer, path):
        for field, weekday in (("day", "mon"), ("text", "tue")):
            result = run("crimegrid", {"INCIDENTS": source, "CELL_SIZE": 300, "FROM_FIELD": field, "OUTPUT": "memory:"})
            cells = list(result["OUTPUT"].getFeatures())
            assert [sum(cell[part] for cell in cells) for part in (weekday, "night", "evening")] == [30, 7.5, 7.5]
    assert not any("midnight" in line for line in feedback.lines)


def test_clocks_of_midnight_are_suspected_to_be_dates(run, incidents, feedback):
    layer = incidents(
        [incident(30 * n, 30 * n, start="2024-01-01 00:00" if n < 25 else "2024-01-01 09:30") for n in range(60)]
    )
    run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 300, "OUTPUT": "memory:"})
    assert any("25 of 60 times are midnight to the second" in line for line in feedback.warnings)


def test_the_layer_is_asked_on_its_own_thread_and_the_work_runs_on_another(
    provider, shared_data, feedback, monkeypatch
):
    from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext
    from qgis.PyQt.QtCore import QCoreApplication, QThread
    from sector_planner.processing.framework import incident_stream
    from sector_planner.processing.framework.files.providers import DirectSource

    asked, read = [], []
    look, open_table = DirectSource.of.__func__, incident_stream._open
    main = QCoreApplication.instance().thread()
    monkeypatch.setattr(
        DirectSource,
        "of",
        classmethod(lambda cls, layer: (asked.append(QThread.currentThread() == main), look(cls, layer))[1]),
    )
    monkeypatch.setattr(
        incident_stream, "_open", lambda *given: (read.append(QThread.currentThread() == main), open_table(*given))[1]
    )
    file = shared_data("memphis_hotspot/memphis.gpkg")
    layer = QgsVectorLayer(f"{file}|layername=memphis_robberies", "robberies", "ogr")
    context, done = QgsProcessingContext(), []
    settings = {"INCIDENTS": layer, "CELL_SIZE": 1000, "FROM_FIELD": "date", "OUTPUT": "memory:"}
    task = QgsProcessingAlgRunnerTask(provider.algorithm("crimegrid").create(), settings, context, feedback)
    task.executed.connect(lambda successful, results: done.append((successful, results["COUNTED"])))
    QgsApplication.taskManager().addTask(task)
    for _ in range(600):
        QCoreApplication.processEvents()
        if done:
            break
        QThread.msleep(50)
    assert done == [(True, 2245)]
    assert (asked, read) == ([True], [False])


@pytest.mark.parametrize(("name", "more"), [("crimegrid", {}), ("crimeprofile", {"PERIOD_END": "2024-02-01"})])
def test_a_period_without_any_date_is_refused(run, memory_layer, sectors, name, more):
    layer = memory_layer("Point", "type:string", [("POINT(5 5)", {}), ("POINT(900 900)", {})])
    settings = {"INCIDENTS": layer, "AREAS": sectors, "PERIOD_START": "2024-01-01", "OUTPUT": "memory:", **more}
    with pytest.raises(QgsProcessingException, match="A period needs incidents with dates"):
        run(name, settings)
