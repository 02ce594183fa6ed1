"""The public map is made of the two public views, straight from either backend; nothing else passes."""

import json

import pytest


@pytest.fixture
def published(worked):
    dialect = worked.dialect
    canary = "CANARY-INTERNAL"
    worked.write(
        [
            dialect.compose("UPDATE {officer!t} SET publish = {yes}, hours = 'weekdays 07-23' WHERE id = 1", yes=True),
            dialect.compose("UPDATE {officer!t} SET name = {canary} WHERE id = 3", canary=canary),
            dialect.compose("UPDATE {log_entry!t} SET challenge = {canary}", canary=canary),
            dialect.compose(
                "INSERT INTO {public_event!t} (title, event_date, place, sector, publish) VALUES "
                "('Mobile police station', '2099-05-01', 'The Square', 1, {yes}), ({canary}, '2099-05-01', 'x', 1, {no})",
                yes=True,
                no=False,
                canary=canary,
            ),
        ]
    )
    return worked


def test_contacts_and_events_reach_the_page_and_nothing_internal_does(run, published, tmp_path):
    provider = "postgres" if published.dialect.is_postgresql else "ogr"

    def layer(name):
        from qgis.core import QgsProject, QgsVectorLayer

        made = QgsVectorLayer(published.layer_source(name), name, provider)
        assert made.isValid()
        return QgsProject.instance().addMapLayer(made)

    parameters = {
        "SECTORS": layer("sector"),
        "CONTACTS": layer("public_contact"),
        "EVENTS": layer("published_event"),
        "EDITION": "2026-1",
        "FOLDER": str(tmp_path / "public"),
    }
    run("exportpublicmap", parameters)
    page = next((tmp_path / "public").glob("*.html")).read_text(encoding="utf-8")
    assert "Ane Example" in page
    assert "Mobile police station" in page
    assert "CANARY-INTERNAL" not in page
    assert len(json.loads((tmp_path / "public" / "sectors.geojson").read_text(encoding="utf-8"))["features"]) == 20
