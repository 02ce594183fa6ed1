"""Three editions over three years of Bellahøj, asked at every turn, against an implementation that knows nothing of ours.

The naive one keeps plain lists: which units make up which sector in which year, who was told to lead which number from
when, what was written where. A sector that goes on is one whose number is there again; an address, an entry of the log
and an event belong to the sector around them that day.
"""

import csv
import datetime as dt
from collections import Counter

import numpy as np
import pytest
import shapely
from qgis.core import QgsVectorLayer
from sector_planner.core.base.sql import Shape
from sector_planner.core.database.access import select
from sector_planner.core.logbook.dossier import sector_dossier
from sector_planner.core.logbook.duty import officers_at, on_duty, public_tables, responsible
from sector_planner.core.logbook.lineage import Succession, turnover

pytestmark = pytest.mark.slow
COUNTS = ((9, 5, 5), (10, 6, 5), (10, 6, 6))
DISTRICTS = ("North East", "North West", "Frederiksberg")
STARTS = (dt.date(2024, 1, 1), dt.date(2025, 1, 1), dt.date(2026, 1, 1))
DAYS = [dt.date.fromisoformat(day) for day in ("2024-06-15", "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01", "2026-09-01")]  # fmt: skip


@pytest.fixture(scope="module")
def editions(provider, shared_data):
    """Return the three plans: layer of sectors, and of each unit its sector; and the units (id, polygon, residents)."""
    from qgis import processing

    source = f"{shared_data('bellahoej/bellahoej_25832.gpkg')}|layername=units"
    given = {"DISTRICT_FIELD": "police_district", "WORKLOAD_FIELD": "population", "EFFORT": "quick", "TOLERANCE": 10}
    made, today = [], source
    for counts in COUNTS:
        told = ";".join(f"{name}={count}" for name, count in zip(DISTRICTS, counts, strict=True))
        more = {"CURRENT_FIELD": "sector_id", "CONTINUITY": 5} if made else {}
        places = {"OUTPUT": "memory:", "SECTORS": "memory:"}
        result = processing.run("sectorplanner:balancesectors", {"UNITS": today, "DISTRICT_SECTORS": told} | given | more | places)  # fmt: skip
        today = result["OUTPUT"]
        made.append((result["SECTORS"], {one["unit_id"]: one["sector_id"] for one in today.getFeatures()}))
    layer = QgsVectorLayer(source, "units")
    units = [
        (f["unit_id"], shapely.from_wkb(bytes(f.geometry().asWkb())), f["population"]) for f in layer.getFeatures()
    ]
    return made, units


class Naive:
    """What happened, in plain lists, and answers worked out one by one."""

    def __init__(self, editions, units):
        self.plans = [plan for _, plan in editions]
        self.units = {one: (shape, residents) for one, shape, residents in units}
        self.posts, self.entries = [], []

    def edition(self, day):
        return max(number for number, start in enumerate(STARTS) if start <= day)

    def responsible(self, number, day):
        """Return who leads a number: told for it, not yet left, and the number there in every year since."""
        for officer, sector, start, end in self.posts:
            years = range(self.edition(start), self.edition(day) + 1) if start <= day else ()
            goes_on = all(sector in self.plans[year].values() for year in years)
            if sector == number and start <= day <= (end or dt.date.max) and goes_on:
                return officer
        return None

    def sector_at(self, unit, day):
        return self.plans[self.edition(day)][unit]

    def heir(self, number, written, day):
        """Return the number that a sector has become, year by year: its own, else that of most of its residents."""
        now, then = self.edition(written), self.edition(day)
        while now != then:
            step = 1 if then > now else -1
            after = self.plans[now + step]
            if number not in after.values():
                held = Counter()
                for unit, sector in self.plans[now].items():
                    if sector == number:
                        held[after[unit]] += self.units[unit][1]
                number = held.most_common(1)[0][0]
            now += step
        return number

    def logged(self, number, day):
        """Return the entries that belong to a number on a day."""
        found = set()
        for text, unit, sector, written in self.entries:
            own = self.sector_at(unit, day) if unit else self.heir(sector, written, day)
            if own == number and written <= day:
                found.add(text)
        return found

    def changed(self, year):
        """Return the residents who lead or led by somebody, and get another contact in a year."""
        total = 0
        before, first = STARTS[year] - dt.timedelta(days=1), STARTS[year]
        for unit, (_, residents) in self.units.items():
            was = self.responsible(self.sector_at(unit, before), before)
            now = self.responsible(self.sector_at(unit, first), first)
            total += residents if was != now else 0
        return total


