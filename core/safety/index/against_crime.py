"""The index against recorded crime: where people feel unsafe, where crime is recorded, and where both or neither."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ...base.i18n import translate
from ...base.progress import Progress
from ...base.table import FeatureTable
from ...crime.rates import FEW, rate_ratio
from ...geo.geometry import polygonal
from ...geo.point_location import OUTSIDE, owner_of_points
from .overlay import residents_by_sector
from .settings import IDS, Category, IndexSettings

QUADRANTS = (
    Category("safe_low", "feels safe, little crime", "føles trygt, lidt kriminalitet", "#dfe7ec"),
    Category("safe_high", "feels safe, much crime", "føles trygt, meget kriminalitet", "#6a9fc0"),
    Category("unsafe_low", "feels unsafe, little crime", "føles utrygt, lidt kriminalitet", "#e3a857"),
    Category("unsafe_high", "feels unsafe, much crime", "føles utrygt, meget kriminalitet", "#9b3d54"),
)


@dataclass(frozen=True)
class CrimeMeasure:
    """Recorded crime per sector: (k,) incidents, and (k,) what they are measured against: residents or square km."""

    incidents: NDArray[np.int64]
    base: NDArray[np.float64]
    basis: str

    @property
    def overall(self) -> float:
        """Return the rate of all sectors together, per 1,000 residents or per square km."""
        return self._per() * float(self.incidents.sum()) / max(float(self.base.sum()), 1e-9)

    @property
    def rate(self) -> NDArray[np.float64]:
        """Return (k,) the rates, NaN if there is nothing to measure against."""
        return self._per() * np.where(self.base > 0, self.incidents / np.where(self.base > 0, self.base, 1.0), np.nan)

    def _per(self) -> float:
        return 1000.0 if self.basis == "residents" else 1.0


def four_way(overlay: pd.DataFrame, crime: CrimeMeasure, unsafe_from: str) -> pd.DataFrame:
    """Return (k rows) incidents, crime_rate, crime_clear, unsafe_share and four_way, an id of QUADRANTS or None.

    A sector feels unsafe where at least half of it, of what has data, lies in the category `unsafe_from` or a
    greater need. Crime is much where its rate is above that of all sectors together. Nothing is said where more than
    half of the sector is without data, or where fewer than FEW incidents would decide it. `crime_rate` is withheld below
    FEW incidents. `crime_clear` tells whether the rate differs from that of all other sectors by more than chance (exact
    95 percent interval), and nothing where neither the incidents nor those to be expected are FEW.
    """
    unsafe = overlay[[f"share_{name}" for name in IDS[IDS.index(unsafe_from) :]]].sum(axis=1)
    known = 100.0 - overlay["no_data_share"]
    share = 100.0 * unsafe / known.where(known > 0)
    expected = crime.overall * crime.base / (1000.0 if crime.basis == "residents" else 1.0)
    enough = np.maximum(crime.incidents, expected) >= FEW
    sure = (overlay["no_data_share"] <= 50.0) & enough
    feels_unsafe, much_crime = share >= 50.0, crime.rate > crime.overall
    names = np.array([quadrant.id for quadrant in QUADRANTS], dtype=object)
    ids = names[2 * feels_unsafe.to_numpy(dtype=int) + much_crime.astype(int)]
    return pd.DataFrame(
        {
            "incidents": crime.incidents,
            "crime_rate": np.where(crime.incidents >= FEW, crime.rate, np.nan),
            "crime_clear": pd.Series(pd.array(_clear(crime), dtype="boolean")).where(enough),
            "unsafe_share": share,
            "four_way": pd.Series(ids, dtype=object).where(sure & np.isfinite(crime.rate), None),
        }
    )


def index_against_crime(
    sectors: FeatureTable,
    overlay: pd.DataFrame,
    incidents: FeatureTable,
    population: FeatureTable | None,
    population_field: str,
    settings: IndexSettings,
    progress: Progress,
) -> pd.DataFrame:
    """Return the four-way view of sectors whose index is `overlay`; see `measure_crime` and `four_way`."""
    crime = measure_crime(sectors, incidents, population, population_field, progress)
    return four_way(overlay, crime, settings.unsafe_from)


def _clear(crime: CrimeMeasure) -> list[bool | None]:
    """Return for each sector whether its rate differs clearly from the others'; None where it cannot be told."""
    clear: list[bool | None] = []
    for count, base in zip(crime.incidents.tolist(), crime.base.tolist(), strict=True):
        others, rest = int(crime.incidents.sum()) - count, float(crime.base.sum()) - base
        if base <= 0 or rest <= 0 or count + others == 0:
            clear.append(None)
            continue
        low, _, high = rate_ratio(others, count, rest, base)
        clear.append(low > 1 or high < 1)
    return clear


def measure_crime(
    sectors: FeatureTable,
    incidents: FeatureTable,
    population: FeatureTable | None,
    population_field: str,
    progress: Progress,
) -> CrimeMeasure:
    """Count incidents per sector, against its residents where a population layer is given, else its square km."""
    shapes = polygonal(sectors.geometry)
    owner = owner_of_points(incidents.geometry, shapes)
    counts = np.bincount(owner[owner != OUTSIDE], minlength=len(shapes))
    outside = int((owner == OUTSIDE).sum())
    if outside:
        message = translate("Core", "{outside} of {total} incidents lie outside the sectors, or have no place.")
        progress.warn(message.format(outside=outside, total=len(owner)))
    if population is None:
        return CrimeMeasure(counts, shapely.area(shapes) / 1e6, "area")
    return CrimeMeasure(counts, residents_by_sector(sectors, population, population_field), "residents")
