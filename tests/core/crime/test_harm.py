import numpy as np
import pytest
from sector_planner.core.base.written import read_number
from sector_planner.core.crime.counting import KeyedSums
from sector_planner.core.crime.harm import harm_of, weights_by_code
from sector_planner.core.crime.incidents import TYPE, Vocabulary


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1825", 1825),
        ("10.5", 10.5),
        ("10,5", 10.5),
        ("1.825,5", 1825.5),
        ("1,825.5", 1825.5),
        ("1.825", 1825),
        ("1,825", 1825),
        ("1 825,25", 1825.25),
        ("0.125", 0.125),
        ("12.345.678", 12345678),
        ("-3", -3),
    ],
)
def test_numbers_are_read_as_danes_and_britons_write_them(text, number):
    assert read_number(text) == number


def test_what_is_no_number_is_not_guessed():
    assert all(read_number(text) is None for text in ("", "§ 276", "much", "1,2,3x"))


def test_harm_is_the_sum_of_counts_times_weights():
    keyed = KeyedSums()
    keyed.add(np.array([0 * 10 + 3, 0 * 10 + 3, 1 * 10 + 3, 1 * 10 + 7]))
    table = {"theft": 2.0, "arson": 100.0}
    vocabulary = Vocabulary()
    vocabulary.encode(np.array(["Theft", "Arson", "Fraud"], dtype=object))
    assert weights_by_code(vocabulary.texts, table)[1] == ["Fraud"]
    found = harm_of({TYPE: keyed}, np.array([2, 3, 7, 9]), 10, {TYPE: vocabulary}, table)
    assert found.tolist() == [0, 104, 100, 0]
