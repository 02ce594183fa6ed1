"""What a release of the public page must pass."""

import re
import shutil

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


def test_the_page_is_light(folder):
    assert (folder / "index.html").stat().st_size <= 300_000


def test_no_internal_word_reaches_a_published_file(folder):
    for path in folder.iterdir():
        assert b"CANARY" not in path.read_bytes(), path.name
        assert not re.search(rb"/tmp/|/home/|/root/", path.read_bytes()), path.name


def test_at_400_per_cent_nothing_is_cut(browser, folder, checks):
    with visit(browser, (folder / "index.html").as_uri(), width=320, device_scale_factor=4) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_prints_on_a4_with_every_officer(browser, folder, checks, tmp_path):
    with visit(browser, (folder / "index.html").as_uri()) as page:
        page.select_option("#sector", index=3)
        page.emulate_media(media="print")
        assert page.locator("svg.overview").is_visible()
        assert not page.locator("#map").is_visible()
        assert all(page.locator(".cards article.card").nth(i).is_visible() for i in range(20))
        pdf = page.pdf(prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 4


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
    scripts = (folder / "index.html").read_text(encoding="utf-8").split("<script>")[-1]
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
