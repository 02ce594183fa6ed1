"""What a communications department puts on line: its name, its own words, its languages, and what a resident passes on."""

import html
import re
from urllib.parse import unquote

import pytest
from builders.pages import visit
from builders.tables import page_texts
from sector_planner.core.publish.model import from_document, read_document
from sector_planner.core.publish.page_words import default_words, page_languages, read_texts
from sector_planner.core.publish.settings import PublicSettings

LANGUAGES = ["da", "en", "ar", "ur", "tr", "pl", "so"]
VISIBLE = """[...document.querySelectorAll('body *')].filter(node => node.children.length === 0 && node.textContent.trim()
    && !['SCRIPT', 'STYLE', 'OPTION', 'CODE'].includes(node.tagName) && !node.closest('.languages')).map(node => node.textContent.trim())"""


def address(folder):
    return (folder / "index.html").as_uri()


def speak(page, code):
    page.click(f'[data-language="{code}"]')
    page.select_option("#sector", index=4)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_its_direction_and_nothing_leaves_the_page(browser, station, code):
    with visit(browser, address(station), width=320) as page:
        speak(page, code)
        root = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
        assert root == [code, "rtl" if code in ("ar", "ur") else "ltr"]
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        sector, name = (page.locator(text).inner_text() for text in ("#result h3 [data-t=sector]", "h1"))
        page.wait_for_function("title => document.title === title", arg=f"{sector} 4 – {name}")
        assert page.said == []


@pytest.mark.parametrize("code", ["ar", "ur", "tr", "pl", "so"])
def test_a_language_shows_its_texts_and_what_is_lacking_is_marked_as_english(browser, station, code):
    texts = read_texts(page_texts())[code]
    with visit(browser, address(station)) as page:
        speak(page, code)
        assert page.locator("h1").inner_text() == texts["title"]
        assert page.locator("#result .call span").first.inner_text() == texts["call"]
        assert page.locator("#result h3 [data-t=sector]").inner_text() == texts["sector"]
        assert texts["hverdage kl. 7–23"] in page.locator("#result").inner_text()
        lacking = page.locator("#locate span")
        assert lacking.inner_text() == default_words("en")["locate"]
        assert lacking.get_attribute("lang") == "en"
        assert page.locator("h1").get_attribute("lang") is None
        foreign = page.locator("#result .events strong span")
        assert (foreign.inner_text(), foreign.get_attribute("lang")) == ("Mød den mobile station", "da")


def test_digits_keep_their_order_where_text_runs_from_right_to_left(browser, station):
    with visit(browser, address(station)) as page:
        speak(page, "ar")
        for selector in ("#result .number", "#result .address", ".stamp bdi", "#map"):
            assert page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).direction") == "ltr", selector
        first, last = (
            page.evaluate("""(() => { const node = document.querySelector('#result .number').firstChild, range = document.createRange();
            const at = place => { range.setStart(node, place); range.setEnd(node, place + 1); return range.getBoundingClientRect().left; };
            return [at(0), at(node.length - 1)]; })()""")
        )
        assert first < last


def test_the_dot_between_number_and_name_keeps_the_direction_of_the_page(browser, make_publication, tmp_path):
    texts = {"ar": {"language": "العربية", "sector": "القطاع"}}
    make_publication(tmp_path, ["Harbour"] * 4, PublicSettings("1", "Find", "en", texts=texts))
    with visit(browser, address(tmp_path)) as page:
        page.click('[data-language="ar"]')
        page.select_option("#sector", index=2)
        name = page.locator("#result h3 .name")
        dot = "getComputedStyle(document.querySelector('#result h3 .name'), '::before').content"
        assert (page.evaluate(dot), name.locator("bdi").inner_text()) == ('"· "', "Harbour")
        assert name.evaluate("node => getComputedStyle(node).direction") == "rtl"
        assert name.evaluate("node => node.tagName") == "SPAN"


def test_the_chosen_language_is_seen_in_forced_colours(browser, station):
    page = browser.new_context(forced_colors="active").new_page()
    page.goto(address(station))
    widths = {
        code: page.locator(f'[data-language="{code}"]').evaluate("node => getComputedStyle(node).borderTopWidth")
        for code in ("da", "en")
    }
    page.context.close()
    assert widths == {"da": "3px", "en": "1px"}


