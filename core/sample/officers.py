"""Invented officers: one responsible and one substitute a sector, the rest colleagues.

Names are drawn from two lists and belong to nobody; e-mail addresses end in example.org, and telephone
numbers lie in the fictitious block from +45 20 00 00 00 upward.
"""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd

OFFICERS = 60
_FIRST = (
    "Agnes", "Aksel", "Alma", "Anton", "Asta", "Birk", "Bjørn", "Clara", "Dagmar", "Ebbe", "Edith", "Ejner", "Ella", "Esben",
    "Frida", "Gorm", "Gudrun", "Hjalmar", "Ida", "Inger", "Iver", "Johan", "Karla", "Kjeld", "Laust", "Liva", "Magne", "Mille",
    "Nanna", "Niels", "Oda", "Otto", "Palle", "Rigmor", "Runa", "Signe", "Solvej", "Sune", "Svend", "Thora", "Troels", "Ulla",
    "Vagn", "Viggo", "Vilma", "Yrsa", "Åse", "Øjvind",
)  # fmt: skip
_LAST = (
    "Agerbæk", "Birkelund", "Bølgedal", "Dyssegaard", "Elmekær", "Fjordhus", "Granhøj", "Havmark", "Hedestrup", "Klitbo",
    "Kærsgaard", "Lindholt", "Lyngsø", "Mosevang", "Nøddebo", "Pilegaard", "Rishave", "Rørdam", "Skovlyst", "Solbakke",
    "Stenstrup", "Strandby", "Søndermark", "Tjørnelund", "Urtehave", "Vesterløkke", "Vindby", "Østerkrog",
)  # fmt: skip
_FIRST_NUMBER = 20_000_000
_STATION_NUMBER = 20_000_900


def make_officers(sectors: dict[str, int], rng: np.random.Generator, count: int = OFFICERS) -> pd.DataFrame:
    """Return the contacts table, at least two officers a sector; ids run 1 to K through `sectors` in its order.

    Args:
        sectors: number of sectors by local police district.
        rng: source of names and dates.
        count: officers in all; more where the sectors need more.

    """
    districts = [district for district, number in sectors.items() for _ in range(number)]
    ids = list(range(1, len(districts) + 1))
    spare = max(0, count - 2 * len(ids))
    colleagues = [list(sectors)[row % len(sectors)] for row in range(spare)]
    total = 2 * len(ids) + spare
    names = _names(total, rng)
    district = [*districts, *districts, *colleagues]
    role = ["responsible"] * len(ids) + ["substitute"] * len(ids) + ["colleague"] * spare
    order = {name: row for row, name in enumerate(sectors)}
    return pd.DataFrame(
        {
            "officer_id": [f"P{number:03d}" for number in range(1, total + 1)],
            "sector_id": pd.array([*ids, *ids, *[None] * spare], dtype="Int64"),
            "role": role,
            "name": names,
            "phone": [f"+45{_FIRST_NUMBER + number}" for number in range(1, total + 1)],
            "email": [f"{_plain(name)}@example.org" for name in names],
            "hours": "weekdays 07–23",
            "station": [f"{name} Police Station".strip() for name in district],
            "message_line": [f"+45{_STATION_NUMBER + order[name]}" for name in district],
            "police_district": [name or None for name in district],
            "publish": (np.array(role) != "colleague") | (rng.random(total) < 0.5),
            "photo_consent_date": _dates("2024-06-01", 500, rng, total, missing=0.4),
            "review_date": _dates("2026-12-01", 365, rng, total),
        }
    )


def _names(count: int, rng: np.random.Generator) -> list[str]:
    pairs = rng.choice(len(_FIRST) * len(_LAST), size=count, replace=False)
    return [f"{_FIRST[pair % len(_FIRST)]} {_LAST[pair // len(_FIRST)]}" for pair in pairs]


def _plain(name: str) -> str:
    """Return the name as the front of an e-mail address, in ASCII."""
    danish = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
    text = unicodedata.normalize("NFKD", name.lower().translate(danish)).encode("ascii", "ignore").decode()
    return text.replace(" ", ".")


def _dates(first: str, days: int, rng: np.random.Generator, count: int, missing: float = 0.0) -> pd.Series:
    dates = pd.Series(pd.Timestamp(first) + pd.to_timedelta(rng.integers(0, days, count), unit="D"))
    return dates.where(rng.random(count) >= missing)
