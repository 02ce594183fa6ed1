"""A sector set after another: shown, adopted, taken back, and what every question answers before and after the day."""

import datetime as dt
import json

import pytest
from qgis.core import QgsProcessingException
from sector_planner.core.database.access import RefusedError, select
from sector_planner.core.logbook.adoption import adopt, review_adoption, withdraw
from sector_planner.core.logbook.duty import on_duty, responsible
from sector_planner.core.logbook.lineage import Succession, turnover

DAY = dt.date(2026, 7, 1)
BEFORE = DAY - dt.timedelta(days=1)


def kilometre(number, west=0.0, east=1.0):
    """Return the square kilometre of a sector of the old set, or a strip of it."""
    x, y = 720_000 + number % 5 * 1000, 6_170_000 + (number - 1) // 5 * 1000
    x, end = x + 1000 * west, x + 1000 * east
    return f"(({x} {y},{end} {y},{end} {y + 1000},{x} {y + 1000},{x} {y}))"


@pytest.fixture
def renewed(memory_layer):
    """Make the second set: sector 1 divided, 2 joined with 3, all others as they were; new sectors numbered anew."""

    def make(numbers=range(1, 21)):
        rows = [([kilometre(1, 0, 0.6)], 1), ([kilometre(1, 0.6, 1)], 30), ([kilometre(2), kilometre(3)], 3)]
        rows += [([kilometre(number)], number) for number in numbers if number > 3]
        features = [
            (f"MULTIPOLYGON({','.join(shapes)})", {"sector_id": number, "police_district": "North" if number <= 10 or number == 30 else "South"})
            for shapes, number in rows
        ]  # fmt: skip
        return memory_layer("MultiPolygon", "sector_id:integer,police_district:string", features, name="second")

    return make


def parameters(place, layer, **more):
    return {"DATABASE": place, "SECTORS": layer, "EDITION": "2026-2", "FIRST_DAY": "2026-07-01"} | more


def called(database, sector, day):
    found = responsible(on_duty(database, day), sector)
    return found and found.name


def sets(database):
    query = "SELECT name, status, valid_from, valid_to FROM {sector_set!t} ORDER BY id"
    return select(database, query, "name status valid_from valid_to")


def assignments(database):
    query = (
        "SELECT o.officer_id, s.sector_id, s.sector_set, a.role, a.valid_from, a.valid_to FROM {assignment!t} AS a "
        "JOIN {officer!t} AS o ON o.id = a.officer JOIN {sector!t} AS s ON s.id = a.sector ORDER BY a.valid_from, a.id"
    )
    return select(database, query, "officer_id sector_id sector_set role valid_from valid_to")


def test_an_adoption_is_shown_before_anything_is_written(run, worked, place, renewed, tmp_path):
    before = sets(worked), assignments(worked)
    report = tmp_path / "review.html"
    given = parameters(place, renewed(), REPORT=str(report), LINEAGE="memory:", CONTACTS="memory:")
    result = run("adoptsectors", given)
    assert (sets(worked), assignments(worked)) == before
    assert result["VACANT"] == 19, "all but 1"
    lineage = {(row["sector_id"], row["ancestor"]): row for row in result["LINEAGE"].getFeatures()}
    assert {key: row["kind"] for key, row in lineage.items() if key[0] in (1, 21, 3)} == {
        (1, 1): "goes_on",
        (21, 1): "split",
        (3, 3): "goes_on",
        (3, 2): "merged",
    }
    assert lineage[21, 1]["residents"] == pytest.approx(400)
    assert lineage[3, 2]["residents_percent"] == pytest.approx(40)
    contacts = {(row["old_sector"], row["new_sector"]): row for row in result["CONTACTS"].getFeatures()}
    assert contacts[1, 1]["change"] == "stays"
    assert (contacts[1, 21]["officer_before"], contacts[1, 21]["change"]) == ("Ane Example", "loses")
    assert contacts[2, 3]["change"] == "loses"
    assert result["RESIDENTS_MOVED"] == pytest.approx(400 + 2000)
    page = report.read_text(encoding="utf-8")
    assert "Sector 21: Bo Example (B) is proposed" in page, "who led sector 1 for five years, and whose sector ends"
    assert "Family tree" in page


