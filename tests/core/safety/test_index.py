import itertools

import numpy as np
import pandas as pd
import pytest
import shapely
from builders.tables import table
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.progress import Progress, Silent
from sector_planner.core.safety.index.against_crime import CrimeMeasure, four_way
from sector_planner.core.safety.index.index import NO_CATEGORY, IndexFields, category_of, read_editions
from sector_planner.core.safety.index.overlay import overlay_index
from sector_planner.core.safety.index.settings import CATEGORIES, IDS, IndexSettings


class Told(Silent):
    """Keeps what was warned of."""

    def __init__(self):
        self.warnings = []

    def warn(self, text):
        self.warnings.append(text)


def strip(start, end):
    return shapely.box(start * 100, 0, end * 100, 100)


def index(*rows):
    """Each row is (start, end, name, category, year, method)."""
    shapes = [strip(start, end) for start, end, *_ in rows]
    names = ("name", "category", "year", "method")
    columns = {name: [row[2 + place] for row in rows] for place, name in enumerate(names)}
    return read_editions(table(shapes, "index", **columns), IndexFields())


SECTORS = table([strip(0, 10), strip(10, 20)], "sectors")


def overlay(editions, population=None, field="", **chosen):
    return overlay_index(SECTORS, editions, IndexSettings(**chosen), population, field).to_dict("records")


def test_a_district_covering_half_a_sector_leaves_the_other_half_without_data():
    first, second = overlay(index((0, 5, "A", "strong", 2020, "m")))
    assert (first["share_strong"], first["no_data_share"]) == (50, 50)
    assert (first["worst"], first["dominant"], first["districts"]) == (
        "strong",
        "strong",
        "A 50 %; outside the index 50 %",
    )
    assert second["no_data_share"] == 100
    assert second["worst"] is second["dominant"] is None
    assert [second[f"share_{name}"] for name in IDS] == [0] * 5


def test_classes_are_not_averaged_and_a_tie_goes_to_the_greater_need():
    first, _ = overlay(index((0, 5, "A", "minimal", 2020, "m"), (5, 10, "B", "strong", 2020, "m")))
    assert (first["worst"], first["dominant"]) == ("strong", "strong")
    assert first["share_ordinary"] == 0


def test_a_sliver_is_not_the_worst_category():
    editions = index((0, 9.95, "A", "minimal", 2020, "m"), (9.95, 10, "B", "strong", 2020, "m"))
    assert overlay(editions)[0]["worst"] == "minimal"
    assert overlay(editions, least_share=0.1)[0]["worst"] == "strong"


def test_where_most_is_without_data_nothing_is_dominant():
    first, _ = overlay(index((0, 4, "A", "strong", 2020, "m")))
    assert (first["dominant"], first["worst"]) == (None, "strong")


def test_residents_count_where_they_are_given_and_area_where_nobody_lives():
    people = table([shapely.Point(100, 50), shapely.Point(700, 50)], "people", residents=[30, 10])
    editions = index((0, 5, "A", "minimal", 2020, "m"), (5, 20, "B", "strong", 2020, "m"))
    first, second = overlay(editions, people, "residents")
    assert (first["share_minimal"], first["share_strong"], first["basis"]) == (75, 25, "residents")
    assert (second["share_strong"], second["basis"]) == (100, "area")


def test_population_polygons_are_shared_by_area_over_sectors_and_districts():
    blocks = table([strip(8, 12)], "blocks", residents=[400])
    editions = index((0, 9, "A", "minimal", 2020, "m"), (9, 11, "B", "strong", 2020, "m"))
    first, second = overlay(editions, blocks, "residents")
    assert (first["share_minimal"], first["share_strong"], first["no_data_share"]) == (50, 50, 0)
    assert (second["share_strong"], second["no_data_share"]) == (50, 50)


def test_change_is_counted_only_where_the_method_is_the_same_and_known():
    editions = index(
        (0, 5, "A", "ordinary", 2020, "m"),
        (5, 10, "B", "strong", 2020, "m"),
        (10, 20, "C", "minimal", 2020, "old"),
        (0, 5, "A", "strong", 2021, "m"),
        (5, 10, "B", "reduced", 2021, "m"),
        (10, 20, "C", "strong", 2021, "new"),
    )
    first, second = overlay(editions)
    assert (first["year"], first["compare_year"]) == (2021, 2020)
    assert (first["better_share"], first["worse_share"], first["change"]) == (50, 50, "mixed")
    assert second["change"] is None
    assert np.isnan(second["worse_share"])
    unknown = overlay(index((0, 20, "A", "minimal", 2020, ""), (0, 20, "A", "strong", 2021, "")))
    assert unknown[0]["change"] is None


