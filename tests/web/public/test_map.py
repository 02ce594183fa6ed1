"""The map of the sample city in 21, 100 and 400 sectors: what people see of it, and every fault of it put back on purpose."""

import pytest
from builders import map_checks
from builders.mutants import first_fault, mutated
from builders.pages import visit
from builders.sample_page import named_layers, publish_sample

# Sectors that carry their number when the page opens, at least, by the width of the window.
NUMBERS = {21: {1280: 21, 360: 20}, 100: {1280: 90, 360: 35}, 400: {1280: 40, 360: 0}}
KINDS = {21: {"mark", "district", "station"}, 100: {"mark", "district"}, 400: {"mark", "district"}}
# the check that has to notice, name, text in the page, what it becomes
MUTANTS = [
    ("borders", "pale borders", "--border:#46536a;", "--border:#a3adbb;"),
    ("borders", "pale borders in the dark", "--border:#c3cedd;", "--border:#5c6a7d;"),
    ("borders", "no borders in forced colours", ".borders{stroke:CanvasText;}", ".borders{stroke:Canvas;}"),
    ("water", "water like land", "--water:#a9cde6;", "--water:#e4e2da;"),
    ("water", "water like land in forced colours", "fill:url(#waves);", "fill:Canvas;"),
    ("water", "water under land", "addLines(view);\nmoveBetween(view);", "addLines(view);\nareas.forEach(area => area.getElement().parentNode.appendChild(area.getElement()));\nmoveBetween(view);"),
    ("names", "names over names", "if (!boxes.concat(dot).every(net.isFree)) continue;", ""),
    ("names", "numbers in sectors that are too small", "2 * room * LEAST_ROOM >= Math.hypot(name.width, name.size * 0.75) ? [[x, y]] : []", "[[x, y]]"),
    ("names", "names cut by the frame", "if (x < min.x - beyond ||", "if (false && x < min.x - beyond ||"),
    ("names", "no district", "given.district, given.station,", "given.station,"),
    ("names", "no station", "given.district, given.station,", "given.district,"),
    ("names", "numbers never appear when one zooms in", "if (view.placedAt !== zoom ||", "if (!view.placed ||"),
    ("names", "one number a sector, however many parts", "sectors.forEach((sector, index) => sector.marks.forEach(", "sectors.forEach((sector, index) => sector.marks.slice(0, 1).forEach("),
    ("frame", "the area is small in its frame", "padding: [6, 6]", "padding: [70, 70]"),
]  # fmt: skip


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """Return a function that gives the folder of the sample city's publication in so many sectors."""
    made = {}

    def folder(count):
        if count not in made:
            made[count] = tmp_path_factory.mktemp(f"sectors-{count}")
            publish_sample(made[count], count, named=named_layers())
        return made[count]

    return folder


@pytest.mark.parametrize("check", map_checks.CHECKS)
@pytest.mark.parametrize("count", [21, 100, pytest.param(400, marks=pytest.mark.slow)])
def test_the_map_can_be_read(check, count, sample, browser):
    address = (sample(count) / "index.html").as_uri()
    assert list(map_checks.CHECKS[check](browser, address, {"numbers": NUMBERS[count], "kinds": KINDS[count]})) == []


@pytest.mark.parametrize("wishes", map_checks.SCHEMES.values(), ids=map_checks.SCHEMES)
def test_the_still_map_has_dark_borders_as_well(wishes, sample, browser):
    with visit(browser, (sample(21) / "index.html").as_uri(), java_script_enabled=False, **wishes) as page:
        found = map_checks.still_map_contrasts(page)
        assert len(found) > 60
        assert min(found) >= map_checks.LEAST_CONTRAST


@pytest.mark.parametrize(("check", "name", "old", "new"), [pytest.param(*mutant, id=mutant[1]) for mutant in MUTANTS])
def test_every_fault_of_the_map_is_noticed(check, name, old, new, sample, browser, tmp_path):
    count = 100 if "too small" in name else 21
    page = tmp_path / "index.html"
    html = (sample(count) / "index.html").read_text(encoding="utf-8")
    page.write_text(mutated(html, old, new), encoding="utf-8")
    facts = {"numbers": NUMBERS[count], "kinds": KINDS[count]}
    assert first_fault(map_checks.CHECKS[check](browser, page.as_uri(), facts)) is not None
