"""Pictures for the user guide, taken in a real QGIS window on a virtual screen: docs/images, and in Danish docs/images/da.

    python tools/screenshots [DATA.gpkg]

DATA holds a layer `units` with `population` and `police_district`, and if there are any `exposed_areas`
and `special_places`. Without it the sample city is shown.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT.parent / "shared" / "data" / "bellahoej" / "bellahoej_25832.gpkg"
SETTINGS = (
    "[PythonPlugins]\nprocessing=true\nsector_planner=true\n[app]\ncheckVersion=false\n"
    "[qgis]\nshowTips360=false\niconSize=20\n[locale]\noverrideFlag=true\nuserLocale={language}\n"
    "[sector_planner]\nwelcomed=true\n"
)


def main() -> int:
    """Take the pictures of every language; return 0 where all could be taken."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    (ROOT / "build").mkdir(exist_ok=True)
    images = ROOT / "docs" / "images"
    return take("en", images, data) or take("da", images / "da", data)


def take(language: str, images: Path, data: Path) -> int:
    """Take the pictures in one language into a folder."""
    images.mkdir(parents=True, exist_ok=True)
    models = [sys.executable, str(Path(__file__).with_name("models.py")), str(images), language]
    subprocess.run(models, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, timeout=120, check=True)
    if data.exists():
        station = [sys.executable, str(Path(__file__).with_name("station.py")), str(images), language, str(data)]
        subprocess.run(station, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, timeout=240, check=True)
    with tempfile.TemporaryDirectory(dir=ROOT / "build") as folder:
        settings = Path(folder) / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        settings.parent.mkdir(parents=True)
        settings.write_text(SETTINGS.format(language=language), encoding="utf-8")
        environment = {key: value for key, value in os.environ.items() if key != "QT_QPA_PLATFORM"}
        environment |= {
            "QGIS_CUSTOM_CONFIG_PATH": folder,
            "SCENE_DATA": str(data) if data.exists() else "",
            "SCENE_WORK": folder,
            "SCENE_IMAGES": str(images),
            "SCENE_LANGUAGE": language,
        }
        scene = str(Path(__file__).with_name("scene.py"))
        window = ["qgis", "--nologo", "--noversioncheck", "--code", scene]
        command = ["xvfb-run", "-a", "-s", "-screen 0 1680x1050x24", *window]
        failed = subprocess.run(command, env=environment, timeout=300, check=False).returncode
        return (
            failed
            or picture_page((Path(folder) / "compare.html").as_uri(), images / "compare_report.png", "1000,1300")
            or picture_page((Path(folder) / "draft" / "index.html").as_uri(), images / "public_page.png", "1280,860")
        )


def picture_page(address: str, image: Path, size: str) -> int:
    """Picture a page with Chromium, where there is one; return 0 where that worked or there is none."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        return 0
    command = [browser, "--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={size}"]
    return subprocess.run(
        [*command, f"--screenshot={image}", address],
        timeout=60, check=False, stderr=subprocess.DEVNULL,
    ).returncode  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