def write_log(database, naive, day, rng):
    """Write eight entries on a day: at units, or with no more than their sector."""
    dialect, plan = database.dialect, naive.plans[naive.edition(day)]
    ids = {number: one for one, number in select(
        database, "SELECT s.id, s.sector_id FROM {sector!t} AS s JOIN {sector_set!t} AS p ON p.id = s.sector_set "
        "WHERE p.status = 'adopted' AND p.valid_from <= {day} AND coalesce(p.valid_to, {day}) >= {day}",
        "id sector_id", day=dialect.day(day))}  # fmt: skip
    for number, unit in enumerate(rng.choice(sorted(plan), 8, replace=False).tolist()):
        placed = number % 4 > 0
        text, sector = f"{day} {number}", plan[unit]
        spot = Shape(shapely.to_wkb(naive.units[unit][0].representative_point())) if placed else None
        database.write([
            dialect.compose(
                "INSERT INTO {log_entry!t} (sector, entry_date, target_group, challenge, geom) VALUES ({sector}, {day}, 1, {text}, {spot})",
                sector=ids[sector], day=day, text=text, spot=spot,
            )
        ])  # fmt: skip
        naive.entries.append((text, unit if placed else None, sector, day))


def told(run, place, naive, tmp_path, posts):
    """Import officers and what they lead from a table, as a station would."""
    file = tmp_path / "officers.csv"
    naive.posts += posts
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.writer(target, delimiter=";")
        writer.writerow(["Tjenestenr.", "Navn", "Telefon", "Offentliggør", "Sektor", "Rolle", "Fra", "Til"])
        for officer, sector, start, end in naive.posts:
            writer.writerow([officer, f"Officer {officer}", "20000001", "ja", sector, "responsible", start, end or ""])
    result = run("importofficers", {"FILE": str(file), "DATABASE": place})
    assert result["REJECTED_ROWS"] == 0


def asked(database, naive, day, spots):
    """Compare every answer of a day."""
    numbers = sorted(set(naive.plans[naive.edition(day)].values()))
    duties = on_duty(database, day)
    for number in numbers:
        found = responsible(duties, number)
        assert (found and found.officer_id) == naive.responsible(number, day), (day, number)
        logged = {entry["challenge"] for entry in sector_dossier(database, str(number), day).log}
        assert logged == naive.logged(number, day), (day, number)
    assert {duty.sector_id for duty in duties} <= set(numbers), "no other set shows"
    points = np.array([naive.units[unit][0].representative_point() for unit in spots], dtype=object)
    seen = officers_at(database, points, day)
    expected = [naive.responsible(naive.sector_at(unit, day), day) for unit in spots]
    assert seen["officer"].tolist() == [one and f"Officer {one}" for one in expected]
    assert seen["sector_id"].tolist() == [naive.sector_at(unit, day) for unit in spots]
    public = public_tables(database, day)
    published = dict(zip(public.contacts.attributes["sector_id"], public.contacts.attributes["name"], strict=True))
    assert published == {n: f"Officer {one}" for n in numbers if (one := naive.responsible(n, day))}
    assert sorted(public.sectors.attributes["sector_id"]) == numbers


def test_three_editions_over_three_years_answer_every_question_as_plain_lists_do(run, database, place, editions, tmp_path, shared_data):  # fmt: skip
    plans, units = editions
    naive, rng = Naive(plans, units), np.random.default_rng(7)
    spots = rng.choice(sorted(naive.units), 60, replace=False).tolist()
    source = f"{shared_data('bellahoej/bellahoej_25832.gpkg')}|layername=units"
    first = {"SECTORS": plans[0][0], "EDITION": "2024-1", "FIRST_DAY": "2024-01-01"}
    run("createsectordatabase", {"DATABASE": place} | first)
    led = sorted(set(naive.plans[0].values()))
    told(run, place, naive, tmp_path, [(f"P{number:02d}", number, STARTS[0], None) for number in led])
    write_log(database, naive, dt.date(2024, 3, 1), rng)
    naive.posts[2] = (*naive.posts[2][:3], dt.date(2024, 8, 31))
    told(run, place, naive, tmp_path, [("Q03", 3, dt.date(2024, 9, 1), None)])
    for year in (1, 2):
        given = {"SECTORS": plans[year][0], "UNITS": source, "EDITION": f"{2024 + year}-1"}
        given |= {"DATABASE": place, "FIRST_DAY": str(STARTS[year]), "CONTACTS": "memory:"}
        shown = run("adoptsectors", given | {"ACTION": "review"})
        assert shown["RESIDENTS_MOVED"] == pytest.approx(naive.changed(year))
        assert run("adoptsectors", given | {"ACTION": "adopt"})["RESIDENTS_MOVED"] == shown["RESIDENTS_MOVED"]
        write_log(database, naive, STARTS[year] - dt.timedelta(days=20), rng)
        fresh = sorted(set(naive.plans[year].values()) - set(naive.plans[year - 1].values()))
        assert len(fresh) == sum(COUNTS[year]) - sum(COUNTS[year - 1])
        told(run, place, naive, tmp_path, [(f"N{number:02d}", number, STARTS[year], None) for number in fresh])
        write_log(database, naive, STARTS[year] + dt.timedelta(days=40), rng)
        for day in DAYS:
            if naive.edition(day) <= year:
                asked(database, naive, day, spots)
    assert len(Succession.read(database).editions) == 3
    kept = turnover(database, STARTS[0], dt.date(2026, 12, 31)).set_index("sector_id")
    assert tuple(kept.loc[3, ["officers", "changes", "vacant_days"]]) == (2, 1, 0)
    assert kept["vacant_days"].sum() == 0
