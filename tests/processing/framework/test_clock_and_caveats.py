"""Times of every kind of layer come on one clock, and what is odd about them stands beside every figure."""

import datetime as dt
import json

import pytest
from osgeo import ogr
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

SQUARE = "POLYGON((700000 6170000,701000 6170000,701000 6171000,700000 6171000,700000 6170000))"
HALF_PAST_MIDNIGHT = QDateTime(QDate(2026, 7, 4), QTime(22, 30), Qt.TimeSpec.UTC)  # of Sunday 5 July, in Denmark


@pytest.fixture
def sectors(memory_layer):
    return memory_layer("Polygon", "sector_id:string,population:integer", [(SQUARE, {"sector_id": "A"})])


@pytest.fixture
def incidents(memory_layer):
    def make(times, kind="datetime", ends=None):
        rows = [
            (
                f"POINT({700010 + 10 * n} 6170500)",
                {"type": "theft", "from_time": time, "to_time": ends[n] if ends else None},
            )
            for n, time in enumerate(times)
        ]
        return memory_layer("Point", f"type:string,from_time:{kind},to_time:{kind}", rows, name="incidents")

    return make


def days(result):
    found = dict.fromkeys(("sat", "sun", "night", "evening", "time_unknown", "count"), 0)
    for feature in result["OUTPUT"].getFeatures():
        for name in found:
            found[name] += feature[name]
    return {name: round(value) for name, value in found.items() if round(value)}


@pytest.mark.parametrize("driver", [None, "GPKG", "GeoJSON", "FlatGeobuf", "CSV", "SQLite"])
def test_times_in_utc_are_put_on_the_clock_whatever_the_file(
    run, incidents, feedback, tmp_path, qgis_processing, driver
):
    layer = incidents([HALF_PAST_MIDNIGHT] * 3)
    if driver:
        from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = driver
        options.layerOptions = ["GEOMETRY=AS_WKT"] if driver == "CSV" else []
        path = str(tmp_path / f"incidents.{'fgb' if driver == 'FlatGeobuf' else driver.lower()}")
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsCoordinateTransformContext(), options)
        layer = QgsVectorLayer(path, "incidents", "ogr")
        if driver == "CSV":
            layer.setCrs(incidents([]).crs())
    result = run("crimegrid", {"INCIDENTS": layer, "CELL_SIZE": 500, "TOP_TYPES": 0, "OUTPUT": "memory:"})
    assert days(result) == {"sun": 3, "night": 3, "count": 3}
    assert "Field “from_time”: 3 times have an offset from UTC and were put on the clock of Europe/Copenhagen." in (
        feedback.warnings
    )


def test_a_time_zone_of_ones_own_is_the_one_whose_clock_counts(run, incidents):
    result = run(
        "crimegrid",
        {"INCIDENTS": incidents([HALF_PAST_MIDNIGHT]), "TIME_ZONE": "UTC", "CELL_SIZE": 500, "OUTPUT": "memory:"},
    )
    assert days(result) == {"sat": 1, "evening": 1, "count": 1}


def test_a_layer_that_mixes_both_is_told_with_how_many_of_which_in_log_and_report(
    run, incidents, sectors, feedback, tmp_path
):
    plain = QDateTime(QDate(2026, 7, 5), QTime(0, 30))
    layer = incidents([HALF_PAST_MIDNIGHT, HALF_PAST_MIDNIGHT, plain])
    report = tmp_path / "report.html"
    day = {"PERIOD_START": "5/7-2026", "PERIOD_END": "05.07.26"}
    run("crimeprofile", {"AREAS": sectors, "INCIDENTS": layer, "OUTPUT": "memory:", "REPORT": str(report), **day})
    said = "Field “from_time” mixes times: 2 have an offset from UTC and were put on the clock of Europe/Copenhagen, 1 have none"
    assert any(line.startswith(said) for line in feedback.warnings)
    assert said in report.read_text(encoding="utf-8")


def test_a_day_of_a_period_that_is_none_is_refused_and_not_left_out(run, incidents):
    layer = incidents([HALF_PAST_MIDNIGHT])
    for text, words in (
        ("30/2-2026", "There is no such day"),
        ("soon", "Write the day"),
        ("07/15/2026", "month stands"),
    ):
        with pytest.raises(QgsProcessingException, match=words):
            run("crimegrid", {"INCIDENTS": layer, "PERIOD_START": text, "CELL_SIZE": 500, "OUTPUT": "memory:"})


def at(hour, day=4):
    return QDateTime(QDate(2026, 7, day), QTime(hour, 0))


NIGHTS = ([at(22, 1 + n) for n in range(25)], [at(6, 1 + n) for n in range(25)])
MIDNIGHTS = ([at(0, 1 + n) for n in range(25)], None)
REVERSED, MIDNIGHT = "25 incidents end before they begin on the same day", "25 of 25 times are midnight to the second"


