"""What QGIS cannot open is named in an error: no attribute of None is asked for."""

import pytest
from qgis.core import QgsProviderRegistry, QgsVectorLayer
from sector_planner.core.base.errors import InputError
from sector_planner.processing.framework.database import open_database
from sector_planner.processing.framework.files import providers


def test_a_layer_of_a_provider_that_this_qgis_lacks_is_named():
    with pytest.raises(InputError, match="“Streets” has no source"):
        providers.provider_of(QgsVectorLayer("nowhere", "Streets", "no_such_provider"))


def test_a_qgis_without_postgresql_says_so_when_a_connection_is_named(monkeypatch):
    known = QgsProviderRegistry.instance().providerMetadata
    lacking = type("Lacking", (), {"providerMetadata": lambda _self, name: None if name == "postgres" else known(name)})
    monkeypatch.setattr(QgsProviderRegistry, "instance", lambda: lacking())
    with pytest.raises(InputError, match="without the data provider “postgres”"):
        open_database("headquarters")


def test_a_provider_without_databases_is_no_connection_and_no_password_is_told():
    with pytest.raises(InputError, match="could not connect") as raised:
        providers.usable_connection(None, "host=here user=me password=secret")
    assert "secret" not in str(raised.value)
