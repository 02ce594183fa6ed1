import datetime as dt

import numpy as np
import pytest
from sector_planner.core.language import translate, use_translator


@pytest.fixture
def danish():
    use_translator(lambda _context, text: text.replace("hole", "hul"), comma=True)
    yield
    use_translator(None)


def hole(area):
    return translate("Core", "A hole of {area:,.1f} m².").format(area=area)


@pytest.mark.parametrize("kind", [float, np.float64, np.float32])
def test_numbers_in_texts_have_the_decimal_comma_of_the_language(danish, kind):
    assert hole(kind(21005.5)) == "A hul of 21.005,5 m²."


def test_what_is_no_number_stays_as_it_is(danish):
    text = translate("Core", "{count:,} of {file} on {day}, {plain}")
    assert (
        text.format(count=np.int64(1234), file="a.b,c", day="2026-01-31", plain=0.5)
        == "1.234 of a.b,c on 2026-01-31, 0.5"
    )


def test_a_day_is_written_as_the_reader_writes_it(danish):
    text = translate("Core", "From {day}, at {moment}; sorted as {day:%Y-%m-%d}")
    given = {"day": dt.date(2026, 3, 1), "moment": dt.datetime(2026, 11, 20, 9, 5)}
    assert text.format(**given) == "From 1. mar. 2026, at 20. nov. 2026 kl. 09.05; sorted as 2026-03-01"
    use_translator(None)
    text = translate("Core", "From {day}, at {moment}")
    assert text.format(**given) == "From 1 Mar 2026, at 20 Nov 2026, 09:05"


def test_english_comes_back(danish):
    use_translator(None)
    assert hole(21005.5) == "A hole of 21,005.5 m²."
