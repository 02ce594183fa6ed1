"""The guide keeps its word: its links, pictures, tools, parameters and commands exist, in both languages alike."""

import importlib.util
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
ENGLISH_ONLY = {"developing"}  # code is written in English, and so is what is said of it
FROZEN = {
    name: set(parameters.split())
    for name, parameters in re.findall(r"^(\w+): (.*)$", (ROOT / "tests/data/frozen.txt").read_text(), re.MULTILINE)
}
MODELS = {path.stem for path in (ROOT / "resources" / "models").glob("*.model3")}
TOOLS = FROZEN.keys() - MODELS
# Long words in code that are no tools: fields and what stands in them, tables, folders.
WORDS = {
    "architecture",
    "packaging",
    "translation",
    "population",
    "organisation",
    "controller",
    "priorities",
    "processing",
    "transitions",
    "comparison",
    "responsible",
    "substitute",
}


def prose(path):
    return re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def name_of(path):
    return path.relative_to(DOCS).as_posix()


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """Render the guide and return its folder."""
    spec = importlib.util.spec_from_file_location("guide", ROOT / "tools" / "guide.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("rendered") / "guide"
    module.write(folder)
    return folder


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_and_picture_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        if not target.startswith(("https://", "#")):
            assert (path.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_tool_parameter_and_command_exists(path):
    text = path.read_text(encoding="utf-8")
    for tool in re.findall(r"sectorplanner:(\w+)", text):
        assert tool in FROZEN.keys() | MODELS, tool
    for tool, given in re.findall(r"qgis_process run sectorplanner:(\w+)((?:[^\n]*\\\n)*[^\n]*)", text):
        if tool in FROZEN:
            assert set(re.findall(r"--([A-Z_]+)=", given)) <= FROZEN[tool], tool
    parameters = set().union(*FROZEN.values())
    for word in re.findall(r"`([A-Z_]{4,})`", text):
        assert word in parameters | {"GROUP", "STYLES", "MAX_DEVIATION"}, word
    for word in re.findall(r"`([a-z]{9,})`", prose(path)):
        assert word in FROZEN.keys() | MODELS | parameters | WORDS, f"{word}: no such tool; a field goes into WORDS"
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z0-9-]+)", text)) <= targets


def headings(path):
    return [len(marks) for marks in re.findall(r"^(#+) ", prose(path), re.MULTILINE)]


def test_english_and_danish_have_the_same_pages():
    pages = {code: {path.stem for path in (DOCS / code).glob("*.md")} for code in ("en", "da")}
    assert pages["en"] - ENGLISH_ONLY == pages["da"]


@pytest.mark.parametrize("danish", sorted((DOCS / "da").glob("*.md")), ids=name_of)
def test_a_danish_page_says_what_the_english_one_says(danish):
    english = DOCS / "en" / danish.name
    assert headings(danish) == headings(english)
    tools = [[word for word in re.findall(r"`(\w+)`", prose(page)) if word in FROZEN] for page in (danish, english)]
    assert tools[0] == tools[1]
    pictures = [
        [Path(target).name for target in re.findall(r"!\[[^]]*\]\((\S+)\)", prose(page))] for page in (danish, english)
    ]
    assert pictures[0] == pictures[1]
    assert len(re.findall(r"^\|", prose(danish), re.MULTILINE)) == len(re.findall(r"^\|", prose(english), re.MULTILINE))
    assert "“" not in danish.read_text(encoding="utf-8"), "Danish quotes are » «"


class Links(HTMLParser):
    """Collects where a page leads to and the anchors it has."""

    def __init__(self):
        super().__init__()
        self.targets, self.anchors = [], set()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.targets += [value for name, value in given.items() if name in ("href", "src")]
        self.anchors.add(given.get("id"))


def links(path):
    parser = Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


def test_every_link_of_the_rendered_guide_leads_somewhere_and_nothing_is_fetched(guide):
    pages = {path: links(path) for path in guide.rglob("*.html")}
    assert len(pages) > 2 * len(TOOLS)
    for path, page in pages.items():
        for target in page.targets:
            if target.startswith(("https://", "data:")):
                continue
            file, _, anchor = unquote(target).partition("#")
            there = (path.parent / file).resolve() if file else path
            other = {"en": "da", "da": "en"}[path.relative_to(guide).parts[0]]
            if other in there.parts and there.stem in ENGLISH_ONLY:
                continue
            assert there.exists(), (path, target)
            assert not anchor or anchor in pages[there].anchors, (path, target)
        assert not [one for one in page.targets if one.startswith("http") and "//distributed.dask.org" not in one]


def test_every_tool_has_its_page_in_both_languages_under_the_name_people_read(guide):
    titles = {}
    for code in ("en", "da"):
        pages = {name: (guide / code / "tools" / f"{name}.html").read_text(encoding="utf-8") for name in TOOLS}
        titles[code] = {name: re.search("<h1>(.*?)</h1>", page)[1] for name, page in pages.items()}
    assert titles["en"]["balancesectors"] == "Balance sectors"
    assert titles["da"]["balancesectors"] == "Balancér sektorer"
    assert sum(titles["en"][name] != titles["da"][name] for name in TOOLS) > len(TOOLS) - 3


def test_the_first_page_shows_its_tools_as_links(guide):
    page = links(guide / "da" / "first-plan.html")
    assert "tools/buildplanningunits.html" in page.targets
    assert "../images/da/welcome.png" in page.targets
