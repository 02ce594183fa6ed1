"""Break the page on purpose: every check must be able to fail."""

import pytest
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
    ("languages", "days stay in English", "node.textContent = node.dataset[code];", ""),
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
