"""A page with background tiles asks for nothing but its own tiles, from a disk and from a server."""

from dataclasses import replace

import pytest
import shapely
from builders.pages import visit
from sector_planner.core.publish.publication import write_publication
from sector_planner.processing.algorithms.publish._tiles import tile_range
from sector_planner.processing.algorithms.publish.export_public_map import MARGIN

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def tiled(make_publication, tmp_path):
    publication = make_publication(tmp_path / "plain")
    (tmp_path / "tiled").mkdir()
    write_publication(tmp_path / "tiled", replace(publication, tile_zooms=(11, 15)))
    west, south, east, north = shapely.total_bounds([shape.polygon for shape in publication.shapes])
    wide, high = MARGIN * (east - west), MARGIN * (north - south)
    for zoom in range(11, 16):
        tiles = tile_range((west - wide, south - high, east + wide, north + high), zoom)
        for x in range(tiles.west, tiles.east + 1):
            place = tmp_path / "tiled" / "tiles" / str(zoom) / str(x)
            place.mkdir(parents=True)
            for y in range(tiles.north, tiles.south + 1):
                (place / f"{y}.png").write_bytes(PIXEL)
    return tmp_path / "tiled"


def asked_for(checks, browser, address):
    with visit(browser, address) as page:
        page.wait_for_timeout(400)
        page.locator(".bar button").first.click()
        page.wait_for_timeout(600)
        tiles = [url for url in page.asked if "/tiles/" in url]
        assert page.evaluate("document.querySelectorAll('img.leaflet-tile').length") > 0
        return tiles, [url for url in page.asked if "/tiles/" not in url and not url.startswith("data:")], page.said


def test_tiles_come_from_beside_the_page(tiled, browser, checks, serve):
    served, _ = serve(tiled)
    for address in ((tiled / "index.html").as_uri(), served + "index.html"):
        tiles, others, said = asked_for(checks, browser, address)
        assert tiles
        assert all(url.startswith(address.removesuffix("index.html")) for url in tiles)
        assert others == [address]
        assert said == []