def test_adopted_sets_follow_one_another_by_day_with_their_officers(run, worked, place, renewed):
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt", RESPONSIBLE="21=B", DECIDED_BY="OPA"))
    assert sets(worked) == [["Plan", "adopted", "2020-01-01", "2026-06-30"], ["2026-2", "adopted", "2026-07-01", None]]
    assert [called(worked, number, BEFORE) for number in (1, 2, 3, 21)] == ["Ane Example", "Bo Example", None, None]
    assert {duty.name for duty in on_duty(worked, BEFORE)} == {"Ane Example", "Bo Example", "Ceci Example"}
    assert [called(worked, number, DAY) for number in (2, 3, 21)] == [None, None, "Bo Example"]
    roles = {(one.officer_id, one.role, one.sector_id) for one in on_duty(worked, DAY)}
    assert roles == {("A", "responsible", 1), ("C", "substitute", 1), ("B", "responsible", 21)}
    told = select(worked, "SELECT change, decided_by FROM {plan_change!t} AS t", "change decided_by")
    assert told[0][1] == "OPA"
    assert "New: 21" in told[0][0]
    names = dict(select(worked, "SELECT sector_id, name FROM {sector!t} AS t WHERE sector_set = 2", "sector_id name"))
    assert (names[1], names[21]) == ("Sector 1", "21")


def test_what_was_written_belongs_to_its_place_and_keeps_its_number(run, worked, place, renewed, tmp_path):
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt"))
    query = "SELECT t.id, s.sector_id FROM {log_entry!t} AS t JOIN {sector!t} AS s ON s.id = t.sector ORDER BY t.id"
    assert {number for _, number in select(worked, query, "id sector_id")} == {1}, "nothing is moved"
    pages = {}
    for sector, day in ((1, "2026-06-30"), (1, "2026-07-01"), (21, "2026-07-01"), (3, "2026-07-01")):
        page = tmp_path / f"{sector}-{day}.html"
        run("sectordossier", {"DATABASE": place, "SECTOR": sector, "DAY": day, "OUTPUT": str(page)})
        pages[sector, day] = page.read_text(encoding="utf-8")
    assert "Speeding by the school" in pages[1, "2026-06-30"]
    assert "Speeding by the school" not in pages[1, "2026-07-01"]
    assert "Speeding by the school" in pages[21, "2026-07-01"], "it lies in the eastern part"
    assert "Talked with parents" in pages[1, "2026-07-01"]
    assert "Hedge" in pages[21, "2026-07-01"]
    assert "Dark underpass" in pages[1, "2026-07-01"]
    assert "Harbour Housing" in pages[1, "2026-07-01"], "a party without a place stays with the sector that goes on"
    assert "School of Two" in pages[3, "2026-07-01"], "and goes to the heir of one that does not"
    assert "Bo Example" in pages[1, "2026-07-01"], "the officers of a sector that goes on are remembered"


def test_an_adoption_is_taken_back_before_its_day_and_not_after(worked, renewed, run, place):
    before = sets(worked), assignments(worked)
    worked.write([worked.dialect.compose("INSERT INTO {assignment!t} (officer, sector, role, valid_from) VALUES (3, 2, 'colleague', '2026-09-01')")])  # fmt: skip
    later = assignments(worked)
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt", TAKE_PROPOSALS=True))
    assert assignments(worked) != later
    worked.write(withdraw(worked, "2026-2", BEFORE))
    assert assignments(worked) == later
    assert sets(worked)[0] == before[0][0]
    assert sets(worked)[1][1] == "draft"
    with pytest.raises(Exception, match="no adopted sector set"):
        withdraw(worked, "2026-2", BEFORE)
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt"))
    with pytest.raises(Exception, match="can no longer be taken back"):
        withdraw(worked, "2026-2", DAY)


def second(numbers=None):
    """Return the second set as core sees it."""
    import shapely
    from builders.tables import records

    shapes = [
        shapely.from_wkt(f"MULTIPOLYGON({kilometre(1, 0, 0.6)})"),
        shapely.from_wkt(f"MULTIPOLYGON({kilometre(1, 0.6, 1)})"),
    ]
    shapes += [shapely.from_wkt(f"MULTIPOLYGON({kilometre(number)})") for number in range(2, 21)]
    rows = [{"sector_id": number} for number in numbers or (1, 21, *range(2, 21))]
    return records(rows, shapes, "second")


