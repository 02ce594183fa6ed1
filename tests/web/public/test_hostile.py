"""Two hundred strings that mean harm, in every field that people can fill in: shown as text, and nothing else."""

import csv
import io
import itertools
import re

import pytest
from builders.pages import visit
from builders.tables import records
from sector_planner.core.base.text import clean_text
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.publish.page_words import default_words
from sector_planner.core.publish.settings import PublicSettings

SEEDS = [
    "<img src=x onerror=hit()>", "<script>hit()</script>", "</script><script>hit()</script>", "<svg/onload=hit()>", "javascript:hit()",
    "\"><img src=x onerror=hit()>", "' onmouseover='hit()", "<iframe src=URL></iframe>", "<link rel=stylesheet href=URL>", "<style>@import 'URL'</style>",
    "<a href=javascript:hit()>x</a>", "<base href=URL>", "<meta http-equiv=refresh content='0;url=URL'>", "{{7*7}}", "{% raw %}", "${hit()}", "`${hit()}`",
    "<!--", "-->", "]]>", "<![CDATA[", "&lt;b&gt;", "&#60;img src=URL&#62;", "\\u003cimg src=URL\\u003e", "\u2028hit()", "\u2029hit()", "\\", "\\'", "\"", "'",
    "=HYPERLINK(\"URL\")", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "a@example.org?bcc=b@example.org", "a,b;c", "a\r\nBEGIN:VCARD",
    "\u202egro.elpmaxe", "\u2066abc\u2069", "\u200b\u200c\u200d", "\ufeffBOM", "e\u0301\u0301\u0301\u0301\u0301\u0301", "👮‍♀️🚓🇩🇰", "ÆØÅ æøå ß ﬁ", "𝕊𝕖𝕔𝕥𝕠𝕣", "\x00\x01\x1f", "x" * 150,
    "data:text/html,<script>hit()</script>", "vbscript:hit()", "file:///etc/passwd", "//example.org", "../../../etc", "%00", "%3Cscript%3E", "<x contenteditable onblur=hit()>", "<math><mi xlink:href=javascript:hit()>", "<details open ontoggle=hit()>",
]  # fmt: skip
WRAPS = ["{}", "a {} b", "{0}{0}", "<b>{}</b>"]


def hostile(address):
    strings = [wrap.replace("{0}", "{}").replace("{}", seed) for wrap, seed in itertools.product(WRAPS, SEEDS)]
    return [text.replace("URL", address + "hit") for text in strings][:200]


def test_there_are_two_hundred_of_them():
    assert len(set(hostile("http://127.0.0.1/"))) == 200


def fitting(text, limit):
    """Return the text, or as much of it as the field takes: what is longer is refused, and never shown."""
    return text if len(clean_text(text)) <= limit else text[:limit]


def poisoned(texts, make_publication, folder):
    """Publish sectors whose every free field holds one of the texts."""
    rows = [
        {
            "sector_id": i + 1,
            "role": "responsible",
            "name": fitting((clean_text(text) and text) or "x", 80),
            "phone": "20000000",
            "hours": fitting(text, 120),
            "station": fitting(text, 80),
            "message_line": fitting(text, 200),
        }
        for i, text in enumerate(texts)
    ]
    events = [
        {
            "title": fitting((clean_text(text) and text) or "x", 80),
            "event_date": "2090-01-01",
            "place": fitting(text, 120),
            "sector_id": i + 1,
        }
        for i, text in enumerate(texts)
    ]
    matters = [
        dict.fromkeys(("said", "did"), fitting((clean_text(text) and text) or "x", 200)) | {"sector_id": i + 1}
        for i, text in enumerate(texts)
    ]
    title = fitting(next(text for text in texts if clean_text(text)), 40)
    keys = [key for key in default_words("en") if key not in ("language", "title")]
    said = {key: clean_text(fitting(text, 200)) for key, text in zip(keys, texts * 4, strict=False)}
    settings = PublicSettings(
        title,
        title,
        "en",
        organisation=fitting(texts[0], 80),
        contact=fitting("; ".join(texts[:3]), 200),
        controller=fitting(texts[1], 120),
        data_protection=fitting("; ".join(texts[3:6]), 200),
        credit=fitting(texts[2], 200),
        texts={"en": {key: text for key, text in said.items() if text}, "pl": {"language": "Polski", **said}},
    )
    return make_publication(
        folder,
        [fitting(text, 80) for text in texts],
        settings,
        contacts=read_contacts(records(rows)),
        events=records(events),
        priorities=records(matters),
        earlier=None,
    )


@pytest.mark.parametrize("part", range(10))
def test_hostile_text_is_shown_as_text(part, make_publication, tmp_path, browser, serve, checks):
    trap, hits = serve(tmp_path)
    texts = hostile(trap)[20 * part : 20 * part + 20]
    publication = poisoned(texts, make_publication, tmp_path / "public")
    with visit(browser, (tmp_path / "public" / "index.html").as_uri()) as page:
        page.evaluate("window.hits = 0; window.hit = () => { window.hits += 1; }; null")
        dialogs = []

        def refuse(dialog):
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refuse)
        page.click('[data-language="pl"]')
        page.click('[data-language="en"]')
        for index, sector in enumerate(publication.record.sectors):
            page.select_option("#sector", index=index + 1)
            shown = page.evaluate("document.querySelector('#result .officer').textContent")
            assert shown == sector.officer
            assert shown == clean_text(sector.officer)
        page.evaluate(
            "document.querySelectorAll('main *').forEach(node => node.dispatchEvent(new MouseEvent('mouseover', {bubbles: true})))"
        )
        links = page.evaluate("[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))")
        assert all(
            re.match(
                r"(#|tel:\+?[0-9]+$|mailto:[\w.+-]+@[\w.-]+$|https://example\.org/|data:text/(?:calendar|vcard);|[a-z]+\.(geojson|csv|json)$)",
                link,
            )
            for link in links
        )
        assert (
            page.evaluate(
                "document.querySelectorAll('main img, main iframe, article script, main style, main b, base, svg svg, details[ontoggle]').length"
            )
            == 0
        )
        assert page.evaluate("window.hits") == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280
        assert (page.said, dialogs, hits) == ([], [], [])
        page.remove_listener("dialog", refuse)
    cells = [
        cell
        for row in csv.reader(io.StringIO((tmp_path / "public" / "contacts.csv").read_text(encoding="utf-8-sig")))
        for cell in row
    ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
