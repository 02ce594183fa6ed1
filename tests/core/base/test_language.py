import contextvars
import datetime as dt
import pickle
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sector_planner.core.base.i18n import (
    current_locale,
    days_in,
    either,
    locale,
    long_day_text,
    number,
    percent,
    short,
    translate,
    use_translator,
)
from sector_planner.core.database.value_lists import table_label
from sector_planner.core.reporting.page import Column, Report, Section, Table, Text, render


def danish_words(_context, text):
    return text.replace("hole", "hul")


@pytest.fixture
def danish():
    use_translator(danish_words, "da")
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


DAY = dt.date(2026, 5, 20)
WRITTEN = {
    "en": "A hole of 21,005.5 m² (12.5%, 0.125, −1,234.5) on 20 May 2026, 20 May 2026, 07:30; 20 May 2026; Officers; yes",
    "da": "A hul of 21.005,5 m² (12,5\u202f%, 0,125, −1.234,5) on 20. maj 2026, 20. maj 2026 kl. 07.30; 20. maj 2026; Betjente; ja",
}


def written():
    """Return one text with everything in it that a locale decides on."""
    text = translate(
        "Core", "A hole of {area:,.1f} m² ({percent}, {short}, {number}) on {day}, {moment}; {long}; {label}; {word}"
    )
    return text.format(
        area=21005.5,
        percent=percent(12.5, 1),
        short=short(0.125),
        number=number(-1234.5, 1),
        day=DAY,
        moment=days_in("2026-05-20 07:30"),
        long=long_day_text(DAY),
        label=table_label("officer"),
        word=either("yes", "ja"),
    )


@given(st.lists(st.sampled_from(["en", "da"]), max_size=6))
def test_a_text_and_all_that_stands_in_it_are_in_the_language_of_the_innermost_locale(languages):
    def nested(around, left):
        assert written() == WRITTEN[around]
        if left:
            with locale(left[0]) as inner:
                assert inner == current_locale()
                nested(left[0], left[1:])
            assert written() == WRITTEN[around]

    use_translator(danish_words, "da")
    try:
        nested("da", languages)
    finally:
        use_translator(None)


def test_the_locale_is_left_where_something_goes_wrong_in_it(danish):
    with pytest.raises(ZeroDivisionError), locale("en"):
        1 / 0  # noqa: B018
    assert written() == WRITTEN["da"]


def test_a_text_is_filled_in_the_language_it_was_translated_in(danish):
    with locale("en"):
        text = translate("Core", "A hole of {area:,.1f} m² on {day}")
    assert text.format(area=21005.5, day=DAY) == "A hole of 21,005.5 m² on 20 May 2026"


def test_a_report_is_shown_in_the_language_it_was_made_in(danish):
    with locale("en"):
        english = Report(*REPORT)
    assert '<td class="number">1,234.5</td>' in render(english)
    assert "20 May 2026" in render(english)
    page = render(Report(*REPORT))
    assert '<html lang="da"' in page
    assert '<td class="number">1.234,5</td>' in page
    assert "20. maj 2026" in page


REPORT = ("Title", [Section("Part", [Text(DAY.isoformat()), Table([Column("Sum", 1)], [[1234.5]])])])


def test_a_thread_begins_in_the_readers_locale_and_has_its_own(danish):
    heard, meeting = {}, threading.Barrier(2, timeout=10)

    def work(language):
        begins = written()
        with locale(language):
            meeting.wait()
            heard[language] = begins, written()
            meeting.wait()

    with locale("en"):
        threads = [threading.Thread(target=work, args=(language,)) for language in WRITTEN]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert written() == WRITTEN["en"]
    assert heard == {language: (WRITTEN["da"], WRITTEN[language]) for language in WRITTEN}


def test_a_thread_that_is_given_the_context_writes_as_its_giver_does(danish):
    with ThreadPoolExecutor(1) as threads:
        with locale("en"):
            asked = threads.submit(contextvars.copy_context().run, written)
        assert asked.result(timeout=10) == WRITTEN["en"]
        assert threads.submit(written).result(timeout=10) == WRITTEN["da"], "the thread is used again"


ELSEWHERE = """
import importlib.util, pickle, sys
root = sys.argv[1]
spec = importlib.util.spec_from_file_location("sector_planner", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["sector_planner"] = package = importlib.util.module_from_spec(spec)
spec.loader.exec_module(package)
from sector_planner.core.base.i18n import translate
print(pickle.load(sys.stdin.buffer), translate("Core", "hole"), f"{translate('Core', '{area:,.1f}').format(area=1234.5)}")
"""


def test_another_process_writes_english_throughout_and_takes_a_text_as_it_is(danish):
    text = pickle.dumps(translate("Core", "hole"))
    command = [sys.executable, "-c", ELSEWHERE, str(Path(__file__).resolve().parents[3])]
    assert subprocess.run(command, input=text, capture_output=True, check=True).stdout == b"hul hole 1,234.5\n"
