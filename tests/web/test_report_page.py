"""A report as the reader sees it: on the screen, in the dark, on paper."""

import re
import shutil
import subprocess

import pytest
from builders.pages import visit
from sector_planner.core.publish.report_page import Column, Report, Section, Table, Text, render

MARKING = "Restricted: police use only"


@pytest.fixture
def page_file(tmp_path):
    rows = [[f"Sector {row}", row] for row in range(120)]
    sections = [Section("Table", [Table([Column("Sector"), Column("Officers", 0)], rows)])]
    sections.append(Section("Next sheet", [Text("Text")], new_page=True))
    path = tmp_path / "report.html"
    path.write_text(render(Report("Report", sections, marking=MARKING)), encoding="utf-8")
    return path


def test_a_report_asks_for_nothing_and_fits_a_telephone(browser, page_file):
    with visit(browser, page_file.as_uri(), 360, 640) as page:
        assert page.asked == [page_file.as_uri()]
        assert page.said == []
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_light_and_dark_differ(browser, page_file):
    with visit(browser, page_file.as_uri(), color_scheme="dark") as page:
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_the_marking_stands_on_every_printed_sheet(browser, page_file):
    with visit(browser, page_file.as_uri()) as page:
        pdf = page_file.with_suffix(".pdf")
        page.pdf(path=pdf, prefer_css_page_size=True)
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        sheets = text.split("\f")[:-1]
        assert len(sheets) >= 4
        assert [len(re.findall(MARKING, sheet)) for sheet in sheets] == [1] * len(sheets)
