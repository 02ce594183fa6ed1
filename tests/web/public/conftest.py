"""A public page of twenty sectors, made by core alone, and a browser to visit it with."""

import datetime as dt
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import shapely
from builders import page_checks
from builders.tables import page_texts, records
from sector_planner.core.publish.contacts import read_contacts
from sector_planner.core.publish.editions import Edition
from sector_planner.core.publish.page_words import read_texts
from sector_planner.core.publish.publication import Sources, build_publication, write_publication
from sector_planner.core.publish.settings import PublicSettings

ROOT = Path(__file__).resolve().parents[3]
WEST, SOUTH, WIDE, HIGH = 12.45, 55.66, 0.012, 0.008


SLANT = 0.4


def slanted(geometry):
    """Return the geometry sheared to the east, so that no sector is its own bounding box."""
    return shapely.transform(
        geometry, lambda points: points + np.c_[SLANT * (points[:, 1] - SOUTH), np.zeros(len(points))]
    )


def cell(x, y, size=1):
    return slanted(shapely.box(WEST + x * WIDE, SOUTH + y * HIGH, WEST + (x + size) * WIDE, SOUTH + (y + size) * HIGH))


def named_sectors(names, columns=5):
    rows = [{"sector_id": i + 1, "name": name, "secret": "CANARY-FIELD"} for i, name in enumerate(names)]
    return records(rows, [cell(i % columns, i // columns) for i in range(len(names))], "CANARY-LAYER")


def people(count):
    """Return invented officers; the telephone numbers are from a block that is nobody's."""
    rows = [
        {
            "officer_id": "CANARY-ID",
            "sector_id": i + 1,
            "role": "responsible",
            "name": f"Officer {i + 1}",
            "phone": f"+45 20 00 00 {i:02d}",
            "email": f"officer{i + 1}@example.org",
            "hours": "weekdays 7–23",
            "station": "Station Nord",
            "message_line": "",
            "review_date": "2027-05-01",
        }
        for i in range(count)
    ]
    return records(rows, None, "contacts")


RANDOM = np.random.default_rng(5).uniform([WEST - 0.01, SOUTH - 0.01], [WEST + 0.07, SOUTH + 0.042], (300, 2)).tolist()


def sector_of(x, y):
    column, row = int((x - SLANT * (y - SOUTH) - WEST) // WIDE), int((y - SOUTH) // HIGH)
    return str(1 + column + 5 * row) if 0 <= column < 5 and 0 <= row < 4 else None


@pytest.fixture(scope="session")
def facts():
    middle = {"longitude": WEST + WIDE / 2 + SLANT * HIGH / 2, "latitude": SOUTH + HIGH / 2}
    border = {"longitude": WEST + WIDE - 0.0003 + SLANT * HIGH / 2, "latitude": SOUTH + HIGH / 2}
    moved = {"longitude": WEST + 2.5 * WIDE + SLANT * 2.5 * HIGH, "latitude": SOUTH + 2.5 * HIGH}
    return {
        "officers": [(str(i + 1), f"Officer {i + 1}", f"+45200000{i:02d}") for i in range(20)],
        "anchor": "sektor-13",
        "anchor_officer": "Officer 13",
        "points": [(point, sector_of(*point)) for point in RANDOM],
        "places": [
            (middle, ["Officer 1", "Same officer as before"]),
            (border, ["Officer 1", "close to the border", "Sector 2"]),
            (moved, ["Officer 13", "used to be in sector 99"]),
            ({"longitude": 12.0, "latitude": 55.0}, ["outside the area", "114"]),
        ],
    }


@pytest.fixture(scope="session")
def make_publication():
    """Return a function that writes a publication of `names` to a folder; more sources can be given."""

    def make(folder, names=None, settings=None, **more):
        names = names or ["A very long name of a sector that no telephone can show in one line at all"] + [""] * 19
        ground = named_sectors(names)
        values = {
            "contacts": read_contacts(people(len(names))),
            "events": records(
                [
                    {
                        "title": "Mobile station",
                        "event_date": "2090-01-14",
                        "start_time": "15:00",
                        "end_time": "17:30",
                        "place": "Square",
                        "sector_id": 4,
                    }
                ],
            ),
            "priorities": records([{"sector_id": 4, "said": "Mopeds on the path", "did": "Two controls a week"}]),
            "addresses": records(
                [{"street": "Long Road"}, {"street": "Short Lane"}],
                [
                    shapely.linestrings([[WEST, SOUTH + HIGH / 2], [WEST + 2.9 * WIDE, SOUTH + HIGH / 2]]),
                    shapely.linestrings([[WEST + 0.002, SOUTH + 0.002], [WEST + 0.004, SOUTH + 0.002]]),
                ],
            ),
            "roads": records(
                [{}], [shapely.linestrings([[WEST, SOUTH + HIGH / 2], [WEST + 5 * WIDE, SOUTH + HIGH / 2]])]
            ),
            "water": records([{}], [cell(5, 0, 3)]),
            "earlier": Edition("2025-2", {"1": "Officer 1", "2": "Somebody else"}, {"99": cell(2, 2)}, "2025-09-01"),
            **more,
        }
        settings = settings or PublicSettings(
            "2026-1",
            "Find your officer",
            "en",
            booking_url="https://example.org/book",
            public_url="https://example.org/map/",
        )
        folder.mkdir(parents=True, exist_ok=True)
        publication = build_publication(Sources(sectors=ground, **values), settings)
        write_publication(folder, publication)
        return publication

    return make


LOGO = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFklEQVR4nGMQd8hlEHfIZRB3yGUAAA/0AnHOrUfXAAAAAElFTkSuQmCC"
DANISH = {"hours": "hverdage kl. 7–23", "message_line": "Læg en besked på stationens svarer"}


@pytest.fixture(scope="session")
def station(make_publication, tmp_path_factory):
    """Return a folder with the page of a Danish station: its own texts, seven languages, a logo, and vacant sectors."""
    path = tmp_path_factory.mktemp("station") / "public"
    given = records([{**row, **DANISH} for row in people(18).attributes.to_dict("records")], None, "contacts")
    texts = read_texts(page_texts())
    settings = PublicSettings(
        "2026-4",
        "Find din nærbetjent",
        "da",
        public_url="https://example.org/kort/",
        organisation="Politiet i Byen",
        home_url="https://example.org/",
        contact="Politigården, Torvet 1; +45 20 00 09 00; post@example.org",
        logo=LOGO,
        accessibility_url="https://example.org/was",
        privacy_url="https://example.org/privatliv",
        controller="Byens Politi, Torvet 1",
        data_protection="dpo@example.org; +45 20 00 09 01",
        texts=texts,
    )
    event = {"title": "Mød den mobile station", "event_date": "2090-01-14", "start_time": "15:00", "end_time": "17:30", "place": "Torvet", "sector_id": 4}  # fmt: skip
    make_publication(
        path,
        [""] * 20,
        settings,
        contacts=read_contacts(given),
        events=records([event]),
        priorities=records([{"sector_id": 4, "said": "Knallerter på stien", "did": "To kontroller om ugen"}]),
        earlier=Edition("2026-3", {"1": "Officer 1", "2": "Somebody else"}, {}, "2026-09-01"),
        today=dt.date(2026, 12, 1),
    )
    return path


@pytest.fixture(scope="session")
def folder(make_publication, tmp_path_factory):
    path = tmp_path_factory.mktemp("public") / "CANARY-FOLDER"
    make_publication(path)
    return path


@pytest.fixture(scope="session")
def axe():
    subprocess.run([ROOT / "tools" / "axe.sh"], check=True)
    return next((ROOT / "build" / "axe").glob("axe-*.min.js")).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def checks():
    """Return the module with the checks of a page; the mutation run uses the same."""
    return page_checks


@pytest.fixture(scope="session")
def serve():
    """Return a function that serves a folder on loopback: (address, list of paths asked for)."""
    servers = []

    def start(folder):
        asked = []

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *arguments, **names):
                super().__init__(*arguments, directory=str(folder), **names)

            def log_message(self, form, *values):
                asked.append(self.path)

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/", asked

    yield start
    for server in servers:
        server.shutdown()