def test_days_are_written_in_the_language_where_the_browser_knows_it(browser, station):
    with visit(browser, address(station)) as page:
        shown = {}
        for code in LANGUAGES:
            speak(page, code)
            shown[code] = page.locator("header time").inner_text()
    assert shown["da"] == "1. december 2026"
    assert shown["en"] == "1 December 2026"
    assert shown["pl"] == "1 grudnia 2026"
    assert shown["tr"] == "1 Aralık 2026"
    assert "2026" in shown["ar"]


def test_the_english_view_has_no_danish_left_but_names(browser, station):
    names = {"Politiet i Byen", "Politigården, Torvet 1", "Byens Politi, Torvet 1", "Torvet", "Station Nord"}
    danish = {text for key, text in default_words("da").items() if text != default_words("en")[key]}
    with visit(browser, address(station)) as page:
        speak(page, "en")
        page.click("#unfold")
        shown = page.evaluate(VISIBLE)
        labels = page.evaluate(
            "[...document.querySelectorAll('[aria-label]:not(.overview a), [title]')].map(n => n.getAttribute('aria-label') || n.title)"
        )
    left = {text for text in [*shown, *labels] if text in danish or re.search(r"[æøåÆØÅ]", text)}
    assert left - names - {"such as Nørrebrogade 12. Nothing is sent.", "Language / Sprog"} == set()
    assert "weekdays 7–23" in shown
    assert "Meet the mobile station" in shown
    assert "If we do not answer, we call you back." in shown


def test_the_day_stands_on_top_and_the_code_of_the_edition_in_a_line_at_the_foot_alone(browser, station):
    with visit(browser, address(station)) as page:
        assert "Opdateret 1. december 2026" in page.locator("header").inner_text()
        page.click("#unfold")
        assert [text for text in page.evaluate(VISIBLE) if "2026-" in text] == [page.locator(".stamp bdi").inner_text()]
        assert "Ny betjent siden 1. september 2026" in page.locator("#sektor-2").inner_text()


def test_the_publisher_is_named_with_logo_contact_and_statements(browser, station):
    with visit(browser, address(station)) as page:
        assert page.evaluate("document.querySelector('.logo').naturalWidth") > 0
        footer = page.locator("footer")
        for summary in footer.locator("summary").all():
            summary.click()
        links = {link.inner_text(): link.get_attribute("href") for link in footer.locator("a").all()}
        assert "Dataansvarlig: Byens Politi, Torvet 1" in footer.inner_text()
        assert {href for href in links.values() if not href.startswith(("http", "tel", "mailto"))} == {
            "sectors.geojson", "contacts.csv", "record.json",
        }  # fmt: skip
        assert links["post@example.org"] == "mailto:post@example.org"
        assert links["20 00 09 00"] == "tel:+4520000900"
        assert links["dpo@example.org"] == "mailto:dpo@example.org"
        assert links["Tilgængelighedserklæring"] == "https://example.org/was"
        leaving = page.locator('a[href^="http"]').all()
        assert {(link.get_attribute("target"), link.get_attribute("rel")) for link in leaving} == {
            ("_top", "noopener noreferrer")
        }


