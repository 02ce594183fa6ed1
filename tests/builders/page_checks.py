"""The checks of a public page that need a browser. Each yields a line for every fault it finds."""

import json

from .pages import visit

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SECTOR_PATHS = 'path[role="button"][tabindex]'
# What axe cannot decide by itself was looked at by eye: text over the map has no computed background,
# and the signs on the map's buttons (+, −, arrows) are pictures, not words.
KNOWN_INCOMPLETE = {"color-contrast", "label-content-name-mismatch"}


def all_faults(browser, address, axe, facts):
    """Yield every fault, the quick checks first. `facts` holds what the page must show."""
    for check in CHECKS.values():
        yield from check(browser, address, axe, facts)


def quiet(browser, address):
    with visit(browser, address) as page:
        page.select_option("#sector", index=1)
        page.wait_for_timeout(100)
        others = [url for url in page.asked if url.split("#")[0] != address and not url.startswith("data:")]
        if others:
            yield f"the page asked for {others}"
        if page.said:
            yield f"the console says {page.said}"


def banner(browser, address):
    with visit(browser, address) as page:
        for number in ("112", "114"):
            link = page.locator(f'.urgent a[href="tel:{number}"]')
            if link.count() != 1 or not link.is_visible():
                yield f"{number} is not shown on top"
        if not page.locator("p.lead").is_visible():
            yield "what the officer is for is not said"


def keyboard(browser, address, facts):
    with visit(browser, address) as page:
        paths = page.locator(SECTOR_PATHS)
        if paths.count() != len(facts["officers"]):
            yield f"{paths.count()} sectors can be reached, of {len(facts['officers'])}"
            return
        yield from one_stop_for_tab(page, len(facts["officers"]))
        order = "[...document.querySelectorAll('path[role=button]')].map(path => path.getAttribute('aria-label'))"
        before = page.evaluate(order)
        for position, key in ((2, "Enter"), (5, " ")):
            status = page.locator("#status").inner_text()
            paths.nth(position).focus()
            page.keyboard.press(key)
            page.wait_for_timeout(50)
            heading = page.evaluate("document.activeElement.tagName + document.activeElement.textContent")
            if not heading.startswith("H3") or str(position + 1) not in heading:
                yield f"{key!r} does not lead to the card: {heading}"
            if page.locator("#status").inner_text() in ("", status):
                yield "the status line does not change"
            if (
                page.locator('path[aria-pressed="true"]').count() != 1
                or paths.nth(position).get_attribute("aria-pressed") != "true"
            ):
                yield "aria-pressed does not follow"
        if page.evaluate(order) != before:
            yield "choosing changes the order of Tab"
        if page.locator("#map text.mark").count() != len(facts["officers"]):
            yield "not every sector shows its number on the map"
        drawn = "name => document.querySelector(name)?.getAttribute('d') || name"
        if page.evaluate(drawn, "path.outline") != page.evaluate(drawn, 'path[aria-pressed="true"]'):
            yield "the chosen sector has no outline of its own"
        yield from visible_focus(page)
    yield from list_by_keyboard(browser, address)


def one_stop_for_tab(page, count):
    """The map is one stop for Tab, and its arrow keys reach every sector."""
    page.locator(SECTOR_PATHS).nth(1).focus()
    stops = page.evaluate(
        "[...document.querySelectorAll('#map path, #map .leaflet-pane *')].filter(n => n.tabIndex >= 0).length"
    )
    if stops != 1 or page.evaluate("document.getElementById('map').tabIndex") >= 0:
        yield f"the map is {stops} stops for Tab"
    page.locator(SECTOR_PATHS).first.focus()
    for keys in (["ArrowRight"] * (count - 1), ["ArrowUp"] * (count - 1), ["End"], ["Home"]):
        reached = set()
        for key in keys:
            page.keyboard.press(key)
            reached.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        if len(reached) != len(keys) or None in reached:
            yield f"{keys[0]} reaches {len(reached)} sectors"
    if not reached.pop().startswith("Sector 1,") and page.evaluate("document.activeElement.tabIndex") != 0:
        yield "Home does not lead to the first sector"