def test_districts_that_were_redrawn_are_compared_where_they_meet():
    editions = index(
        (0, 20, "A", "ordinary", 2020, "m"), (0, 5, "A1", "strong", 2021, "m"), (5, 20, "A2", "ordinary", 2021, "m")
    )
    first, second = overlay(editions)
    assert (first["worse_share"], first["unchanged_share"], first["change"]) == (50, 50, "worse")
    assert second["change"] == "unchanged"


def test_the_edition_asked_for_is_used_or_refused():
    editions = index((0, 20, "A", "minimal", 2019, "m"), (0, 20, "A", "strong", 2021, "m"))
    assert overlay(editions, year=2019)[0]["worst"] == "minimal"
    assert pd.isna(overlay(editions, year=2019)[0]["compare_year"])
    with pytest.raises(InputError, match="no edition of 2020. It has: 2019, 2021"):
        overlay(editions, year=2020)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Strong need for action", "strong"),
        ("Markant behov for indsats", "strong"),
        (" INTENSIVERET ", "intensified"),
        ("ordinær", "ordinary"),
        ("reduced", "reduced"),
        ("Minimalt indsatsbehov", "minimal"),
    ],
)
def test_categories_are_read_in_both_languages(text, category):
    assert IDS[category_of(text)] == category


def test_empty_is_no_data_and_unknown_words_are_refused_by_feature():
    assert category_of(None) == category_of("") == category_of("ingen data") == NO_CATEGORY
    with pytest.raises(InputError, match="index.*feature 2.*category.*“3”.*minimal"):
        index((0, 5, "A", "strong", 2020, "m"), (5, 10, "B", "3", 2020, "m"))


@settings(max_examples=40, derandomize=True, deadline=None)
@given(
    cuts=st.lists(st.floats(0, 20), min_size=1, max_size=6),
    categories=st.lists(st.sampled_from([None, *IDS]), min_size=7, max_size=7),
)
def test_the_shares_are_always_a_whole(cuts, categories):
    edges = [0.0, *sorted(cuts), 18.0]
    rows = [(a, b, str(i), categories[i], 2020, "m") for i, (a, b) in enumerate(itertools.pairwise(edges)) if b > a]
    for row in overlay(index(*rows)):
        assert sum(row[f"share_{name}"] for name in IDS) + row["no_data_share"] == pytest.approx(100)


def test_overlapping_districts_count_nothing_twice():
    """Half of the sector lies in two districts: which of two categories holds there, nobody knows."""
    row = overlay(index((0, 5, "A", "minimal", 2020, "m"), (0, 10, "B", "strong", 2020, "m")))[0]
    assert (row["share_minimal"], row["share_strong"], row["no_data_share"]) == (0, 50, 50)
    row = overlay(index((0, 5, "A", "strong", 2020, "m"), (0, 10, "B", "strong", 2020, "m")))[0]
    assert (row["share_strong"], row["no_data_share"]) == (100, 0)
    row = overlay(index((0, 5, "A", None, 2020, "m"), (0, 10, "B", "strong", 2020, "m")))[0]
    assert (row["share_strong"], row["no_data_share"]) == (100, 0)


def test_districts_that_overlap_are_told_by_name():
    told = Told()
    editions = index(
        (0, 5, "A", "minimal", 2020, "m"), (0, 10, "B", "strong", 2020, "m"), (10, 20, "C", "minimal", 2020, "m")
    )
    overlay_index(SECTORS, editions, IndexSettings(), progress=Progress(told))
    assert len(told.warnings) == 1
    assert "“A” and “B” of the index 2020 overlap" in told.warnings[0]


def test_a_sector_that_only_touches_a_district_has_no_share_of_it():
    """Rounding leaves it a share of 1e-12, by which it was called unchanged."""
    sectors = table([strip(0, 5), strip(5, 9)], "sectors")
    editions = index((5 - 1e-13, 20, "A", "strong", 2020, "m"), (5 - 1e-13, 20, "A", "strong", 2018, "m"))
    assert 0 < shapely.area(shapely.intersection(sectors.geometry[0], editions[0].geometry[0])) < 1e-6
    rows = overlay_index(sectors, editions, IndexSettings(least_share=0))
    outside, inside = rows.to_dict("records")
    assert (outside["change"], outside["worst"], outside["share_strong"], outside["no_data_share"]) == (
        None,
        None,
        0,
        100,
    )
    assert np.isnan(outside["unchanged_share"])
    assert (inside["change"], inside["worst"]) == ("unchanged", "strong")


