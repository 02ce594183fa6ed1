"""What every case stands on: the town's files, a filled sector database, tables of officers and requests."""

from __future__ import annotations

import sys
from pathlib import Path

import town
from trial import Ground, run

TEXTS = {
    "officers.csv": "Tjenestenr.;Navn;Telefon;E-mail;Sektor;Rolle;Fra\n"
    "P0001;Åse Øst;20 00 00 01;p1@example.org;1;Sektoransvarlig;1.1.2026\n"
    "P0002;Bo Example;20 00 00 02;p2@example.org;2;Kollega i sektoren;1.1.2026\n",
    "requests.csv": "Sagsnr.;Type;Modtaget;Sted;Navn;E-mail;Øst;Nord;Bemærkning\n"
    "1;Færdselskontrol;01-03-2026;Skolevej 1;Ib;ib@example.org;720500;6175500;stærk fart\n"
    "2;dialogmøde;2026-03-01;School Road 3;Bo;;;;\n",
    "findings.csv": "Fundnr.;Fundet;Sted;Art;Beskrivelse;Udbedres af\n1;01-03-2026;School Road 3;light;Mørk sti;Kommunen\n",
    "harm.csv": "type;days\nburglary;30\ntheft;5,5\narson;90\n",
}


def build(provider, folder):
    """Write the town and what is made from it by the plugin itself; return the ground."""
    folder.mkdir(parents=True)
    (folder / "work").mkdir()
    place = folder / "town"
    place.mkdir()
    town.build(place)
    for name, text in TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    ground = Ground(provider, place, folder / "work")
    made = [
        ("createsectordatabase", {"DATABASE": str(place / "station.gpkg"), "SECTORS": str(place / "sectors.gpkg"), "EDITION": "2026-1", "FIRST_DAY": "2026-01-01"}),
        ("exportpublicmap", {"SECTORS": str(place / "sectors.gpkg"), "CONTACTS": str(place / "contacts.gpkg"), "EDITION": "2026-1", "FOLDER": str(place / "public")}),
    ]  # fmt: skip
    for name, parameters in made:
        results, message, problem, _ = run(ground, name, parameters)
        if not results:
            sys.exit(f"the ground cannot be made: {name}: {message}{problem}")
    (place / "station.qgz").unlink(missing_ok=True)
    return ground


def opened(provider, folder):
    """Return the ground that an earlier process built in `folder`."""
    return Ground(provider, Path(folder) / "town", Path(folder) / "work")