def list_by_keyboard(browser, address):
    """Type in the list as a keyboard user does: nothing opens before Enter, leaving the list, or the button."""
    opened = "document.querySelector('#chosen')?.textContent || ''"
    for confirm, focus in (("Enter", "H3"), ("Tab", "BUTTON")):
        with visit(browser, address) as page:
            page.locator("#sector").focus()
            for key in ("1", "5"):
                page.keyboard.press(key)
                page.wait_for_timeout(60)
                if page.evaluate(opened) or page.evaluate("document.activeElement.id") != "sector":
                    yield f"{key} in the list opens {page.evaluate(opened)!r}"
            page.keyboard.press("ArrowDown")
            if page.evaluate("document.activeElement.id") != "sector":
                yield "ArrowDown leaves the list"
            page.keyboard.press(confirm)
            page.wait_for_timeout(100)
            if "16" not in page.evaluate(opened):
                yield f"{confirm} does not open the sector that was chosen"
            if page.evaluate("document.activeElement.tagName") != focus:
                yield f"after {confirm} the focus is elsewhere"
    with visit(browser, address) as page:
        page.locator("#sector").focus()
        page.keyboard.press("3")
        page.click("#show")
        if "3" not in page.evaluate(opened) or page.evaluate("document.activeElement.tagName") != "H3":
            yield "the button does not open the sector that was chosen"


def visible_focus(page):
    for selector in ("#address", "#locate", "#sector", ".call", ".pan button", "[data-language]"):
        page.locator(selector).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(s => [s.outlineStyle, parseFloat(s.outlineWidth)])(getComputedStyle(document.activeElement))"
        )
        if style[0] == "none" or style[1] < 2:
            yield f"focus on {selector} cannot be seen ({style})"
    page.locator(SECTOR_PATHS).first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    ring = """(ring => getComputedStyle(ring).visibility === 'visible' && parseFloat(getComputedStyle(ring).strokeWidth) > 2
        && ring.getAttribute('d') === document.activeElement.getAttribute('d'))(document.querySelector('.ring'))"""
    if not page.evaluate(ring):
        yield "focus on a sector cannot be seen"


def right_officer(browser, address, facts):
    with visit(browser, address) as page:
        for index, (key, officer, phone) in enumerate(facts["officers"]):
            page.select_option("#sector", index=index + 1)
            shown = page.locator("#result").inner_text()
            link = page.locator("#result a.call").get_attribute("href")
            if f"Sector {key}" not in shown or officer not in shown or link != f"tel:{phone}":
                yield f"sector {key} shows {shown!r}"
                return
        page.goto(f"{address}#{facts['anchor']}")
        page.reload()
        if facts["anchor_officer"] not in page.locator("#result").inner_text():
            yield "the deep link does not open its sector"
        label = page.locator(SECTOR_PATHS).nth(1).get_attribute("aria-label") or ""
        if "Sector 2" not in label or "Officer 2" not in label:
            yield f"a sector is announced as {label!r}"
        wrong = [
            point for point, key in facts["points"] if page.evaluate("p => window.sectorAt(p[0], p[1])", point) != key
        ]
        if wrong:
            yield f"{len(wrong)} points lie in a wrong sector"


def answers(browser, address, facts):
    for place, words in facts["places"]:
        with visit(browser, address, geolocation={**place, "accuracy": 5}, permissions=["geolocation"]) as page:
            page.click("#locate")
            page.wait_for_timeout(150)
            shown = page.locator(".finder").inner_text()
            missing = [word for word in words if word not in shown]
            if missing:
                yield f"at {place} the page does not say {missing}"
    with visit(browser, address) as page:
        yield from searches(page)
        yield from searches_further(page)


def searches(page):
    """Type addresses as residents do; nothing opens unasked but the one place that was spelt."""
    opened = "document.querySelector('#chosen')?.textContent || ''"
    options, status = page.locator("#offers [role=option]"), page.locator("#status")
    page.fill("#address", "short l")
    if options.count() != 1 or "Suggestions: 1" not in status.inner_text():
        yield "a street that is begun is not offered, or not counted"
    page.keyboard.press("Enter")
    if page.evaluate(opened):
        yield "a street that is only begun opens unasked"
    if page.locator("#offers [aria-selected=true]").count() != 1 or not page.locator("#address").get_attribute(
        "aria-activedescendant"
    ):
        yield "Enter does not lead to the suggestion"
    page.keyboard.press("Enter")
    if "Officer 1" not in page.locator("#result").inner_text():
        yield "the street search does not find the only sector of a street"
    page.fill("#address", "Short Lane 3, 2. tv, 2200 København N")
    page.keyboard.press("Enter")
    if options.count() or "Short Lane 3" not in page.input_value("#address"):
        yield "an address with floor and town is not understood"