def test_the_real_districts_of_2009_have_names_and_shares_and_no_data(shared_data, read_gpkg):
    path = shared_data("bellahoej/bellahoej_25832.gpkg")
    geometry, names = read_gpkg(path, "safety_districts_2009", "navn")
    units, population, parts = read_gpkg(path, "units", "population", "police_district")
    districts = sorted(set(parts))
    sectors = table([shapely.union_all(units[np.array(parts) == name]) for name in districts], "d")
    editions = read_editions(table(geometry, "safety", navn=names), IndexFields(name="navn"))
    people = table(units, "units", population=population)
    rows = overlay_index(sectors, editions, IndexSettings(), people, "population")
    assert (rows["no_data_share"].round(6) == 100).all()
    assert rows["worst"].isna().all()
    by_district = dict(zip(districts, rows["districts"], strict=True))
    assert by_district["Frederiksberg"].startswith("outside the index 100 %")
    assert "Husum" in by_district["North West"]


def test_the_four_way_view_says_nothing_where_it_does_not_know():
    rows = pd.DataFrame([dict.fromkeys((f"share_{name}" for name in IDS), 0.0) for _ in range(5)])
    rows["share_strong"] = [60.0, 10, 60, 0, 60]
    rows["share_minimal"] = [40.0, 90, 40, 0, 40]
    rows["no_data_share"] = [0.0, 0, 0, 100, 0]
    crime = CrimeMeasure(np.array([90, 10, 10, 90, 4]), np.array([1000.0, 1000, 1000, 1000, 1]), "residents")
    view = four_way(rows, crime, "intensified")
    assert view["four_way"].tolist() == ["unsafe_high", "safe_low", "unsafe_low", None, None]
    assert view["crime_rate"].tolist()[:4] == [90, 10, 10, 90]
    assert np.isnan(view["crime_rate"][4])  # four incidents among one resident: withheld, and so nothing is clear
    assert view["crime_clear"].tolist() == [True, True, True, True, pd.NA]


def test_categories_are_in_order_and_distinct():
    assert len(CATEGORIES) == 5
    assert len({category.colour for category in CATEGORIES}) == 5


def test_two_methods_in_one_edition_are_refused_where_they_give_categories():
    with pytest.raises(InputError, match="“A” has categories by several methods in 2020"):
        index((0, 5, "A", "strong", 2020, "m"), (0, 5, "A", "minimal", 2020, "n"))
    assert len(index((0, 5, "A", "strong", 2020, "m"), (0, 5, "A", "", 2020, "n"))) == 1


def test_trends_are_chained_only_from_edition_to_edition_by_one_named_method():
    from sector_planner.core.safety.index.trend import category_trends

    editions = index(
        (0, 5, "A", "minimal", 2009, "m"),
        (0, 5, "A", "strong", 2010, "m"),
        (5, 9, "B", "strong", 2010, ""),
        (0, 5, "A", "", 2011, "m"),
        (5, 9, "B", "strong", 2011, ""),
        (0, 5, "A", "reduced", 2012, "m"),
        (0, 5, "A", "reduced", 2013, "new"),
    )
    trends = category_trends(editions)
    assert [(point.year, point.value, point.chained) for point in trends["A"]] == [
        (2009, 0, False),
        (2010, 4, True),
        (2012, 1, False),
        (2013, 1, False),
    ]
    assert not any(point.chained for point in trends["B"])


def test_the_published_values_are_chained_by_measure_and_broken_at_gaps(shared_data):
    import csv

    from sector_planner.core.safety.index.trend import value_panels, value_trends

    with shared_data("cph_tryghedsindeks/tryghed_vaerdier_offentliggjort.csv").open(encoding="utf-8") as file:
        values = list(csv.DictReader(file))
    columns = {
        "name": [row["omraade"] for row in values],
        "year": [int(row["aar"]) for row in values],
        "value": [float(row["vaerdi"]) for row in values],
        "method": [row["maal"] for row in values],
    }
    editions = read_editions(table([strip(0, 1)] * len(values), "published", **columns), IndexFields())
    trends = value_trends(editions)
    assert sum(map(len, trends.values())) == len(values) == 39
    city = {point.year: point.chained for point in trends["København: utryg"]}
    assert city[2015]
    assert not city[2009]
    assert not city[2014]
    assert not {point.year: point.chained for point in trends["Valby: utryg"]}[2016]
    assert "Bispebjerg: utryg" in value_panels(editions)


def test_no_sectors_and_no_districts_are_refused():
    with pytest.raises(InputError, match="has no safety districts"):
        read_editions(table([], "index"), IndexFields())
    with pytest.raises(InputError, match="“sectors” has no sectors"):
        overlay_index(table([], "sectors"), index((0, 5, "A", "strong", 2020, "m")), IndexSettings())
