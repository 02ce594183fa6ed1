"""compilehandbook: the fixed part, approved contributions, contents and change marks."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException

FIXED = Path(__file__).parents[3] / "resources" / "handbook"


def contribute(database, section, title, state, written, body="Learnt <today>\n\n- one\n- two"):
    database.write(
        [
            database.dialect.compose(
                "INSERT INTO {handbook_contribution!t} (handbook_section, title, body, author_role, written_on, state) "
                "VALUES ({section}, {title}, {body}, 'Sector officer', {written}, {state})",
                section=section,
                title=title,
                body=body,
                written=written,
                state=state,
            )
        ]
    )


def test_the_handbook_holds_the_fixed_part_and_what_was_approved(run, database, place, tmp_path):
    output, pdf = tmp_path / "handbook.html", tmp_path / "handbook.pdf"
    parameters = {"DATABASE": place, "SINCE": "2026-01-01", "OUTPUT": str(output), "PDF": str(pdf)}
    run("compilehandbook", parameters)
    contribute(database, 3, "Call back the same day", "approved", "2026-02-01")
    contribute(database, 3, "An older lesson", "approved", "2024-02-01")
    contribute(database, 4, "NOT-YET", "draft", "2026-02-01")
    contribute(database, 4, "NO-MORE", "withdrawn", "2026-02-01")
    database.write(
        [
            database.dialect.compose(
                "INSERT INTO {handbook_section!t} (number, title, body, edition) VALUES ('2.1', 'Our own heading', 'Ours.', '1')"
            )
        ]
    )
    run("compilehandbook", parameters)
    page = output.read_text(encoding="utf-8")
    headings = re.findall(r"<h2>([\d.]+) ", page)
    assert headings == ["1", "2", "2.1", *map(str, range(3, 14))]
    assert page.count('href="#s') == 14
    assert len(re.findall(r'<section class="chapter" id="s', page)) == 14
    assert re.search(r"Call back the same day<span class=.fresh-mark", page)
    assert "An older lesson</h3>" in page
    assert "Learnt &lt;today&gt;" in page
    assert "<li>one</li>" in page.replace("\n", "")
    assert "NOT-YET" not in page
    assert "NO-MORE" not in page
    assert "1 contributions wait" in page
    written = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    assert "Call back the same day" in written
    assert "Our own heading" in written
    assert written.index("Contents") < written.index("What the method is for")
    assert "Call back the same day (new)" in written
    assert "An older lesson (new)" not in written


def test_a_day_that_is_none_is_refused(run, place, tmp_path):
    with pytest.raises(QgsProcessingException, match="31-01-2026"):
        run("compilehandbook", {"DATABASE": place, "SINCE": "last week", "OUTPUT": str(tmp_path / "h.html")})


def test_both_languages_have_the_same_sections():
    english, danish = (json.loads((FIXED / f"{code}.json").read_text(encoding="utf-8")) for code in ("en", "da"))
    assert [one["number"] for one in english["sections"]] == [one["number"] for one in danish["sections"]]
    assert all(one["title"] and one["body"] for one in english["sections"] + danish["sections"])
