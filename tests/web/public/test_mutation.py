"""Break the page on purpose: every check must be able to fail."""

import pytest
from builders import page_checks as checks_of_a_station
from builders.mutants import first_fault, mutated

# the check that has to notice, name, text in the page, what it becomes
MUTANTS = [
    ("keyboard", "sectors are no buttons", 'path.setAttribute("role", "button");', ""),
    ("keyboard", "sectors cannot be focused", 'path.setAttribute("tabindex", "-1");', ""),
    ("keyboard", "every sector is a stop for Tab", 'stop.setAttribute("tabindex", "-1");', ''),
    ("keyboard", "the map itself is a stop for Tab", "keyboard: false, zoomSnap", "zoomSnap"),
    ("keyboard", "numbers are not shown", "view.texts.appendChild(drawn);", ""),
    ("keyboard", "arrow keys stop at an end", "(index + by + paths.length) % paths.length", "Math.min(index + Math.max(by, 0), 12)"),
    ("answers", "a street that is begun opens unasked", "if (found.sure) pick", "if (found.offers.length === 1) pick"),
    ("answers", "suggestions are not counted", 'found.offers.length + ". "', '""'),
    ("answers", "the down arrow is dead", 'event.key === "ArrowDown" || event.key === "ArrowUp"', "false"),
    ("answers", "suggestions cannot be touched", 'item.addEventListener("click", () => pick(offer));', ""),
    ("answers", "no nearest spelling", "const close = ranked.filter(one => isClose(one.street, loose))", "const close = ranked.filter(one => false)"),
    ("answers", "a sector is cut from the choices", "return found.map(index => ({", "return found.slice(0, 2).map(index => ({"),
    ("keyboard", "Enter does nothing", 'event.key === "Enter" || event.key === " "', 'event.key === " "'),
    ("keyboard", "Space does nothing", 'event.key === "Enter" || event.key === " "', 'event.key === "Enter"'),
    ("right_officer", "sectors have no name", 'area.getElement().setAttribute("aria-label"', 'area.getElement().setAttribute("data-x"'),
    ("right_officer", "the officer is not announced", '(sector.officer ? ", " + sector.officer : "")', '""'),
    ("keyboard", "the list opens while one types", "if (!byKey) confirm();", "confirm();"),
    ("keyboard", "the list hears no Enter", "setTimeout(() => confirm(), 0)", "0"),
    ("keyboard", "leaving the list opens nothing", 'list.addEventListener("blur", () => confirm(true));', ""),
    ("keyboard", "leaving the list moves the focus", "if (!keepFocus) heading.focus();", "heading.focus();"),
    ("keyboard", "the button beside the list is dead", 'addEventListener("click", () => confirm());', 'addEventListener("x", () => confirm());'),
    ("right_officer", "places are looked up in other borders", "sector.truth = sector.borders.map(rings => rings.map(ring => unpackRing(ring, 1e8)));", "sector.truth = sector.polygons.map(rings => rings.map(ring => ring.map(([x, y]) => [x + 1e-3, y])));"),
    ("keyboard", "aria-pressed stays", 'press(view.chosen, "false");', ""),
    ("keyboard", "focus stays on the map", "if (!keepFocus) heading.focus();", ""),
    ("keyboard", "the status line is silent", 'say(page, "chosen", sectorTitle(page, page.sectors[index]));', ""),
    ("keyboard", "choosing reorders Tab", "view.chosen = chosen;", "view.chosen = chosen; view.areas[chosen].bringToFront();"),
    ("keyboard", "no outline for the chosen", 'outline: add("path", "outline")', 'outline: add("path", "other")'),
    ("keyboard", "focus on sectors cannot be seen", "path.leaflet-interactive:focus-visible ~ .ring{", "path.never{"),
    ("keyboard", "focus on controls cannot be seen", ":focus-visible{outline:3px solid var(--focus);", ":focus-visible{outline:0 solid var(--focus);"),
    ("small_screen", "a long name widens the page", "select{contain:strict;height:max(48px,2.6em);}", "select{width:auto !important;max-width:none !important;}"),
    ("small_screen", "small targets", "width:44px;height:44px;", "width:30px;height:30px;"),
    ("small_screen", "pan buttons do nothing", "map.panBy([-120, 0])", "null"),
    ("right_officer", "the wrong card", "node(page.sectors[index].anchor)", "node(page.sectors[(index + 1) % 20].anchor)"),
    ("right_officer", "the wrong sector", "inside = !inside;", "inside = true;"),
    ("right_officer", "no deep link", "const index = page.sectors.findIndex(sector => sector.anchor === anchor);", "const index = -1;"),
    ("answers", "no word about the border", "if (index !== except && isWithin(sector, x, y, metres))", "if (false)"),
    ("answers", "no word about being outside", 'say(page, near.length ? "near_border" : "outside")', "null"),
    ("answers", "no word about a moved border", "if (moved) say(", "if (false) say("),
    ("answers", "streets are not found", "if (!loose.length || loose[0].length < 2) return [];", "return [];"),
    ("languages", "Danish does not reach the map", "if (state.view) nameAreas(state.view, page);", ""),
    ("languages", "the language is not told", "document.documentElement.lang = code;", ""),
    ("languages", "days stay in English", "if (node.dataset[code]) return node.dataset[code];", "if (node.dataset[code]) return node.dataset.en;"),
    ("accessible", "pale text", "--soft:#515d75;", "--soft:#a5adba;"),
    ("accessible", "pale text in the dark", "--soft:#b3bdcc;", "--soft:#4a5568;"),
    ("banner", "no 112", '<a href="tel:112">112</a>', "112"),
    ("without_script", "no cards without JavaScript", ".no-js .languages,", ".no-js .cards,.no-js .languages,"),
    ("quiet", "any script may run", "script-src &#39;sha256-", "script-src &#39;unsafe-inline&#39; &#39;nothing-"),
    ("policy", "anything may be fetched", "connect-src &#39;none&#39;", "connect-src *"),
    ("quiet", "any picture may be loaded", "img-src data:", "img-src *"),
    ("quiet", "a request leaves the page", "<footer>", '<img src="http://127.0.0.1:9/x" alt=""><footer>'),
    ("quiet", "an error in the script", "function startMap() {", "function startMap() { setTimeout(() => { throw new Error('x'); });"),
    ("accessible", "no title for the page", "document.title = (", "document.title = \"\" && ("),
    ("accessible", "a select without a label", '<label for="sector">', "<label>"),
]  # fmt: skip


