"""The dynamic handbook: a fixed part that comes with the plugin, and contributions under its headings."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from ..base.i18n import current_locale, locale, translate
from ..base.paths import RESOURCES
from ..base.sql import Sql
from ..base.text import natural
from ..database.access import Database, as_date, select
from ..reporting.page import Items, Note, Part, Report, Section, Text, environment

FIXED = RESOURCES / "handbook"


@dataclass(frozen=True)
class Contribution:
    """An approved contribution; `fresh` where it was written or reviewed since the day asked for."""

    title: str
    body: tuple[Part, ...]
    author_role: str
    written_on: dt.date
    fresh: bool


@dataclass(frozen=True)
class Chapter:
    """A section with its contributions."""

    number: str
    title: str
    body: tuple[Part, ...]
    contributions: tuple[Contribution, ...]

    @property
    def fresh(self) -> bool:
        """Return True if a contribution in the section is marked as changed."""
        return any(one.fresh for one in self.contributions)


@dataclass(frozen=True)
class Handbook:
    """The compiled handbook, and how many contributions wait for review."""

    chapters: tuple[Chapter, ...]
    waiting: int
    edition: str


def missing_sections(database: Database) -> list[Sql]:
    """Return the statements that put the fixed part into a database that has no sections yet."""
    if select(database, "SELECT count(*) AS there FROM {handbook_section!t}", "there")[0][0]:
        return []
    fixed = json.loads((FIXED / f"{current_locale().language}.json").read_text(encoding="utf-8"))
    columns = ("number", "title", "body", "fixed", "edition")
    return [
        database.dialect.insert(
            "handbook_section",
            columns,
            [
                database.dialect.literal(value)
                for value in (section["number"], section["title"], section["body"], True, fixed["edition"])
            ],
        )
        for section in fixed["sections"]
    ]


def read_handbook(database: Database, since: dt.date | None) -> Handbook:
    """Return all sections in order of their numbers, with approved contributions, newest last."""
    sections = select(
        database, "SELECT id, number, title, body, edition FROM {handbook_section!t}", "id number title body edition"
    )
    contributions = select(
        database,
        "SELECT handbook_section, title, body, author_role, written_on, reviewed_on FROM {handbook_contribution!t} "
        "WHERE state = 'approved' ORDER BY written_on, id",
        "handbook_section title body author_role written_on reviewed_on",
    )
    waiting = select(
        database,
        "SELECT count(*) AS waiting FROM {handbook_contribution!t} WHERE state IN ('draft', 'in_review')",
        "waiting",
    )[0][0]
    by_section: dict[int, list[Contribution]] = {}
    for section, title, body, role, written, reviewed in contributions:
        day = as_date(reviewed) or dt.date.fromisoformat(written)
        fresh = since is not None and day >= since
        one = Contribution(title, parts_of(body), role, dt.date.fromisoformat(written), fresh)
        by_section.setdefault(section, []).append(one)
    chapters = tuple(
        Chapter(number, title, parts_of(body or ""), tuple(by_section.get(id_, ())))
        for id_, number, title, body, _ in sorted(sections, key=lambda row: natural(row[1]))
    )
    return Handbook(chapters, waiting, ", ".join(sorted({row[4] for row in sections})))


def parts_of(body: str) -> tuple[Part, ...]:
    """Return a text as paragraphs and lists: blank lines part paragraphs, lines that begin with “- ” are items."""
    parts: list[Part] = []
    for block in body.replace("\r\n", "\n").split("\n\n"):
        lines = [line.strip() for line in block.strip().split("\n") if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            parts.append(Items([line[2:] for line in lines]))
        elif lines:
            parts.append(Text(" ".join(lines)))
    return tuple(parts)


def handbook_report(handbook: Handbook, database_title: str, made_on: dt.date, since: dt.date | None) -> Report:
    """Return the handbook as a report, which the page and the PDF are made of."""
    facts = [
        (translate("Core", "Compiled"), made_on.isoformat()),
        (translate("Core", "Edition of the fixed part"), handbook.edition),
        (translate("Core", "Sector database"), database_title),
    ]
    if since:
        facts.append((translate("Core", "Changes marked since"), since.isoformat()))
    contents = Items([_marked(f"{chapter.number} {chapter.title}", chapter.fresh) for chapter in handbook.chapters])
    sections = [Section(translate("Core", "Contents"), [contents])]
    sections += [Section(f"{chapter.number} {chapter.title}", _parts(chapter)) for chapter in handbook.chapters]
    waiting = translate("Core", "{count} contributions wait for review and are not shown.")
    return Report(
        title=translate("Core", "Handbook: Your Police Officer"),
        facts=facts,
        sections=sections,
        limits=[waiting.format(count=handbook.waiting)],
        marking=translate("Core", "Internal"),
    )


def _marked(title: str, fresh: bool) -> str:
    return translate("Core", "{title} (new)").format(title=title) if fresh else title


def _parts(chapter: Chapter) -> list[Part]:
    parts = list(chapter.body)
    for one in chapter.contributions:
        parts += [Note(_marked(one.title, one.fresh), "good" if one.fresh else "info"), *one.body]
        parts.append(Text(f"{one.author_role}, {one.written_on.isoformat()}"))
    return parts


def render_handbook(handbook: Handbook, report: Report) -> str:
    """Return the handbook as one HTML page with a table of contents and change marks."""
    with locale(report.language):
        template = environment().get_template("handbook.html")
        return template.render(report=report, chapters=handbook.chapters)