@pytest.mark.parametrize(("times", "said"), [(NIGHTS, REVERSED), (MIDNIGHTS, MIDNIGHT)], ids=["nights", "midnights"])
@pytest.mark.parametrize("algorithm", ["crimegrid", "crimeprofile", "threatassessment", "allocateofficers"])
def test_every_count_by_the_clock_tells_the_same_of_its_times(
    run, incidents, memory_layer, feedback, tmp_path, algorithm, times, said
):
    report = tmp_path / "report.html"
    settings = by_the_clock(memory_layer, report)[algorithm]
    layer = incidents(times[0], ends=times[1])
    run(algorithm, {"INCIDENTS": layer, "OUTPUT": "memory:", **settings})
    if "REPORT" in settings:
        page = report.read_text(encoding="utf-8")
        assert said in page
        assert ("No shifts are planned" in page) == (algorithm == "allocateofficers")
    assert sum(said in line for line in feedback.warnings) == 1


def test_nights_with_the_day_of_their_start_count_for_the_day_at_an_unknown_time(run, incidents, sectors):
    period = {"PERIOD_START": "2026-07-01", "PERIOD_END": "2026-07-31", "PERIODS": "month"}
    layer = incidents(NIGHTS[0], ends=NIGHTS[1])
    result = run("crimegrid", {"INCIDENTS": layer, "SECTORS": sectors, "CELL_SIZE": 500, "OUTPUT": "memory:", **period})
    assert days(result) == {"count": 25, "time_unknown": 25}
    assert sum(feature["period_2026_07"] for feature in result["OUTPUT"].getFeatures()) == 25


def test_doubles_and_missing_places_stand_in_the_report_of_near_repeats_and_profile(
    run, memory_layer, sectors, feedback, tmp_path
):
    rows = [("POINT(700100 6170500)", {"from_time": at(10)})] * 3 + [
        (f"POINT({700100 + n} 6170500)", {"from_time": at(11, 1 + n)}) for n in range(5)
    ]
    layer = memory_layer("Point", "from_time:datetime", [*rows, (None, {"from_time": at(9)})], name="incidents")
    report = tmp_path / "report.html"
    doubles = "2 incidents have the very place, time and type of another"
    for name, more in (("nearrepeats", {"PERMUTATIONS": 19}), ("crimeprofile", {"AREAS": sectors})):
        run(name, {"INCIDENTS": layer, "OUTPUT": "memory:", "REPORT": str(report), **more})
        text = report.read_text(encoding="utf-8")
        assert doubles in text
        assert "place" in text.split(doubles)[0][-2000:]
    assert any("1 of 9 incidents have no usable place" in line for line in feedback.warnings)


@pytest.mark.parametrize("driver", ["XLSX", "ODS"])
def test_real_time_cells_of_a_spreadsheet_are_times(run, tmp_path, driver):
    from sector_planner.core.imports.cells import clock, day
    from sector_planner.processing.framework.files.spreadsheets import read_sheet

    path = tmp_path / f"requests.{driver.lower()}"
    table = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    sheet = table.CreateLayer("sheet")
    for name, kind in (
        ("Sted", ogr.OFTString),
        ("Dag", ogr.OFTDate),
        ("Fra", ogr.OFTTime),
        ("Modtaget", ogr.OFTDateTime),
    ):
        sheet.CreateField(ogr.FieldDefn(name, kind))
    feature = ogr.Feature(sheet.GetLayerDefn())
    feature.SetField("Sted", "Torvet")
    feature.SetField("Dag", 2026, 1, 5, 0, 0, 0, 0)
    feature.SetField("Fra", 0, 0, 0, 14, 30, 0, 0)
    feature.SetField("Modtaget", 2026, 1, 4, 9, 15, 0, 0)
    sheet.CreateFeature(feature)
    del feature, sheet, table
    (_, cells), *_ = read_sheet(path).rows
    assert cells[0] == "Torvet"
    assert [day(cells[1]), day(cells[3])] == [dt.date(2026, 1, 5), dt.date(2026, 1, 4)]
    assert [clock(cells[2]), clock(cells[3])] == ["14:30", "09:15"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (QDateTime(QDate(1899, 12, 30), QTime(14, 30)), "14:30:00"),  # some writers keep a time as one of that day
        (QDateTime(QDate(1899, 12, 31), QTime(0, 0)), "24:00"),
        (QDateTime(QDate(2026, 1, 5), QTime(0, 0)), "2026-01-05"),
        (QDateTime(QDate(2026, 1, 5), QTime(9, 15)), "2026-01-05 09:15:00"),
        (QTime(0, 0), "00:00:00"),
        (QDate(2026, 1, 5), "2026-01-05"),
        (3.0, "3"),
    ],
)
def test_cells_of_days_and_times_become_texts_that_say_what_they_show(cell, text):
    from sector_planner.processing.framework.files.spreadsheets import _text

    assert _text(cell) == text


