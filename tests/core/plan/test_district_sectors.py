import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sector_planner.core.base.errors import InputError
from sector_planner.core.plan.settings import parse_district_sectors

NAMES = st.text(st.characters(exclude_characters=";\r\n", exclude_categories=["Cs", "Cc"]), min_size=1).map(str.strip)


def test_districts_keep_the_order_in_which_they_are_written():
    counts = parse_district_sectors("North East=9; North West = 5\nFrederiksberg=5;")
    assert list(counts.items()) == [("North East", 9), ("North West", 5), ("Frederiksberg", 5)]


def test_an_empty_text_names_no_district():
    assert parse_district_sectors("  ; ") == {}


def test_a_name_may_hold_an_equals_sign():
    assert parse_district_sectors("a=b=3") == {"a=b": 3}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("North", "“North” cannot be read"),
        ("=4", "“=4” cannot be read"),
        ("North=", "“North=” cannot be read"),
        ("North=four", "“North=four” cannot be read"),
        ("North=-1", "“North=-1” cannot be read"),
        ("North=2.5", "“North=2.5” cannot be read"),
        ("North=²", "cannot be read"),
        ("North=0", "“North” has 0 sectors"),
        ("North=1;north=2", "“north” appears twice"),
    ],
)
def test_what_cannot_be_read_is_shown(text, message):
    with pytest.raises(InputError, match=message):
        parse_district_sectors(text)


@settings(derandomize=True, max_examples=50)
@given(st.dictionaries(NAMES.filter(bool), st.integers(1, 99), max_size=6))
def test_what_is_written_is_read_back(counts):
    if len({name.casefold() for name in counts}) == len(counts):
        assert parse_district_sectors(";".join(f"{name}={count}" for name, count in counts.items())) == counts
