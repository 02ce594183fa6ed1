"""Render docs/<language>/*.md and the algorithms' help to HTML that needs no server: guide/ (ignored by git).

QGIS's Python has no Markdown renderer, so the package carries pages; the plugin opens them in the browser.
A page's place in the menu is that of its link in index.md. An algorithm's id in `code` becomes a link to its help.
"""

from __future__ import annotations

import ast
import itertools
import re
import shutil
import sys
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

from jinja2 import Environment
from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "da")
TEMPLATE = Path(__file__).with_name("guide_page.html")


def algorithm_titles() -> dict[str, dict[str, str]]:
    """Return the titles of the algorithms as people read them, by language and id."""
    titles: dict[str, dict[str, str]] = {code: {} for code in LANGUAGES}
    danish = danish_texts()
    for path in sorted((ROOT / "processing").rglob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and (found := _id_and_title(node)):
                name, context, title = found
                titles["en"][name] = title
                titles["da"][name] = danish.get((context, title), title)
    return titles


def _id_and_title(node: ast.ClassDef) -> tuple[str, str, str] | None:
    name = next(
        (one.value.value for one in node.body
         if isinstance(one, ast.Assign) and getattr(one.targets[0], "id", "") == "ID" and isinstance(one.value, ast.Constant)),
        None,
    )  # fmt: skip
    methods = [one for one in node.body if isinstance(one, ast.FunctionDef) and one.name == "title"]
    if name is None or not methods:
        return None
    call = next(one for one in ast.walk(methods[0]) if isinstance(one, ast.Call))
    context, title = (one.value for one in call.args if isinstance(one, ast.Constant))
    return str(name), str(context), str(title)


def danish_texts() -> dict[tuple[str, str], str]:
    """Return the Danish texts by context and English source."""
    catalogue = ElementTree.parse(ROOT / "i18n" / "sector_planner_da.ts").getroot()
    return {
        (str(context.findtext("name")), str(message.findtext("source"))): str(message.findtext("translation"))
        for context in catalogue.iter("context")
        for message in context.iter("message")
    }


class Site:
    """The pages of one language."""

    def __init__(self, language: str, titles: dict[str, str]) -> None:
        """Read the Markdown of `language`."""
        self.language, self.titles = language, titles
        folder = ROOT / "docs" / language
        self.sources = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md"))}
        listed = re.findall(r"\]\(([a-z-]+)\.md\)", self.sources["index"])
        self.order = ["index", *dict.fromkeys(listed)]
        self.markdown = MarkdownIt("commonmark").enable("table")

    def title(self, name: str) -> str:
        """Return the first heading of a page."""
        return self.sources[name].split("\n", 1)[0].removeprefix("# ")

    def page(self, name: str) -> str:
        """Return a Markdown page as the inside of an HTML page: headings with anchors, links to the rendered pages."""
        tokens = self.markdown.parse(self.sources[name])
        for opening, text in itertools.pairwise(tokens):
            if opening.type == "heading_open":
                opening.attrSet("id", slug(text.content))
        body = str(self.markdown.renderer.render(tokens, self.markdown.options, {}))
        body = re.sub(r'href="(?!https?:)([^"#]+)\.md(#[^"]*)?"', r'href="\1.html\2"', body)
        body = body.replace("<table>", '<div class="scroll"><table>').replace("</table>", "</table></div>")
        return re.sub(r"<code>([a-z]+)</code>", self._linked, body)

    def _linked(self, found: re.Match[str]) -> str:
        name = found[1]
        return f'<a href="tools/{name}.html">{found[0]}</a>' if name in self.titles else found[0]

    def tool(self, name: str) -> str:
        """Return the help of an algorithm as the inside of an HTML page."""
        text = (ROOT / "resources" / "help" / self.language / f"{name}.html").read_text(encoding="utf-8")
        return f"<h1>{self.titles[name]}</h1>\n<p><code>sectorplanner:{name}</code></p>\n{text.replace('h3>', 'h2>')}"


def slug(text: str) -> str:
    """Return a heading's anchor as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", unescape(text).casefold()).replace(" ", "-")


def write(target: Path) -> None:
    """Write the whole guide into the folder `target`, in place of what was there."""
    template = Environment(autoescape=True, trim_blocks=True).from_string(TEMPLATE.read_text(encoding="utf-8"))
    titles = algorithm_titles()
    beside = target.with_name(f".{target.name}-new")
    shutil.rmtree(beside, ignore_errors=True)
    for folder in ("images", "examples"):
        shutil.copytree(ROOT / "docs" / folder, beside / folder)
    for language in LANGUAGES:
        site = Site(language, titles[language])
        (beside / language / "tools").mkdir(parents=True)
        menu = [(name, site.title(name)) for name in site.order]
        tools = sorted(site.titles.items(), key=lambda one: one[1].casefold())
        common = {"language": language, "menu": menu, "tools": tools}
        for name in site.sources:
            shown = template.render(common, name=name, title=site.title(name), body=site.page(name), up="")
            (beside / language / f"{name}.html").write_text(shown, encoding="utf-8")
        for name, title in tools:
            shown = template.render(common, name=f"tools/{name}", title=title, body=site.tool(name), up="../")
            (beside / language / "tools" / f"{name}.html").write_text(shown, encoding="utf-8")
    shutil.rmtree(target, ignore_errors=True)
    beside.rename(target)


def main() -> int:
    """Write guide/."""
    write(ROOT / "guide")
    return 0


if __name__ == "__main__":
    sys.exit(main())
