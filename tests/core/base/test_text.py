import pytest
from sector_planner.core.base.text import without_passwords


@pytest.mark.parametrize(
    "told",
    [
        "host='a' password='s3cret' table=\"b\"",
        "password=s3cret&user=a",
        'PASSWORD = "s3cret" host=a',
        "password='it\\'s s3cret' port=1",
        "postgresql://anna:s3cret@server/station not found",
        "PG:dbname='x' pwd=s3cret",
    ],
)
def test_a_password_is_left_out(told):
    said = without_passwords(told)
    assert "s3cret" not in said
    assert "…" in said


@pytest.mark.parametrize(
    "told", ["/srv/plan.gpkg|layername=units", "https://example.org:8080/a@b", "Field “password” is empty.", "postgres://dbname='x' user='anna'"]
)  # fmt: skip
def test_what_holds_no_password_stays(told):
    assert without_passwords(told) == told
