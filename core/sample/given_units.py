"""Made-up incidents and officers on real ground: the people's own units, by what is known of them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from scipy.stats import rankdata

from ..base.arrays import Floats
from ..base.errors import InputError
from ..base.i18n import translate
from ..base.progress import Progress
from ..base.table import FeatureTable
from ..geo.geometry import points_at, polygonal
from ..staffing.allocation import allocate
from .city import SampleLayer, make_officers
from .incidents import StudyArea, make_incidents, nearness, points_within
from .settings import DEFAULT_DISTRICT_SECTORS, SampleSettings

POPULATION_FIELDS = ("population", "pop_est", "pop", "residents", "inhabitants", "befolkning", "indbyggere")
DISTRICT_FIELD = "police_district"


def make_for_units(units: FeatureTable, settings: SampleSettings, progress: Progress) -> dict[str, SampleLayer]:
    """Return INCIDENTS and OFFICERS for units in a metric CRS; the units themselves stay as they are.

    Incidents are weighted by residents where a field of POPULATION_FIELDS exists, by area otherwise.
    Officers belong to the districts in DISTRICT_FIELD where it exists.

    Raises:
        InputError: no unit has an area, or the sectors per district name districts that the units do not have.

    """
    rng = np.random.default_rng(settings.seed)
    geometry = polygonal(units.geometry)
    rows = np.flatnonzero(shapely.area(geometry) > 0)
    if not len(rows):
        message = translate("Core", "Layer “{layer}” has no polygon with an area. Choose the layer of planning units.")
        raise InputError(message.format(layer=units.name))
    if len(rows) < len(units):
        message = translate("Core", "Layer “{layer}”: {count} units without an area get no incidents.")
        progress.warn(message.format(layer=units.name, count=len(units) - len(rows)))
    people = _people(units, geometry, progress)
    sectors = _sectors(units, people, settings, progress)
    study_area = StudyArea(geometry[rows], _lures(geometry[rows], people[rows], rng))
    incidents, table = make_incidents(study_area, rng, progress)
    officers = make_officers(sectors, rng)
    nowhere = np.full(len(officers), None, dtype=object)
    return {"INCIDENTS": SampleLayer(incidents, table), "OFFICERS": SampleLayer(nowhere, officers)}


def _field(units: FeatureTable, names: tuple[str, ...]) -> str | None:
    by_name = {str(field).lower(): str(field) for field in reversed(units.attributes.columns)}
    return next((by_name[name] for name in names if name in by_name), None)


def _people(units: FeatureTable, geometry: NDArray[np.object_], progress: Progress) -> Floats:
    """Return (n,) residents, or areas in hectares where the layer does not tell."""
    field = _field(units, POPULATION_FIELDS)
    people = np.clip(np.nan_to_num(units.numbers(field)), 0.0, None) if field else np.zeros(len(units))
    if (people[shapely.area(geometry) > 0]).sum() > 0:
        return people
    message = translate(
        "Core", "Layer “{layer}” has no population (a field called {fields}); incidents are spread by area instead."
    )
    progress.warn(message.format(layer=units.name, fields=", ".join(POPULATION_FIELDS)))
    return np.asarray(shapely.area(geometry) / 1e4)


def _sectors(units: FeatureTable, people: Floats, settings: SampleSettings, progress: Progress) -> dict[str, int]:
    """Return the sectors by district: as asked for, or the sample city's number shared out by residents."""
    field = _field(units, (DISTRICT_FIELD,))
    asked = settings.sectors()
    if field is None:
        return asked if settings.district_sectors != DEFAULT_DISTRICT_SECTORS else {"": sum(asked.values())}
    district = units.column(field).astype("string").str.strip()
    load = pd.Series(people).groupby(district).sum()
    load = load[load.index != ""]
    names = [str(name) for name in load.index]
    unknown = [name for name in asked if name not in names]
    if not unknown:
        return asked
    if settings.district_sectors not in ("", DEFAULT_DISTRICT_SECTORS) or not names:
        message = translate(
            "Core",
            "Sectors per district name {unknown}, but field “{field}” of layer “{layer}” has: {names}. Use its names.",
        )
        raise InputError(
            message.format(unknown=", ".join(unknown), field=field, layer=units.name, names=", ".join(names))
        )
    shared = allocate(load.to_numpy(dtype=float), max(sum(asked.values()), len(names)), 1)
    found = dict(zip(names, map(int, shared), strict=True))
    message = translate("Core", "Sectors were shared out by residents: {sectors}.")
    progress.log(message.format(sectors=";".join(f"{name}={number}" for name, number in found.items())))
    return found


def _lures(geometry: NDArray[np.object_], people: Floats, rng: np.random.Generator) -> dict[str, Floats]:
    """Return the attraction for incidents of each of (n,) units, guessed from how densely people live."""
    area = shapely.area(geometry)
    rank = rankdata(np.round(people / area, 9)) / len(area)
    bustle = people * rank**2 + 1e-6 * people.sum() * area / area.sum()
    middle = shapely.get_coordinates(shapely.point_on_surface(geometry))
    reach = float(np.clip(np.sqrt(area.sum()) / 50.0, 60.0, 400.0))

    def around(count: int, weights: Floats, spread: float) -> Floats:
        chosen = rng.choice(len(geometry), size=count, p=weights / weights.sum())
        return nearness(geometry, points_at(points_within(geometry[chosen], rng)), spread) * (people + 1.0)

    centre = np.average(middle, axis=0, weights=bustle**2)
    central = bustle * np.exp(-np.hypot(*(middle - centre).T) / (6.0 * reach)) + 1e-12
    return {
        "homes": people,
        "bustle": bustle,
        "estates": around(5, people, 1.5 * reach),
        "industry": area * (1.05 - rank),
        "stations": around(10, bustle, reach),
        "schools": around(30, people, reach),
        "nightlife": around(5, central, reach),
    }
