"""Fields that are known by their name, also where a format cut it or changed its letters.

A Shapefile keeps ten letters of a name (police_dis), dBase programs write it in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable

KNOWN = (
    "unit_id",
    "sector_id",
    "name",
    "population",
    "police_district",
    "crime_load",
    "exposed_population",
    "special_load",
    "workload",
    "officers",
    "load_per_officer",
    "district_name",
    "district_id",
    "role",
    "before",
    "after",
    "percent",
    "area_weight",
    "harm_weight",
)
DBF_LETTERS = 10


def is_cut(name: str, known: str) -> bool:
    """Return True if `name` may be the name `known` as a format cuts it."""
    return name.casefold() in (known.casefold(), known[:DBF_LETTERS].casefold())


def cut_fields(names: Iterable[str], known: Iterable[str] = KNOWN) -> dict[str, str]:
    """Return the field that stands for each of `known` that is not there by its own name; none where two might.

    A field with a meaning of its own stands for no other: `population` is no cut `population_share`.
    """
    all_names = list(names)
    there = [name for name in all_names if name not in KNOWN]
    found = {one: [name for name in there if is_cut(name, one)] for one in known if one not in all_names}
    return {one: matches[0] for one, matches in found.items() if len(matches) == 1}


def cut_fields_of(names: Iterable[str]) -> set[str]:
    """Return the known names among `names` that only repeat a field whose name a format cut."""
    there = [str(name) for name in names]
    return {one for one in KNOWN if one in there and any(name != one and is_cut(name, one) for name in there)}