OF_A_STATION = [
    ("in_further_languages", "Arabic runs from left to right", "document.documentElement.dir = directionOf(data, code);", ""),
    ("in_further_languages", "the skip link lies beside the page", ".skip{position:absolute;inset-inline-start:0;top:-12rem;", ".skip{position:absolute;left:-999rem;top:0;"),
    ("in_further_languages", "digits of telephones run backwards", '<span class="number" dir="ltr">', '<span class="number">'),
    ("in_further_languages", "digits of the stamp run backwards", '<bdi dir="ltr">2026-4', '<bdi dir="rtl">2026-4'),
    ("in_further_languages", "the map is laid out from right to left", '<div id="map" dir="ltr"', '<div id="map"'),
    ("in_further_languages", "what is lacking is not marked", "node.lang = language;", ""),
    ("in_further_languages", "what is lacking has no direction", "node.dir = directionOf(data, language);", ""),
    ("in_further_languages", "what is lacking is empty", "return text === undefined ? data.words.en[key] : text;", "return text === undefined ? '' : text;"),
    ("in_further_languages", "the mark of a language stays", 'node.removeAttribute("lang");', ""),
    ("in_further_languages", "texts of the data stay Danish", "const text = data.own[data.language][node.dataset.own];", "const text = undefined;"),
    ("in_further_languages", "the window's title stays Danish", "useLanguage(page, code);\nnameWindow();", "useLanguage(page, code);"),
    ("in_further_languages", "days stay English", "return new Intl.DateTimeFormat(", "return node.dataset.en; new Intl.DateTimeFormat("),
    ("passed_on", "sharing gives the frame's own address", "(page.link || location.href", "(location.href"),
    ("passed_on", "what cannot be shared is lost", 'if (error.name !== "AbortError") copy();', ""),
    ("passed_on", "copying says nothing", 'tellShared(button, "copied")', "null"),
    ("passed_on", "a link that cannot be copied is lost", "{ shown(); return; }", "return;"),
    ("passed_on", "sharing is dead", 'event.target.closest(".share, .print")', "null"),
    ("passed_on", "printing is dead", "window.print();", ""),
    ("passed_on", "the contact is no file", "data:text/vcard;", "data:text/plain;"),
    ("passed_on", "paper has no address", ".printed{display:block;", ".printed{display:none;"),
    ("passed_on", "buttons are printed", ".calendar,.acts,.told{display:none !important;", ".calendar,.told{display:none !important;"),
    ("passed_on", "the list is printed too", ".picked .all,.picked .lead{display:none;", ".picked .lead{display:none;"),
    ("passed_on", "late data are not told", "note.hidden = note.dataset.review >= today;", ""),
    ("passed_on", "an overdue review is announced", "note.hidden = note.dataset.until < today;", ""),
    ("published_by", "no name", "Politiet i Byen</span></a> ·", "</span></a> ·"),
    ("published_by", "no day", '<p class="small"><span data-t="updated">', '<p class="small" hidden><span data-t="updated">'),
    ("published_by", "the logo is broken", "data:image/png;base64,iVBOR", "data:image/png;base64,AAAAA"),
    ("published_by", "no contact", "mailto:post@example.org", "#"),
    ("published_by", "no data-protection officer", "mailto:dpo@example.org", "#"),
    ("published_by", "no controller", "Byens Politi, Torvet 1", ""),
    ("published_by", "no accessibility statement", "https://example.org/was", "https://example.org/"),
    ("published_by", "links stay in the frame", 'target="_top" rel="noopener noreferrer"><span data-t="privacy_statement">', '><span data-t="privacy_statement">'),
    ("published_by", "no location in the frame", "allow=&#34;geolocation; ", "allow=&#34;"),
    ("published_by", "a vacant sector promises hours", "Sektoren har lige nu ingen navngiven betjent", "Din betjent træffes kl. 8–15"),
]  # fmt: skip


