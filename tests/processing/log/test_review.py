"""reviewsectorlog and findofficer: what to look into, and whom to call."""

import pytest
from qgis.core import QgsProcessingException


def findings(run, place, day, **more):
    result = run("reviewsectorlog", {"DATABASE": place, "DAY": day, "FINDINGS": "memory:", **more})
    rows = list(result["FINDINGS"].getFeatures())
    assert result["COUNT"] == len(rows)
    return {(row["rule"], row["sector_id"]): row for row in rows}


def test_each_rule_is_found_where_it_is_broken(run, worked, place, tmp_path):
    dialect = worked.dialect
    worked.write(
        [
            dialect.compose("UPDATE {log_entry!t} SET due_on = '2026-03-10' WHERE id = 1"),
            dialect.compose(
                "UPDATE {officer!t} SET publish = {yes}, review_date = '2026-01-01' WHERE id = 2", yes=True
            ),
        ]
    )
    report = tmp_path / "review.html"
    found = findings(run, place, "2026-03-31", REPORT=str(report))
    assert ("vacancy", 1) not in found
    assert ("vacancy", 2) not in found
    assert ("vacancy", 7) in found
    assert ("overdue", 1) in found
    assert ("review_due", 2) in found
    assert ("sensitive", 1) in found
    assert ("waiting", 1) not in found
    assert "Homeless people" in found["overlooked", 1]["message"]
    assert "Road-users" not in found["overlooked", 1]["message"]
    assert found["vacancy", 7].geometry().area() == pytest.approx(1e6)
    page = report.read_text(encoding="utf-8")
    assert "Nobody is responsible for sector 7" in page
    assert "SOURCE-TEXT" not in page
    assert ("waiting", 1) in findings(run, place, "2026-05-31")


def test_no_cover_is_when_everyone_is_away(run, worked, place):
    assert ("no_cover", 1) not in findings(run, place, "2026-07-05")
    worked.write([worked.dialect.compose("INSERT INTO {absence!t} (officer, valid_from) VALUES (3, '2026-07-02')")])
    assert "is away" in findings(run, place, "2026-07-05")["no_cover", 1]["message"]


def test_places_are_told_whom_to_call(run, worked, place, memory_layer, feedback):
    places = memory_layer(
        "Point",
        "address:string",
        [
            ("POINT(721500 6170500)", {"address": "School Road 1"}),
            ("POINT(722500 6170500)", {"address": "Two"}),
            ("POINT(723500 6170500)", {"address": "Three"}),
            ("POINT(0 0)", {"address": "Nowhere"}),
            (None, {"address": "Unknown"}),
        ],
    )

    def ask(day):
        output = run("findofficer", {"DATABASE": place, "PLACES": places, "DAY": day, "OUTPUT": "memory:"})["OUTPUT"]
        return [(row["address"], row["sector_id"], row["role"], row["officer"]) for row in output.getFeatures()]

    def plain(rows):
        return [tuple(None if value is None or str(value) == "NULL" else value for value in row) for row in rows]

    assert plain(ask("2026-03-31")) == [
        ("School Road 1", 1, "responsible", "Ane Example"),
        ("Two", 2, "responsible", "Bo Example"),
        ("Three", 3, None, None),
        ("Nowhere", None, None, None),
        ("Unknown", None, None, None),
    ]
    assert plain(ask("2026-07-05"))[0] == ("School Road 1", 1, "substitute", "Ceci Example")
    assert plain(ask("2025-12-31"))[0] == ("School Road 1", 1, "responsible", "Bo Example")
    assert any("2 places lie outside" in warning for warning in feedback.warnings)
    with pytest.raises(QgsProcessingException, match="31-01-2026"):
        ask("yesterday")
