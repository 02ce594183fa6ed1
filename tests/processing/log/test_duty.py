"""Who is responsible on a day, and how long residents keep their officer."""

import datetime as dt

import pytest
from sector_planner.core.logbook.duty import on_duty, responsible, sector_areas
from sector_planner.core.logbook.lineage import turnover


@pytest.fixture
def staffed(sectors):
    dialect = sectors.dialect
    rows = [
        "INSERT INTO {officer!t} (officer_id, name) VALUES ('A', 'Ane'), ('B', 'Bo'), ('C', 'Ceci')",
        "INSERT INTO {assignment!t} (officer, sector, role, valid_from, valid_to) VALUES "
        "(1, 1, 'responsible', '2024-01-01', '2024-06-30'), (2, 1, 'responsible', '2024-07-11', NULL), "
        "(3, 1, 'substitute', '2024-01-01', NULL), (3, 2, 'colleague', '2024-01-01', NULL)",
        "INSERT INTO {absence!t} (officer, valid_from, valid_to) VALUES (2, '2024-12-01', '2024-12-24')",
    ]
    sectors.write([dialect.compose(row) for row in rows])
    return sectors


def test_residents_call_the_responsible_officer_or_the_substitute(staffed):
    expected = {
        "2023-12-31": None,
        "2024-01-01": "Ane",
        "2024-06-30": "Ane",
        "2024-07-01": "Ceci",
        "2024-07-11": "Bo",
        "2024-12-24": "Ceci",
        "2024-12-25": "Bo",
    }
    for day, name in expected.items():
        found = responsible(on_duty(staffed, dt.date.fromisoformat(day)), 1)
        assert (found.name if found else None) == name, day


def test_a_colleague_is_never_whom_residents_call(staffed):
    assert responsible(on_duty(staffed, dt.date(2024, 3, 1)), 2) is None


def test_a_place_has_the_sector_that_covers_it(sectors):
    areas = sector_areas(sectors, dt.date(2026, 1, 1))
    assert areas.numbers[areas.at(721_500, 6_170_500)] == 1
    assert areas.at(0, 0) is None
    assert sector_areas(sectors, dt.date(2019, 1, 1)).ids == []


def test_turnover_counts_officers_changes_and_vacant_days(staffed):
    table = turnover(staffed, dt.date(2024, 1, 1), dt.date(2024, 12, 31)).set_index("sector_id")
    one = table.loc[1]
    assert (one["officers"], one["changes"], one["vacant_days"], one["mean_days"]) == (2, 1, 10, 178.0)
    assert table.loc[5, "vacant_days"] == 366
    assert len(table) == 20