def test_of_two_who_adopt_at_once_the_second_is_refused_whole(worked):
    sectors = second()
    mine, yours = (review_adoption(worked, sectors, edition, DAY) for edition in ("2026-2", "2026-3"))
    one, other = adopt(worked, sectors, mine, BEFORE), adopt(worked, sectors, yours, BEFORE)
    worked.write(one)
    done = sets(worked), assignments(worked)
    with pytest.raises(RefusedError, match="Somebody else has changed"):
        worked.write(other)
    assert (sets(worked), assignments(worked)) == done


def test_an_officer_who_is_changed_meanwhile_refuses_the_adoption(worked):
    sectors = second()
    statements = adopt(worked, sectors, review_adoption(worked, sectors, "2026-2", DAY), BEFORE)
    worked.write([worked.dialect.compose("UPDATE {assignment!t} SET valid_to = '2026-05-01' WHERE id = 1")])
    before = sets(worked), assignments(worked)
    with pytest.raises(RefusedError, match="Somebody else has changed"):
        worked.write(statements)
    assert (sets(worked), assignments(worked)) == before


def test_the_same_officers_imported_again_after_the_adoption_change_nothing(run, worked, place, renewed, tmp_path):
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt", RESPONSIBLE="21=B"))
    file = tmp_path / "officers.csv"
    rows = [
        "A;Ane Example;1;ansvarlig;2026-01-01;",
        "B;Bo Example;1;ansvarlig;2021-01-01;2025-12-31",
        "B;Bo Example;2;ansvarlig;2021-01-01;",
    ]
    heading = "Tjenestenr.;Navn;Sektor;Rolle;Fra;Til"
    file.write_text("\n".join([heading, *(row.replace("ansvarlig", "responsible") for row in rows)]), encoding="utf-8")
    before = assignments(worked)
    result = run("importofficers", {"FILE": str(file), "DATABASE": place})
    assert result["REJECTED_ROWS"] == 0
    assert result["ASSIGNMENTS"] == 0
    assert assignments(worked) == before


def test_officers_told_over_two_sets_have_an_assignment_in_each(run, sectors, place, renewed, tmp_path):
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt"))
    file = tmp_path / "officers.csv"
    file.write_text(
        "Tjenestenr.;Navn;Sektor;Rolle;Fra\nD;Dan Example;4;responsible;2026-01-01\nE;Eva Example;2;responsible;2026-01-01",
        encoding="utf-8",
    )
    run("importofficers", {"FILE": str(file), "DATABASE": place})
    assert assignments(sectors) == [
        ["D", 4, 1, "responsible", "2026-01-01", "2026-06-30"],
        ["E", 2, 1, "responsible", "2026-01-01", "2026-06-30"],
        ["D", 4, 2, "responsible", "2026-07-01", None],
    ]


def test_turnover_counts_across_sets_and_not_before_a_sector_was(run, worked, place, renewed):
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt", RESPONSIBLE="21=B"))
    table = turnover(worked, dt.date(2021, 7, 1), dt.date(2026, 7, 31)).set_index("sector_id")
    assert tuple(table.loc[1, ["officers", "changes", "vacant_days"]]) == (2, 1, 0)
    assert tuple(table.loc[21, ["officers", "changes", "vacant_days"]]) == (1, 0, 0)
    assert 2 not in table.index


def test_numbers_are_those_of_the_sectors_that_go_on_unless_told_otherwise(run, worked, place, memory_layer):
    rows = [(f"MULTIPOLYGON({kilometre(number)})", {"sector_id": 21 - number}) for number in range(1, 21)]
    layer = memory_layer("MultiPolygon", "sector_id:integer", rows)
    table = run("adoptsectors", parameters(place, layer, LINEAGE="memory:"))["LINEAGE"]
    assert all(row["sector_id"] == row["ancestor"] for row in table.getFeatures())
    table = run("adoptsectors", parameters(place, layer, LINEAGE="memory:", KEEP_NUMBERS=False))["LINEAGE"]
    assert all(row["sector_id"] == 21 - row["ancestor"] for row in table.getFeatures())