def test_a_length_of_time_in_a_spreadsheet_is_a_time_of_the_day(run, tmp_path):
    """GDAL hands over a cell formatted [h]:mm as a share of a day: 24:00 is 1.0, which is not one o'clock."""
    from sector_planner.core.imports.cells import clock
    from sector_planner.processing.framework.files.spreadsheets import read_sheet

    path = tmp_path / "bookings.ods"
    table = ogr.GetDriverByName("ODS").CreateDataSource(str(path))
    sheet = table.CreateLayer("sheet")
    for name, kind in (("Til", ogr.OFTReal), ("Andel", ogr.OFTReal)):
        sheet.CreateField(ogr.FieldDefn(name, kind))
    for share in (1.0, 0.25, 0.604166666666667):
        feature = ogr.Feature(sheet.GetLayerDefn())
        feature.SetField("Til", share)
        feature.SetField("Andel", 10 * share)
        sheet.CreateFeature(feature)
    del feature, sheet, table
    rows = [cells for _, cells in read_sheet(path).rows]
    assert [clock(cells[0]) for cells in rows] == ["24:00", "06:00", "14:30"]
    assert [cells[1] for cells in rows] == ["10", "2.5", "6.04166666666667"]


@pytest.mark.parametrize(
    ("places", "cells"),
    [
        ([(12.5 + n / 250, 55.7) for n in range(20)], range(18, 50)),  # a row on one latitude
        ([(12.5, 55.7 + n / 450) for n in range(20)], range(18, 50)),  # on one longitude
        ([(12.5, 55.7)] * 4, range(1, 5)),  # one address
        ([(12.5, 55.7), (12.5001, 55.7001)], range(1, 5)),  # two houses, closer than a cell is wide
    ],
)
@pytest.mark.parametrize("shape", ["square", "hexagon", "national"])
def test_a_flat_extent_has_a_grid(run, tmp_path, places, cells, shape):
    path = tmp_path / "row.geojson"
    features = [
        {"type": "Feature", "properties": {"type": "a"}, "geometry": {"type": "Point", "coordinates": place}}
        for place in places
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    size = 1000 if shape == "national" else 250
    settings = {"INCIDENTS": str(path), "SHAPE": shape, "CELL_SIZE": size, "OUTPUT": "memory:"}
    grid = list(run("crimegrid", settings)["OUTPUT"].getFeatures())
    assert sum(feature["count"] for feature in grid) == len(places)
    if shape == "square":
        assert len(grid) in cells


@pytest.mark.parametrize("driver", ["GPKG", "GeoJSON", "ESRI Shapefile", "FlatGeobuf"])
def test_points_without_any_field_are_counted(run, sectors, tmp_path, driver):
    from osgeo import osr

    system = osr.SpatialReference()
    system.ImportFromEPSG(25832)
    path = str(tmp_path / f"points.{ {'ESRI Shapefile': 'shp'}.get(driver, driver.lower()) }")
    data = ogr.GetDriverByName(driver).CreateDataSource(path)
    layer = data.CreateLayer("points", system, ogr.wkbPoint)
    for n in range(5):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({700100 + n} 6170500)"))
        layer.CreateFeature(feature)
    del feature, layer, data
    grid = run("crimegrid", {"INCIDENTS": path, "SECTORS": sectors, "CELL_SIZE": 500, "OUTPUT": "memory:"})
    assert (grid["INCIDENTS_READ"], grid["COUNTED"]) == (5, 5)
    rows = run("crimeprofile", {"AREAS": sectors, "INCIDENTS": path, "OUTPUT": "memory:"})["OUTPUT"].getFeatures()
    assert next(row["count"] for row in rows if row["dimension"] == "total") == 5


@pytest.mark.parametrize("extension", ["gpkg", "geojson", "csv", "shp"])
def test_an_empty_text_is_an_unknown_time_in_every_format(
    run, incidents, feedback, tmp_path, qgis_processing, extension
):
    from qgis import processing

    layer = incidents(["2026-07-05 00:30", "", ""], kind="string")
    path = str(tmp_path / f"incidents.{extension}")
    fields = {"FROM_FIELD": "from_time", "TO_FIELD": "to_time"}
    if extension == "csv":
        lines = ["lon,lat,from_time,to_time", *(f"12.5,55.7,{time}," for time in ("2026-07-05 00:30", "", ""))]
        (tmp_path / "incidents.csv").write_text("\n".join(lines), encoding="utf-8")
        fields |= {"X_FIELD": "lon", "Y_FIELD": "lat"}
    else:
        processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": path})
    result = run("crimegrid", {"INCIDENTS": path, "CELL_SIZE": 500, "OUTPUT": "memory:", **fields})
    assert days(result) == {"sun": 1, "night": 1, "time_unknown": 2, "count": 3}
    assert not any("are not dates" in line for line in feedback.warnings)


def by_the_clock(memory_layer, report):
    """Return what each algorithm that counts by the clock needs beside its incidents, with a report where it writes one."""
    fields = {"sector_id": "A", "name": "A", "workload": 1.0}
    areas = memory_layer("Polygon", "sector_id:string,name:string,workload:double", [(SQUARE, fields)])
    period = {"PERIOD_START": "2026-07-01", "PERIOD_END": "2026-07-31"}
    return {
        "crimegrid": {"CELL_SIZE": 500, "SECTORS": areas, **period},
        "crimeprofile": {"AREAS": areas, "REPORT": str(report), **period},
        "threatassessment": {"EXPOSED_AREAS": areas, "QUARTER": "2026-Q3", "REPORT": str(report)},
        "allocateofficers": {"SECTORS": areas, "OFFICERS": 4, "REPORT": str(report)},
    }


NEXT_DAY = "25 incidents end before they begin on the same day: their ends count on the next day, as asked."


@pytest.mark.parametrize("algorithm", ["crimegrid", "crimeprofile", "threatassessment", "allocateofficers"])
def test_an_end_before_its_start_counts_on_the_next_day_where_that_is_asked(
    run, incidents, memory_layer, feedback, tmp_path, algorithm
):
    report = tmp_path / "report.html"
    settings = by_the_clock(memory_layer, report)[algorithm]
    layer = incidents(NIGHTS[0], ends=NIGHTS[1])
    result = run(algorithm, {"INCIDENTS": layer, "OUTPUT": "memory:", "END_NEXT_DAY": True, **settings})
    assert feedback.warnings.count(NEXT_DAY) == 1
    assert not any(REVERSED in line and NEXT_DAY not in line for line in feedback.warnings)
    if algorithm == "crimegrid":
        found = days(result)
        assert (found["night"], found["evening"], found["count"]) == (19, 6, 25)  # 22–24 of 22–06 is a quarter
        assert "time_unknown" not in found
    else:
        assert NEXT_DAY in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "algorithm",
    ["crimegrid", "crimeprofile", "nearrepeats", "threatassessment", "allocateofficers", "evaluateinitiative"],
)
def test_every_count_of_days_or_hours_asks_for_its_time_zone(
    run, incidents, memory_layer, feedback, tmp_path, algorithm
):
    settings = by_the_clock(memory_layer, tmp_path / "report.html")
    areas = settings["crimegrid"]["SECTORS"]
    days_of_july = dict(zip(("BEFORE_START", "BEFORE_END", "AFTER_START", "AFTER_END"), range(1, 5), strict=True))
    settings |= {
        "nearrepeats": {"PERMUTATIONS": 19},
        "evaluateinitiative": {"TARGET": areas} | {name: f"2026-07-0{day}" for name, day in days_of_july.items()},
    }
    layer = incidents([HALF_PAST_MIDNIGHT] * 20)
    given = {"INCIDENTS": layer, "OUTPUT": "memory:", **settings[algorithm]}
    run(algorithm, given | {"TIME_ZONE": "America/New_York"})
    assert any("put on the clock of America/New_York" in line for line in feedback.warnings)
    with pytest.raises(QgsProcessingException, match="“Europe/Kopenhagen” is not a time zone known here"):
        run(algorithm, given | {"TIME_ZONE": "Europe/Kopenhagen"})


@pytest.mark.parametrize("algorithm", ["crimegrid", "crimeprofile", "threatassessment", "allocateofficers"])
def test_a_field_of_dates_is_spread_over_its_days_by_every_count(
    run, incidents, memory_layer, feedback, tmp_path, algorithm
):
    """A threat assessment and the shifts took dates for midnights, and asked to store them as dates."""
    settings = by_the_clock(memory_layer, tmp_path / "report.html")[algorithm]
    layer = incidents([QDate(2026, 7, 1 + n) for n in range(28)], kind="date")
    result = run(algorithm, {"INCIDENTS": layer, "OUTPUT": "memory:", **settings})
    assert not any("midnight" in line for line in feedback.warnings)
    if algorithm == "crimegrid":
        assert (days(result)["night"], days(result)["evening"]) == (7, 7)
    if algorithm == "allocateofficers":
        page = (tmp_path / "report.html").read_text(encoding="utf-8")
        assert "No shifts are planned" not in page


def test_a_day_that_is_none_is_told_by_what_was_written(run, incidents):
    with pytest.raises(QgsProcessingException, match="“soon” is not a day"):
        run("crimegrid", {"INCIDENTS": incidents([at(1)]), "PERIOD_START": "soon", "OUTPUT": "memory:"})
