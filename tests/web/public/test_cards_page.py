"""The sheets of cards in a browser: accessible, sealed, and one A4 page a sheet."""

import re

import pytest
from builders.pages import visit
from builders.tables import records
from sector_planner.core.publish.contacts import Contact, read_contacts
from sector_planner.core.publish.print_sheets import cards_page, leaflet_page
from sector_planner.core.publish.settings import PublicSettings


@pytest.fixture
def sheets(tmp_path):
    people = tuple(
        Contact(
            str(1 + i // 3),
            "",
            "responsible",
            f"Officer {i}" if i else "<img src=x onerror=alert(1)>",
            f"+45200000{i:02d}",
            f"o{i}@example.org",
            "7–23",
            "Station",
            "",
            "",
            "",
        )
        for i in range(25)
    )
    path = tmp_path / "cards.html"
    path.write_text(
        cards_page(
            people,
            PublicSettings(
                "2026-1", "Cards", "en", public_url="https://example.org/map/", organisation="City <b>Police</b>"
            ),
        ),
        encoding="utf-8",
    )
    return path


def test_the_sheets_have_no_fault(browser, sheets, axe, checks):
    assert [*checks.accessible(browser, sheets.as_uri(), axe, schemes=("light",), widths=(1280,), choices=(0,))] == []
    with visit(browser, sheets.as_uri()) as page:
        assert [url for url in page.asked if not url.startswith("data:")] == [sheets.as_uri()]
        assert page.said == []
        assert page.locator(".card").count() == 25
        assert "City <b>Police</b>" in page.locator(".card .service").first.inner_text()
        assert "example.org/map" in page.locator(".card").first.inner_text()
        assert "<img src=x" in page.locator(".card h2").first.inner_text()


def test_a_sheet_is_one_page_of_a4(browser, sheets, checks):
    with visit(browser, sheets.as_uri()) as page:
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 3
    assert re.search(rb"/MediaBox\s*\[0 0 59[45][^ ]* 84[12]", pdf)


@pytest.fixture
def leaflets(make_publication, tmp_path):
    """Return accessible leaflets of twenty sectors, two of them vacant, with hostile names of sectors and streets."""
    hostile = "<img src=x onerror=alert(1)>"
    people = read_contacts(
        records([{"sector_id": i + 1, "name": hostile if i else "Anna", "phone": "20000000"} for i in range(18)])
    )
    settings = PublicSettings(
        "2026-1", "Find", "en", public_url="https://example.org/map/", organisation="City <b>Police</b>"
    )
    publication = make_publication(tmp_path / "public", [hostile] * 20, settings, contacts=people, earlier=None)
    path = tmp_path / "leaflets.html"
    path.write_text(leaflet_page(publication), encoding="utf-8")
    return path


def test_accessible_leaflets_have_no_fault(browser, leaflets, axe, checks):
    assert [
        *checks.accessible(browser, leaflets.as_uri(), axe, schemes=("light",), widths=(1280, 320), choices=(0,))
    ] == []
    with visit(browser, leaflets.as_uri(), width=320) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert [url for url in page.asked if not url.startswith("data:")] == [leaflets.as_uri()]
        assert page.said == []
        assert page.locator("h1").count() == 20
        assert page.locator("section img").count() == 40
        assert "<img src=x" in page.locator("h1").first.inner_text()
        assert "Long Road" in page.locator(".streets").first.inner_text()
        pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 20