def searches_further(page):
    """Type a street through several sectors, a slip of the finger, and what is no street."""
    options, status = page.locator("#offers [role=option]"), page.locator("#status")
    page.fill("#address", "long road")
    if options.count() != 3:
        yield "a street through three sectors does not offer three"
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    if "Officer 2" not in page.locator("#result").inner_text():
        yield "the arrow keys do not choose among the suggestions"
    page.fill("#address", "long raod")
    if options.count() != 3 or "Did you mean" not in status.inner_text():
        yield "the nearest spelling is not offered"
    page.locator("#offers li").nth(2).click()
    if "Officer 3" not in page.locator("#result").inner_text():
        yield "a suggestion cannot be chosen by thumb"
    page.fill("#address", "nowhere")
    if "no street" not in status.inner_text() or options.count():
        yield "a street that is not there is not said to be missing"
    page.fill("#address", "2200 København N")
    if "name of the street" not in status.inner_text():
        yield "a town alone does not ask for the street"


def at_rest(page, expression):
    """Return what an expression gives once it has stayed the same for a third of a second: the map has come to rest."""
    value = page.evaluate(expression)
    for _ in range(20):
        page.wait_for_timeout(350)
        earlier, value = value, page.evaluate(expression)
        if value == earlier:
            break
    return value


def small_screen(browser, address):
    with visit(browser, address, width=320) as page:
        page.select_option("#sector", index=1)
        page.fill("#address", "long road")
        page.wait_for_timeout(100)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            yield f"the page is {width} px wide at 320"
        small = page.evaluate("""[...document.querySelectorAll('button, select, input, .offers li, .call, .mail, .urgent a')]
            .filter(node => node.offsetParent && (node.offsetHeight < 44 || node.offsetWidth < 44)).map(node => node.outerHTML.slice(0, 80))""")
        if small:
            yield f"targets below 44 px: {small}"
        corner = "document.querySelector('.leaflet-map-pane').style.transform"
        for button in page.locator(".pan button").all():
            before = at_rest(page, corner)
            button.click()
            page.wait_for_timeout(350)
            if page.evaluate(corner) == before:
                yield "a pan button does not move the map"
                break


def languages(browser, address):
    with visit(browser, address) as page:
        page.select_option("#sector", index=2)
        page.click('[data-language="da"]')
        shown = page.locator("main").inner_text()
        if "Alle sektorer og betjente" not in shown or page.evaluate("document.documentElement.lang") != "da":
            yield "the page does not change to Danish"
        days = page.locator("time").all_text_contents()
        if "14. januar 2090" not in days or "1. maj 2027" not in days:
            yield f"the days are not in Danish: {days}"
        if "All sectors" in shown or "Show all" in shown:
            yield "English stays after the change to Danish"
        if not (page.locator(SECTOR_PATHS).first.get_attribute("aria-label") or "").startswith("Sektor"):
            yield "the map does not change language"


def without_script(browser, address, facts):
    with visit(browser, address, java_script_enabled=False) as page:
        cards = page.locator("article.card").all_inner_texts()
        shown = [card for card in page.locator("article.card").all() if card.is_visible()]
        if page.locator("#unfold, #address, #sector").first.is_visible():
            yield "without JavaScript there are fields that do nothing"
        if len(shown) != len(facts["officers"]) or not all(
            officer in card for (_, officer, _), card in zip(facts["officers"], cards, strict=False)
        ):
            yield "without JavaScript not every officer is shown"
        if not page.locator("svg.overview").is_visible():
            yield "without JavaScript there is no map"


