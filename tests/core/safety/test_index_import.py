import csv

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.base.table import FeatureTable
from sector_planner.core.safety.index.importing import TableFields, import_index, match_names, plain, read_aliases

KNOWN = ["Indre By", "Østerbro", "Nørrebro", "Vesterbro-Kongens Enghave", "Brønshøj-Husum", "Amager Øst", "Amager Vest"]


@pytest.mark.parametrize(
    ("written", "district", "how"),
    [
        ("Østerbro", "Østerbro", "same"),
        ("4. Vesterbro/Kongens Enghave", "Vesterbro-Kongens Enghave", "spelling"),
        ("Vesterbro – Kgs. Enghave", "Vesterbro-Kongens Enghave", "spelling"),
        ("Bydel - 1. Indre By", "Indre By", "spelling"),
        ("NOERREBRO", "Nørrebro", "spelling"),
        ("Brønshøj og Husum", "Brønshøj-Husum", "spelling"),
        ("Brønhøj-Husum", "Brønshøj-Husum", "alike"),
    ],
)
def test_spellings_are_understood(written, district, how):
    (match,) = match_names([written], KNOWN, {})
    assert (match.district, match.how) == (district, how)


@pytest.mark.parametrize(
    "written", ["Amager", "Amager Syd", "Ydre Østerbro", "Nørrebr", "", "Uden for inddeling", "Ydre By"]
)
def test_what_is_not_safe_is_asked_for(written):
    with pytest.raises(InputError, match="cannot be matched to a district safely") as raised:
        match_names([written, "Østerbro"], ["Amager Nord", "Indre Nørrebro", *KNOWN[:2], *KNOWN[3:]], {})
    assert f"“{written}”" in str(raised.value)
    assert f"{written}=" in str(raised.value).splitlines()[-1]


def test_the_answer_to_the_question_is_an_alias_and_an_empty_one_leaves_out():
    aliases = read_aliases("Amager=Amager Vest; København=")
    first, second = match_names(["Amager", "København"], KNOWN, aliases)
    assert (first.district, first.how) == ("Amager Vest", "alias")
    assert (second.district, second.how) == (None, "left out")
    with pytest.raises(InputError, match="no district “Atlantis” for the name “Amager”"):
        match_names(["Amager"], KNOWN, {"Amager": "Atlantis"})
    with pytest.raises(InputError, match="is no alias"):
        read_aliases("Amager")


@settings(max_examples=80, derandomize=True, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_matched_or_asked_for(text):
    plain(text)
    try:
        (match,) = match_names([text], KNOWN, {})
    except InputError:
        return
    assert match.district in KNOWN


def test_the_citys_own_tables_match_the_citys_own_map(shared_data, read_geojson):
    _, rows = read_geojson(shared_data("cph_rode_2023/bydel.geojson"))
    known = sorted({row["navn"] for row in rows})
    with shared_data("cph_bydel_population/bydel_population_1991_2019.csv").open(encoding="utf-8") as file:
        written = sorted({row["bydel"] for row in csv.DictReader(file)})
    with pytest.raises(InputError, match="“Uden for inddeling”") as raised:
        match_names(written, known, {})
    assert str(raised.value).count("perhaps") + str(raised.value).count("like none") == 1
    matches = match_names(written, known, {"Uden for inddeling": ""})
    assert {match.district for match in matches if match.district} == set(known)


def test_the_districts_of_2009_do_not_take_each_others_place(shared_data, read_gpkg):
    _, names = read_gpkg(shared_data("bellahoej/bellahoej_25832.gpkg"), "safety_districts_2009", "navn")
    with shared_data("cph_tryghedsindeks/distrikt_navne_2009.csv").open(encoding="utf-8") as file:
        published = [row["tryghedsindeks_2009_navn"] for row in csv.DictReader(file) if row["tryghedsindeks_2009_navn"]]
    for name in published:
        if name in names:
            assert match_names([name], names, {})[0].district == name
        else:
            with pytest.raises(InputError):
                match_names([name], names, {})


def make(rows, **columns):
    columns = columns or {
        name: [row[place] for row in rows] for place, name in enumerate(("navn", "aar", "kategori", "tal"))
    }
    count = len(next(iter(columns.values())))
    return FeatureTable("index.csv", np.full(count, None), pd.DataFrame(columns, dtype=object), np.arange(count) + 1)


DISTRICTS = FeatureTable(
    "districts",
    np.array([shapely.box(x, 0, x + 1, 1) for x in range(2)]),
    pd.DataFrame({"name": ["Østerbro", "Nørrebro"]}),
    np.array([1, 2]),
)
FIELDS = TableFields("navn", "aar", "kategori", "", "tal")


def test_rows_land_on_their_districts():
    table = make(
        [
            ("2. Østerbro", "2010", "Markant", "11,5"),
            ("NØRREBRO", "2010", "", ""),
            ("Østerbro", "2009", "minimalt behov", "7"),
        ]
    )
    found = import_index(DISTRICTS, "name", table, FIELDS, None, {})
    told = found.attributes[["name", "year", "category"]].astype(object)
    assert told.where(told.notna(), None).to_numpy().tolist() == [
        ["Østerbro", 2009, "minimal"],
        ["Østerbro", 2010, "strong"],
        ["Nørrebro", 2010, None],
    ]
    assert found.attributes["value"].tolist()[:2] == [7, 11.5]
    assert found.geometry[2].bounds[0] == 1
    assert found.matches[["written", "district", "how"]].to_numpy().tolist() == [
        ["2. Østerbro", "Østerbro", "spelling"],
        ["NØRREBRO", "Nørrebro", "spelling"],
        ["Østerbro", "Østerbro", "same"],
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("Østerbro", "2010", "awful", ""), "“awful” is none of the index's categories"),
        (("Østerbro", None, "", ""), "the year is missing"),
        (("Østerbro", "2010", "", "much"), "“much” is not a number"),
        ((None, "2010", "", ""), "is empty. Write the district's name"),
    ],
)
def test_rows_that_cannot_be_used_are_refused_by_feature(row, message):
    with pytest.raises(InputError, match=f"index.csv.*feature 1.*{message}"):
        import_index(DISTRICTS, "name", make([row]), FIELDS, None, {})


def test_a_district_without_a_name_takes_no_row():
    nameless = FeatureTable(
        "districts",
        DISTRICTS.geometry,
        DISTRICTS.attributes.assign(name=[None, *DISTRICTS.attributes["name"][1:]]),
        DISTRICTS.feature_ids,
    )
    with pytest.raises(InputError, match="“None”"):
        import_index(nameless, "name", make([("None", "2010", "", "")]), FIELDS, None, {})


def test_two_rows_for_one_district_and_year_and_no_year_at_all_are_refused():
    with pytest.raises(InputError, match="more than one row for “Østerbro” in 2010"):
        import_index(
            DISTRICTS, "name", make([("Østerbro", "2010", "", ""), ("2. Østerbro", "2010", "", "")]), FIELDS, None, {}
        )
    with pytest.raises(InputError, match="year of all rows"):
        import_index(DISTRICTS, "name", make(None, navn=["Østerbro"]), TableFields("navn"), None, {})
