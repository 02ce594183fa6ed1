"""What a release of the public page must pass."""

import html
import re
import shutil

import pytest
from builders.pages import visit


def test_the_page_has_no_fault_from_a_disk(browser, folder, axe, checks, facts):
    assert list(checks.all_faults(browser, (folder / "index.html").as_uri(), axe, facts)) == []


def test_the_page_has_no_fault_from_a_server(browser, folder, axe, checks, facts, serve):
    address, asked = serve(folder)
    page = address + "index.html"
    assert [*checks.quiet(browser, page), *checks.keyboard(browser, page, facts), *checks.policy(browser, page)] == []
    assert set(asked) == {"/index.html"}


def test_the_page_works_inside_a_sandboxed_frame(browser, folder, tmp_path, checks):
    shutil.copy(folder / "index.html", tmp_path / "page.html")
    outer = tmp_path / "outer.html"
    outer.write_text(
        '<iframe src="page.html#sektor-3" sandbox="allow-scripts" width="900" height="900"></iframe>', encoding="utf-8"
    )
    with visit(browser, outer.as_uri()) as page:
        frame = page.frames[1]
        assert "Officer 3" in frame.locator("#result").inner_text()
        frame.locator('path[role="button"]').nth(6).press("Enter")
        assert "Officer 7" in frame.locator("#result").inner_text()
        assert page.said == []


SHIFTS = """window.shifts = 0; new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.shifts += entry.value; })).observe({ type: 'layout-shift', buffered: true });"""


def over_a_slow_line(browser, address, width, wait="load"):
    """Open the page as an old telephone does: at 50 kB a second, on a processor six times slower."""
    page = browser.new_context(viewport={"width": width, "height": 640}).new_page()
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    speed = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", speed)
    page.add_init_script(SHIFTS)
    page.goto(address, wait_until=wait)
    return page


def shifts(page):
    page.wait_for_timeout(800)
    found = page.evaluate("window.shifts")
    page.context.close()
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_the_page_comes_over_a_slow_line(browser, folder, serve, width):
    address, _ = serve(folder)
    assert shifts(over_a_slow_line(browser, address + "index.html", width)) <= 0.02


def test_without_its_first_script_the_page_would_move(browser, folder, serve, tmp_path):
    text = (folder / "index.html").read_text(encoding="utf-8")
    (tmp_path / "index.html").write_text(text.replace('className = "js";', 'title = "";', 1), encoding="utf-8")
    late = 'document.documentElement.className = "js"; startMap();'
    policy = re.compile("script-src[^;]*")
    broken = policy.sub("script-src &#39;unsafe-inline&#39;", (tmp_path / "index.html").read_text(encoding="utf-8"))
    head, _, tail = broken.rpartition("startMap();")
    (tmp_path / "index.html").write_text(head + late + tail, encoding="utf-8")
    address, _ = serve(tmp_path)
    assert shifts(over_a_slow_line(browser, address + "index.html", 360)) > 0.02


def test_the_search_works_before_the_map_has_come(browser, folder, serve):
    address, _ = serve(folder)
    page = over_a_slow_line(browser, address + "index.html", 360, wait="commit")
    page.locator("#address").fill("short l")
    page.locator("#offers [role=option]").first.wait_for()
    assert page.locator("path[role=button]").count() == 0
    page.locator("#offers [role=option]").first.click()
    page.locator("#result .officer").wait_for()
    assert "Officer 1" in page.locator("#result").inner_text()
    page.context.close()


@pytest.mark.parametrize(("day", "is_late"), [("2027-05-01", False), ("2027-05-02", True)])
def test_after_the_review_date_the_page_says_that_it_is_being_checked(browser, folder, day, is_late):
    page = browser.new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto((folder / "index.html").as_uri())
    page.select_option("#sector", index=4)
    for place in ("#result", "footer"):
        assert page.locator(f"{place} .late").is_visible() == is_late
    assert page.locator("[data-until]").is_visible() != is_late
    page.close()


def test_the_page_is_not_longer_for_more_sectors(browser, make_publication, tmp_path):
    heights = []
    for count in (20, 60):
        make_publication(tmp_path / str(count), ["x"] * count)
        with visit(browser, (tmp_path / str(count) / "index.html").as_uri(), width=360) as page:
            page.select_option("#sector", index=4)
            frame = page.evaluate("document.getElementById('map').offsetHeight")  # it has the area's own shape
            assert frame <= 0.7 * page.viewport_size["height"]
            heights.append(page.evaluate("document.documentElement.scrollHeight") - frame)
    assert heights[0] == heights[1] < 3200


def test_the_page_is_light(folder):
    assert (folder / "index.html").stat().st_size <= 300_000