def policy(browser, address):
    """Try what an injected text could do; the policy must stop all of it."""
    with visit(browser, address) as page:
        page.evaluate("""() => {
            window.hits = [];
            const script = document.createElement('script'); script.textContent = 'window.hits.push("script")'; document.body.append(script);
            const box = document.createElement('div'); box.innerHTML = '<img src="data:," onerror="window.hits.push(1)"><i onclick="window.hits.push(2)">x</i>'; document.body.append(box);
            box.querySelector('i').click();
            const link = document.createElement('a'); link.href = 'javascript:window.hits.push("link")'; document.body.append(link); link.click();
            const image = new Image(); image.src = 'http://127.0.0.1:9/pixel'; document.body.append(image);
            const style = document.createElement('style'); style.textContent = 'body{background:url(http://127.0.0.1:9/style)}'; document.body.append(style);
            const frame = document.createElement('iframe'); frame.src = 'http://127.0.0.1:9/frame'; document.body.append(frame);
            return fetch('http://127.0.0.1:9/fetch').catch(() => {});
        }""")
        page.wait_for_timeout(200)
        if page.evaluate("window.hits.length"):
            yield f"injected code ran: {page.evaluate('window.hits')}"
        stopped = " ".join(page.said)
        for kind in ("script-src", "connect-src", "img-src", "style-src"):
            if kind not in stopped:
                yield f"{kind} did not stop anything"
        # Chromium reports a frame that the policy stopped as a request that never leaves it.


def accessible(browser, address, axe, schemes=("light", "dark"), widths=(1280, 320), choices=(0, 4)):
    for scheme in schemes:
        for width in widths:
            with visit(browser, address, width=width, color_scheme=scheme, reduced_motion="reduce") as page:
                page.evaluate(axe)
                for chosen in choices:
                    if chosen:
                        page.select_option("#sector", index=chosen)
                    page.wait_for_timeout(350)
                    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}
                    found = page.evaluate("options => axe.run(document, options)", options)
                    for rule in found["violations"]:
                        yield f"axe, {scheme} {width} {chosen}: {rule['id']} {json.dumps([node['html'][:100] for node in rule['nodes'][:3]])}"
                    for rule in found["incomplete"]:
                        if rule["id"] not in KNOWN_INCOMPLETE:
                            yield f"axe cannot tell, {scheme} {width} {chosen}: {rule['id']} {[node['html'][:100] for node in rule['nodes'][:3]]}"


def in_further_languages(browser, address):
    """Read the page of a Danish station in Arabic and Polish: direction, texts, what falls back, days and digits."""
    with visit(browser, address, width=320) as page:
        page.click('[data-language="ar"]')
        page.select_option("#sector", index=4)
        if page.evaluate("document.documentElement.dir") != "rtl":
            yield "Arabic does not run from right to left"
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            yield "the page leaves the screen"
        for selector in ("#result .number", "#result .address", ".stamp bdi", "#map"):
            if page.evaluate(f"getComputedStyle(document.querySelector('{selector}')).direction") != "ltr":
                yield f"{selector} runs from right to left"
        lacking = page.locator("#locate span")
        if (lacking.inner_text(), lacking.get_attribute("lang"), lacking.get_attribute("dir")) != (
            "Use my location",
            "en",
            "ltr",
        ):
            yield "what is lacking is not English, or not marked as English"
        page.click('[data-language="pl"]')
        yield from _in_polish(page)


def _in_polish(page):
    if page.title() != "Sektor 4 – " + page.locator("h1").inner_text() or "policjanta" not in page.title():
        yield "the title does not change language"
    if page.locator("header time").inner_text() != "1 grudnia 2026":
        yield "days are not in Polish"
    if "dni robocze" not in page.locator("#result").inner_text():
        yield "hours are not in Polish"
    if page.locator("#result .events strong span").get_attribute("lang") != "da":
        yield "what stays Danish is not marked as Danish"
    page.click('[data-language="da"]')
    if page.locator("#locate span").get_attribute("lang"):
        yield "Danish is marked as another language"