def test_nothing_is_promised_for_a_vacant_sector(browser, station):
    with visit(browser, address(station)) as page:
        page.select_option("#sector", index=19)
        shown = page.locator("#result").inner_text()
    assert "114" in shown
    assert not any(
        word in shown for word in ("Din betjent", "Læg en besked", "8–15", "7–23", "Gem kontakten", "ringer vi tilbage")
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", ["ar", "so"])
def test_a_page_in_a_further_language_is_accessible(browser, station, axe, checks, code, scheme):
    with visit(browser, address(station), width=360, color_scheme=scheme, reduced_motion="reduce") as page:
        speak(page, code)
        page.evaluate(axe)
        page.wait_for_timeout(350)
        found = page.evaluate("tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", checks.TAGS)
        assert [rule["id"] for rule in found["violations"]] == []


# Sharing


def test_a_sector_is_shared_by_the_telephones_own_menu(browser, station):
    with visit(browser, address(station)) as page:
        page.evaluate("navigator.share = what => { window.given = what; return Promise.resolve(); }; null")
        page.select_option("#sector", index=4)
        page.wait_for_function("document.title.startsWith('Sektor 4')")
        page.click("#result .share")
        assert page.evaluate("window.given") == {
            "title": "Sektor 4 – Find din nærbetjent",
            "url": "https://example.org/kort/#sektor-4",
        }


def test_without_such_a_menu_the_link_is_copied_and_the_reader_told(browser, station):
    with visit(browser, address(station)) as page:
        page.evaluate("""navigator.share = undefined; Object.defineProperty(navigator, 'clipboard',
            { value: { writeText: text => { window.copied = text; return Promise.resolve(); } }, configurable: true }); null""")
        page.select_option("#sector", index=4)
        page.click("#result .share")
        page.locator("#result .told span").wait_for()
        assert page.locator("#result .told").inner_text() == "Linket er kopieret."
        assert page.evaluate("window.copied") == "https://example.org/kort/#sektor-4"


def test_where_nothing_may_be_copied_the_link_is_shown_and_selected(browser, station):
    with visit(browser, address(station)) as page:
        page.evaluate("""navigator.share = () => Promise.reject(new DOMException('', 'NotAllowedError'));
            Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }); null""")
        page.select_option("#sector", index=4)
        page.click("#result .share")
        page.locator("#result .told input").wait_for()
        assert page.input_value("#result .told input") == "https://example.org/kort/#sektor-4"
        assert (
            page.evaluate("getSelection().toString() || document.activeElement.value")
            == "https://example.org/kort/#sektor-4"
        )


def test_who_changes_their_mind_about_sharing_is_told_nothing(browser, station):
    with visit(browser, address(station)) as page:
        page.evaluate("navigator.share = () => Promise.reject(new DOMException('', 'AbortError')); null")
        page.select_option("#sector", index=4)
        page.click("#result .share")
        page.wait_for_timeout(50)
        assert page.locator("#result .told").inner_text() == ""


def test_the_print_button_prints(browser, station):
    with visit(browser, address(station)) as page:
        page.evaluate("window.print = () => { window.printed = true; }; null")
        page.select_option("#sector", index=4)
        page.click("#result .print")
        assert page.evaluate("window.printed") is True


# Saving


def test_the_saved_contact_is_a_vcard_of_the_officer(browser, station):
    with visit(browser, address(station)) as page:
        page.select_option("#sector", index=4)
        card = unquote(page.locator("#result .save").get_attribute("href").partition(",")[2])
    assert card == (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Officer 4\r\nN:4;Officer;;;\r\nTEL;TYPE=work:+4520000003\r\n"
        "EMAIL;TYPE=work:officer4@example.org\r\nORG:Politiet i Byen\r\nTITLE:Sektoransvarlig betjent\\, Sektor 4\r\n"
        "NOTE:hverdage kl. 7–23\r\nURL:https://example.org/kort/#sektor-4\r\nEND:VCARD\r\n"
    )


# Printing


@pytest.mark.parametrize("sector", [4, 20])
@pytest.mark.parametrize("code", ["da", "ar", "so"])
def test_a_chosen_sector_prints_on_one_sheet_with_address_day_and_sender(browser, station, code, sector):
    with visit(browser, address(station)) as page:
        speak(page, code)
        page.select_option("#sector", index=sector)
        page.emulate_media(media="print")
        shown = page.locator("body").inner_text()
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert "https://example.org/kort/" in shown
    assert "2026" in shown
    assert "Politiet i Byen" in shown


# What is published


def test_nothing_but_keys_and_languages_is_read_from_the_table_of_texts(station):
    for path in station.iterdir():
        assert b"CANARY" not in path.read_bytes(), path.name
    found = read_document(station)
    assert list(found["texts"]) == LANGUAGES
    assert [language.code for language in page_languages(from_document(found, {}).record)] == LANGUAGES


def test_the_embedding_code_is_what_a_web_editor_pastes(station):
    code = html.unescape(re.search(r"<code>(.*?)</code>", (station / "index.html").read_text(encoding="utf-8"))[1])
    assert 'src="https://example.org/kort/"' in code
    assert 'allow="geolocation; web-share; clipboard-write"' in code