def test_no_internal_word_reaches_a_published_file(folder):
    for path in folder.iterdir():
        assert b"CANARY" not in path.read_bytes(), path.name
        assert not re.search(rb"/tmp/|/home/|/root/", path.read_bytes()), path.name


def test_at_400_per_cent_nothing_is_cut(browser, folder):
    with visit(browser, (folder / "index.html").as_uri(), width=320, device_scale_factor=4) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_prints_on_a4_with_every_officer(browser, folder, tmp_path):
    with visit(browser, (folder / "index.html").as_uri()) as page:
        page.emulate_media(media="print")
        assert page.locator("svg.overview").is_visible()
        assert not page.locator("#map").is_visible()
        assert all(page.locator(".cards article.card").nth(i).is_visible() for i in range(20))
        pdf = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4


def test_a_chosen_sector_prints_on_one_sheet_with_the_address_of_the_page(browser, folder):
    with visit(browser, (folder / "index.html").as_uri()) as page:
        page.select_option("#sector", index=4)
        page.emulate_media(media="print")
        assert page.locator("#result .card").is_visible()
        assert "https://example.org/map/" in page.locator(".result").inner_text()
        assert not page.locator(".cards article.card").first.is_visible()
        pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_inside_the_frame_that_the_page_gives_location_and_links_work(browser, folder, serve, tmp_path):
    text = (folder / "index.html").read_text(encoding="utf-8")
    code = html.unescape(re.search(r"<code>(.*?)</code>", text)[1])
    shutil.copy(folder / "index.html", tmp_path / "page.html")
    (tmp_path / "index.html").write_text(code.replace("https://example.org/map/", "page.html"), encoding="utf-8")
    address, _ = serve(tmp_path)
    place = {"longitude": 12.4576, "latitude": 55.664}
    context = browser.new_context(geolocation=place, permissions=["geolocation"])
    page = context.new_page()
    page.route("https://example.org/**", lambda route: route.fulfill(body="booked", content_type="text/html"))
    page.goto(address)
    frame = page.frames[1]
    frame.click("#locate")
    frame.locator("#result .officer").wait_for()
    assert "Officer 1" in frame.locator("#result").inner_text()
    frame.click(".book")
    page.wait_for_url("https://example.org/book")
    context.close()


def test_where_a_script_fails_the_cards_and_the_still_map_stay(browser, folder):
    page = browser.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'L', { get() { throw new Error('an old browser'); }, set() {} })"
    )
    page.goto((folder / "index.html").as_uri())
    assert page.locator("svg.overview").is_visible()
    assert page.locator("article.card").nth(12).is_visible()
    assert not page.locator("#sector").is_visible()
    page.close()


def test_old_browsers_are_not_asked_for_what_they_lack(folder):
    first, search, _leaflet, own_map = re.findall(
        r"<script>(.*?)</script>", (folder / "index.html").read_text(encoding="utf-8"), re.DOTALL
    )
    scripts = first + re.sub(r"/\*table\*/.*?/\*end\*/", "", search, flags=re.DOTALL) + own_map
    for modern in (
        "?.",
        "??",
        "replaceChildren",
        "replaceAll",
        ".at(",
        "structuredClone",
        "#private",
        "async ",
        "fetch(",
    ):
        assert modern not in scripts


def test_a_resident_on_a_telephone_sees_the_officer_before_the_map(browser, folder):
    with visit(browser, (folder / "index.html").as_uri(), width=360) as page:
        page.select_option("#sector", index=4)
        search, card, frame = (page.locator(name).bounding_box()["y"] for name in (".search", ".result", "#map"))
        assert search < card < frame
        assert page.locator("#result .call").bounding_box()["y"] < page.viewport_size["height"]


def test_the_windows_title_tells_the_chosen_sector(browser, folder):
    with visit(browser, (folder / "index.html").as_uri()) as page:
        assert page.title() == "Find your officer"
        page.select_option("#sector", index=4)
        page.wait_for_function("() => document.title === 'Sector 4 – Find your officer'")
        page.click('[data-language="da"]')
        page.wait_for_function("() => document.title === 'Sektor 4 – Find din betjent'")


def test_in_the_readers_own_colours_the_chosen_language_and_the_call_button_are_seen(browser, folder):
    with visit(browser, (folder / "index.html").as_uri(), forced_colors="active") as page:
        ground = "name => getComputedStyle(document.querySelector(name)).backgroundColor"
        chosen, other = (page.evaluate(ground, f'[aria-pressed="{is_on}"]') for is_on in ("true", "false"))
        assert chosen != other
        page.select_option("#sector", index=4)
        edge = page.evaluate("(s => [s.borderTopStyle, parseFloat(s.borderTopWidth)])(getComputedStyle(document.querySelector('#result .call')))")  # fmt: skip
        assert edge == ["solid", 2]
