"""The colours of the map, by their contrast (WCAG 2.2, 1.4.11): borders stand out on both sides, in light and in dark."""

import re
from pathlib import Path

import pytest
from builders.map_checks import contrast

STYLE = (Path(__file__).parents[3] / "resources" / "web" / "page.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]+)", block))
    for block in re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]
)
FILLS = [f"c{number}" for number in range(6)]


def contrast_of(one, other):
    return contrast(*([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in map(six_digits, (one, other))))


def six_digits(colour):
    """Return #abc as #aabbcc."""
    return "#" + "".join(2 * digit for digit in colour[1:]) if len(colour) == 4 else colour


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", [*FILLS, "sea", "water"])
def test_borders_stand_out_on_both_sides(colours, ground):
    assert contrast_of(colours["border"], colours[ground]) >= 3.0


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", FILLS)
def test_numbers_can_be_read_and_the_chosen_sector_stands_out(colours, ground):
    assert contrast_of(colours["label"], colours[ground]) >= 4.5
    assert contrast_of(colours["chosen"], colours[ground]) >= 3.0


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_water_does_not_look_like_neighbouring_land(colours):
    red, _, blue = (int(colours["water"][at : at + 2], 16) for at in (1, 3, 5))
    assert blue - red >= 40
    land_red, _, land_blue = (int(colours["sea"][at : at + 2], 16) for at in (1, 3, 5))
    assert abs(land_blue - land_red) <= 15