def test_the_page_put_together_again_is_the_page(folder):
    html = (folder / "index.html").read_text(encoding="utf-8")
    is_same = mutated(html, "<footer>", "<footer>") == html  # a diff of two pages would take pytest minutes
    assert is_same


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [(check, old, new) for check, _, old, new in MUTANTS],
    ids=[mutant[1] for mutant in MUTANTS],
)
def test_every_mutant_is_killed(check, old, new, browser, folder, axe, checks, facts, tmp_path):
    page = tmp_path / "index.html"
    page.write_text(mutated((folder / "index.html").read_text(encoding="utf-8"), old, new), encoding="utf-8")
    assert first_fault(checks.CHECKS[check](browser, page.as_uri(), axe, facts)) is not None


@pytest.mark.parametrize("check", checks_of_a_station.OF_A_STATION.values(), ids=checks_of_a_station.OF_A_STATION)
def test_the_page_of_a_station_has_no_fault(check, browser, station):
    assert list(check(browser, (station / "index.html").as_uri())) == []


@pytest.mark.parametrize(
    ("check", "old", "new"),
    [(check, old, new) for check, _, old, new in OF_A_STATION],
    ids=[mutant[1] for mutant in OF_A_STATION],
)
def test_every_mutant_of_a_station_is_killed(check, old, new, browser, station, tmp_path):
    page = tmp_path / "index.html"
    page.write_text(mutated((station / "index.html").read_text(encoding="utf-8"), old, new), encoding="utf-8")
    assert first_fault(checks_of_a_station.OF_A_STATION[check](browser, page.as_uri())) is not None