def test_an_unknown_officer_and_a_sector_with_one_are_refused(run, worked, place, renewed):
    with pytest.raises(QgsProcessingException, match="no officer “X”"):
        run("adoptsectors", parameters(place, renewed(), RESPONSIBLE="21=X"))
    with pytest.raises(QgsProcessingException, match="Sector 1 has a responsible officer"):
        run("adoptsectors", parameters(place, renewed(), RESPONSIBLE="1=B"))
    with pytest.raises(QgsProcessingException, match="Give the sectors to adopt"):
        run("adoptsectors", parameters(place, None))


def test_lineage_tells_every_set_and_a_database_adopted_before_it_was_kept(run, worked, place, renewed, tmp_path):
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt"))
    stored = Succession.read(worked).lineage(1)
    worked.write([worked.dialect.compose("DELETE FROM {sector_lineage!t}")])
    computed = Succession.read(worked).lineage(1)
    assert computed.continues.tolist() == stored.continues.tolist()
    report = tmp_path / "lineage.html"
    result = run("sectorlineage", {"DATABASE": place, "LINEAGE": "memory:", "REPORT": str(report)})
    assert {row["edition"] for row in result["LINEAGE"].getFeatures()} == {"2026-2"}
    assert "Family tree" in report.read_text(encoding="utf-8")


def test_the_map_is_published_straight_from_the_set_in_force(run, worked, place, renewed, tmp_path):
    worked.write(
        [
            worked.dialect.compose("UPDATE {officer!t} SET publish = {yes}", yes=True),
            worked.dialect.compose("UPDATE {officer!t} SET phone = '+4520000003' WHERE id = 3"),
            worked.dialect.compose(
                "INSERT INTO {public_event!t} (title, event_date, place, sector, publish, geom) "
                "SELECT 'Visit', '2099-01-01', 'Kiosk', 1, {yes}, geom FROM {log_entry!t} AS t WHERE id = 2",
                yes=True,
            ),
        ]
    )
    run("adoptsectors", parameters(place, renewed(), ACTION="adopt", RESPONSIBLE="21=B"))
    shown = {}
    for day in ("2026-06-30", "2026-07-01"):
        folder = tmp_path / day
        run("exportpublicmap", {"DATABASE": place, "DAY": day, "EDITION": day, "FOLDER": str(folder)})
        record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
        shown[day] = {one["sector_id"]: one["officer"] for one in record["sectors"] if one["officer"]}
        shown[day]["event"] = record["events"][0]["sector_id"]
    assert shown["2026-06-30"] == {"1": "Ane Example", "2": "Bo Example", "event": "1"}
    assert shown["2026-07-01"] == {"1": "Ane Example", "21": "Bo Example", "event": "21"}
    with pytest.raises(QgsProcessingException, match="No sector set is in force"):
        run("exportpublicmap", {"DATABASE": place, "DAY": "2019-01-01", "EDITION": "x", "FOLDER": str(tmp_path / "x")})


def test_contacts_of_another_district_or_place_are_refused_by_name(run, worked, renewed, memory_layer, tmp_path):
    rows = [
        (
            "POINT(721500 6170500)",
            {"sector_id": 1, "name": "Ane Example", "phone": "20000001", "police_district": "South"},
        )
    ]
    fields = "sector_id:integer,name:string,phone:string,police_district:string"
    given = {"SECTORS": renewed(), "EDITION": "1", "FOLDER": str(tmp_path / "out")}
    with pytest.raises(
        QgsProcessingException, match="Ane Example, sector 1: of “South”, but the sector lies in “North”"
    ):
        run("exportpublicmap", given | {"CONTACTS": memory_layer("Point", fields, rows)})
    rows[0][1].update(sector_id=3, police_district="North")
    with pytest.raises(QgsProcessingException, match="Ane Example, sector 3: the place lies in sector 1"):
        run("exportpublicmap", given | {"CONTACTS": memory_layer("Point", fields, rows)})