def passed_on(browser, address):
    """Share, print and save a sector's contact, and read the page after its review date."""
    with visit(browser, address) as page:
        page.evaluate(
            "navigator.share = what => { window.given = what; return Promise.resolve(); }; window.print = () => { window.printed = true; }; null"
        )
        page.select_option("#sector", index=4)
        page.click("#result .share")
        if page.evaluate("window.given && window.given.url") != "https://example.org/kort/#sektor-4":
            yield "sharing gives another link"
        page.click("#result .print")
        if not page.evaluate("window.printed"):
            yield "the print button does nothing"
        page.evaluate(
            "navigator.share = () => Promise.reject(new DOMException('', 'NotAllowedError')); Object.defineProperty(navigator, 'clipboard', { value: { writeText: text => { window.copied = text; return Promise.resolve(); } }, configurable: true }); null"
        )
        page.click("#result .share")
        page.wait_for_timeout(60)
        if not page.evaluate("window.copied") or page.locator("#result .told").inner_text() != "Linket er kopieret.":
            yield "a link that cannot be shared is not copied, or not said to be"
        page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }); null")
        page.click("#result .share")
        page.wait_for_timeout(60)
        if page.locator("#result .told input").count() != 1:
            yield "a link that cannot be copied is not shown"
        if not (page.locator("#result .save").get_attribute("href") or "").startswith("data:text/vcard"):
            yield "the contact cannot be saved"
        page.emulate_media(media="print")
        if not page.locator(".result .printed").is_visible() or page.locator("#result .acts").is_visible():
            yield "on paper the address is missing, or buttons are printed"
        if page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") != 1:
            yield "a sector takes more than one sheet"
    context = browser.new_context()
    page = context.new_page()
    page.clock.set_fixed_time("2027-05-02T12:00:00")
    page.goto(address)
    page.select_option("#sector", index=4)
    if not page.locator("#result .late").is_visible() or not page.locator("footer .late").is_visible():
        yield "after the review date nothing is said"
    if page.locator("[data-until]").is_visible():
        yield "a review that is overdue is announced"
    context.close()


def published_by(browser, address):
    """Look for the publisher: name, logo, contact, statements, and links that leave a frame."""
    with visit(browser, address) as page:
        head, foot = page.locator("header").inner_text(), page.locator("footer")
        for summary in foot.locator("summary").all():
            summary.click()
        if "Politiet i Byen" not in head or "Opdateret 1. december 2026" not in head or "2026-4" in head:
            yield f"the head says {head!r}"
        if not page.evaluate("document.querySelector('.logo').naturalWidth"):
            yield "no logo is shown"
        hrefs = {link.get_attribute("href") for link in foot.locator("a").all()}
        wanted = {
            "mailto:post@example.org",
            "tel:+4520000900",
            "mailto:dpo@example.org",
            "https://example.org/was",
            "https://example.org/privatliv",
        }
        if wanted - hrefs or "Byens Politi, Torvet 1" not in foot.inner_text():
            yield f"the foot lacks {wanted - hrefs}, or the controller"
        if page.locator('a[href^="http"]:not([target="_top"][rel="noopener noreferrer"])').count():
            yield "a link stays in the frame"
        if 'allow="geolocation' not in foot.locator("code").inner_text():
            yield "the frame has no location"
        page.select_option("#sector", index=19)
        vacant = page.locator("#result").inner_text()
        if "114" not in vacant or any(word in vacant for word in ("Din betjent", "Gem kontakten", "8–15", "ringer vi")):
            yield f"a vacant sector promises {vacant!r}"


OF_A_STATION = {"in_further_languages": in_further_languages, "passed_on": passed_on, "published_by": published_by}
CHECKS = {
    "quiet": lambda browser, address, axe, facts: quiet(browser, address),
    "banner": lambda browser, address, axe, facts: banner(browser, address),
    "keyboard": lambda browser, address, axe, facts: keyboard(browser, address, facts),
    "right_officer": lambda browser, address, axe, facts: right_officer(browser, address, facts),
    "answers": lambda browser, address, axe, facts: answers(browser, address, facts),
    "small_screen": lambda browser, address, axe, facts: small_screen(browser, address),
    "languages": lambda browser, address, axe, facts: languages(browser, address),
    "without_script": lambda browser, address, axe, facts: without_script(browser, address, facts),
    "policy": lambda browser, address, axe, facts: policy(browser, address),
    "accessible": lambda browser, address, axe, facts: accessible(browser, address, axe),
}
