"""Pictures of the public page for the guide: 1280, 768 and 360 px beside each other, in light, dark and forced colours.

python tools/screenshots/public_page.py
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tools" / "bench")]
WIDTHS, HEIGHT, GAP = (1280, 768, 360), 900, 24
SCHEMES: dict[str, dict[str, str]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}
TITLES = {"en": "Find your police officer", "da": "Find din betjent"}
ADDRESS = "Egestræde 4"
COLOURS = 128


def main() -> None:
    """Take the pictures of the page in 21 sectors, in both languages of the guide."""
    from package import load_package

    load_package()
    from builders.sample_page import named_layers, publish_sample
    from sector_planner.core.publish.settings import PublicSettings

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium-headless-shell", args=["--no-sandbox"])
        for language, images in (("en", ROOT / "docs" / "images"), ("da", ROOT / "docs" / "images" / "da")):
            place = Path(folder) / language
            publish_sample(place, 21, PublicSettings("2026-1", TITLES[language], language), named=named_layers())
            for scheme, wishes in SCHEMES.items():
                sheet(browser, (place / "index.html").as_uri(), wishes).save(
                    images / f"page_{scheme}.png", optimize=True
                )


def sheet(browser: Browser, address: str, wishes: dict[str, str]) -> Image.Image:
    """Return the page at every width, beside each other at half their size."""
    pictures = [taken(browser, address, width, wishes) for width in WIDTHS]
    whole = Image.new("RGB", (sum(WIDTHS) + GAP * (len(WIDTHS) - 1), HEIGHT), "#888888")
    left = 0
    for picture in pictures:
        whole.paste(picture, (left, 0))
        left += picture.width + GAP
    return whole.resize((whole.width // 2, whole.height // 2), Image.LANCZOS).quantize(
        COLOURS, method=Image.Quantize.FASTOCTREE
    )


def taken(browser: Browser, address: str, width: int, wishes: dict[str, str]) -> Image.Image:
    """Return the window after an address has been chosen."""
    context = browser.new_context(viewport={"width": width, "height": HEIGHT}, **wishes)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.fill("#address", ADDRESS)
    page.keyboard.press("Enter")
    page.wait_for_function("() => state.chosen >= 0 && !state.view.waiting && state.view.placedFor === state.chosen")
    page.evaluate("scrollTo(0, innerWidth > 900 ? 0 : document.getElementById('find').offsetTop - 8)")
    page.wait_for_timeout(300)
    found = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return found


if __name__ == "__main__":
    main()
