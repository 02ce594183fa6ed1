import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sector_planner.core.base.text import natural, whole_number


def test_numbers_in_names_count_as_numbers():
    names = ["S1", "S2", "S10", "s10b", "2", "10", "2.1", "3", "Ø", "å", "²", "٣", ""]
    mixed = random.Random(1).sample(names, len(names))
    assert sorted(mixed, key=natural) == ["", "2", "2.1", "3", "10", "S1", "S2", "S10", "s10b", "²", "å", "Ø", "٣"]


@given(st.lists(st.text(alphabet="0123456789aB²٣.-", max_size=12), unique=True))
def test_any_names_have_one_order(names):
    backwards = names[::-1]
    assert sorted(names, key=natural) == sorted(backwards, key=natural)


def test_thousands_of_digits_are_sorted_and_read_as_no_number():
    assert sorted(["1" + "0" * 6000, "9" * 6000, "7"], key=natural)[0] == "7"
    assert sorted(["1" + "0" * 6000, "9" * 6000], key=natural)[0] == "9" * 6000
    assert whole_number("9" * 6000) is None


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("007", 7), ("²", None), ("٣", None), ("-1", None), ("1.0", None), ("", None), ("12\n", None)])  # fmt: skip
def test_a_whole_number_is_written_in_digits(text, number):
    assert whole_number(text) == number
