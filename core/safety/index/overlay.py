"""The safety index overlaid on sectors: shares of each category, never an average of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from ...base.errors import InputError
from ...base.i18n import listed, translate
from ...base.progress import Progress
from ...base.table import FeatureTable
from ...geo.geometry import polygonal
from ...geo.overlay import NEGLIGIBLE
from ...geo.point_location import OUTSIDE, owner_of_points
from .index import NO_CATEGORY, IndexEdition
from .settings import CATEGORIES, IDS, IndexSettings

_NO_DATA_COLUMN = len(CATEGORIES)
_SLIVER_M2 = 1.0  # districts drawn along one border overlap by less


@dataclass(frozen=True)
class Pieces:
    """Residents or area with a place: (p,) geometries, how much each counts, and the sector it lies in."""

    geometry: NDArray[np.object_]
    weight: NDArray[np.float64]
    sector: NDArray[np.intp]

    def cut(self, parent: NDArray[np.intp], geometry: NDArray[np.object_], share: NDArray[np.float64]) -> Pieces:
        """Return smaller pieces: (c,) pieces they are cut from, (c,) geometries, and (c,) shares (0 to 1) of the weight."""
        return Pieces(geometry, self.weight[parent] * share, self.sector[parent])


def overlay_index(
    sectors: FeatureTable,
    editions: list[IndexEdition],
    settings: IndexSettings,
    population: FeatureTable | None = None,
    population_field: str = "",
    progress: Progress | None = None,
) -> pd.DataFrame:
    """Return one row a sector with the share of each category in the chosen edition, and the change since another.

    Columns: share_<category> and no_data_share (percent, 100 together; NaN for a sector without extent), worst and dominant category (None
    without data), year, basis (residents or area), districts (names with their shares), compare_year,
    better_share, worse_share, unchanged_share (percent; the rest cannot be compared) and change (better, worse,
    mixed, unchanged, None).

    A category counts as worst where it covers the least share. Of equal shares the greater need is dominant; where
    more than half is without data nothing is. Two editions are compared only where both have a category found by
    the same named method.

    Args:
        sectors: polygons.
        editions: as read, oldest first.
        settings: editions to use, least share.
        population: points or polygons with residents; without it, and in sectors without residents, area counts.
        population_field: its field of residents; empty counts each feature once.
        progress: for progress and warnings.

    Raises:
        InputError: there are no sectors, an edition that was asked for is not there, or the population layer cannot be used.

    """
    progress = progress or Progress()
    if len(sectors) == 0:
        message = translate("Core", "Layer “{layer}” has no sectors.")
        raise InputError(message.format(layer=sectors.name))
    current, previous = choose_editions(editions, settings)
    current, previous = _apart(current, progress), previous and _apart(previous, progress)
    by_area = _area_pieces(sectors)
    residents = by_area if population is None else _residents(sectors, population, population_field, progress)
    lived_in = np.bincount(residents.sector, residents.weight, len(sectors)) > 0
    tables = []
    for number, pieces in enumerate((residents, by_area)):
        progress.show(0.4 + 0.3 * number)
        tables.append(_shares(pieces, len(sectors), current, previous, settings))
    table = tables[0].where(pd.Series(lived_in), tables[1])
    counted = "residents" if population is not None else "area"
    table.insert(len(IDS) + 1, "basis", np.where(lived_in, counted, "area"))
    table.insert(0, "year", pd.array([current.year] * len(table), dtype="Int64"))
    year = None if previous is None else previous.year
    table.insert(len(table.columns) - 4, "compare_year", pd.array([year] * len(table), dtype="Int64"))
    return table


def choose_editions(editions: list[IndexEdition], settings: IndexSettings) -> tuple[IndexEdition, IndexEdition | None]:
    """Return the edition to show and the one to compare with, if there is one before it.

    Raises:
        InputError: the settings name a year that has no edition.

    """
    by_year = {edition.year: edition for edition in editions}
    for year in (settings.year, settings.compare_year):
        if year is not None and year not in by_year:
            message = translate("Core", "The index has no edition of {year}. It has: {years}. Choose one of these.")
            none = translate("Core", "one edition without a year")
            raise InputError(message.format(year=year, years=listed(one or none for one in by_year)))
    current = editions[-1] if settings.year is None else by_year[settings.year]
    if settings.compare_year is not None:
        return current, by_year[settings.compare_year]
    earlier = [edition for edition in editions if (edition.year or 0) < (current.year or 0)]
    return current, earlier[-1] if earlier else None


def _apart(edition: IndexEdition, progress: Progress) -> IndexEdition:
    """Return the edition without overlaps of its districts, which are reported.

    Ground of two districts counts once where both have one category, and as not known where they differ.
    """
    shapes = edition.geometry.copy()
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = np.unique(np.column_stack([first, second])[first < second], axis=0)
    for one, other in pairs.tolist():
        common = shapely.intersection(shapes[one], shapes[other])
        if shapely.area(common) <= _SLIVER_M2:
            continue
        kept, lost = (one, other) if edition.category[one] != NO_CATEGORY else (other, one)
        differ = NO_CATEGORY not in edition.category[[one, other]] and len(set(edition.category[[one, other]])) > 1
        for row in (kept, lost) if differ else (lost,):
            shapes[row] = shapely.difference(shapes[row], common)
        _tell_overlap(edition, edition.names[[one, other]], float(shapely.area(common)), differ, progress)
    return replace(edition, geometry=shapes)


def _tell_overlap(
    edition: IndexEdition, names: NDArray[np.object_], area: float, differ: bool, progress: Progress
) -> None:
    message = translate(
        "Core", "Districts “{one}” and “{other}” of the index {year} overlap by {area:,.0f} m²: counted once."
    )
    if differ:
        message = translate(
            "Core",
            "Districts “{one}” and “{other}” of the index {year} overlap by {area:,.0f} m² with different categories: what "
            "lies there counts as not known. Correct the layer.",
        )
    progress.warn(message.format(one=names[0], other=names[1], year=edition.year or "", area=area))


def _area_pieces(sectors: FeatureTable) -> Pieces:
    shapes = polygonal(sectors.geometry)
    return Pieces(shapes, shapely.area(shapes), np.arange(len(sectors)))


def _residents(sectors: FeatureTable, population: FeatureTable, field: str, progress: Progress) -> Pieces:
    """Return residents as pieces inside one sector each."""
    weight = population.numbers(field) if field else np.ones(len(population))
    if np.nanmin(weight, initial=0.0) < 0:
        message = translate("Core", "Layer “{layer}”, field “{field}”: a number of residents is negative.")
        raise InputError(message.format(layer=population.name, field=field))
    weight = np.nan_to_num(weight, nan=0.0)
    whole = Pieces(population.geometry, weight, np.zeros(len(population), dtype=np.intp))
    parent, sector, geometry, share = split_by_areas(whole, polygonal(sectors.geometry))
    inside = sector != OUTSIDE
    pieces = Pieces(geometry[inside], (weight[parent] * share)[inside], sector[inside])
    outside = weight.sum() - pieces.weight.sum()
    if outside > 0.5:
        message = translate("Core", "{outside:.0f} of {total:.0f} residents live outside the sectors.")
        progress.warn(message.format(outside=outside, total=weight.sum()))
    return pieces


def residents_by_sector(sectors: FeatureTable, population: FeatureTable, field: str) -> NDArray[np.float64]:
    """Return (k,) residents of each sector."""
    pieces = _residents(sectors, population, field, Progress())
    return np.bincount(pieces.sector, pieces.weight, len(sectors)).astype(float)


def residents_in(polygons: NDArray[np.object_], population: FeatureTable, field: str) -> NDArray[np.float64]:
    """Return (k,) residents of each of the (k,) polygons."""
    rows = pd.DataFrame(index=range(len(polygons)))
    areas = FeatureTable("areas", polygons, rows, np.arange(len(polygons)))
    return residents_by_sector(areas, population, field)


def split_by_areas(
    pieces: Pieces, areas: NDArray[np.object_]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.object_], NDArray[np.float64]]:
    """Cut pieces along `areas` (k,), polygons in metres.

    A point belongs to one area. Polygons are shared by area, overlapping areas scaled so that nothing counts twice; what
    only touches an area has no share of it.

    Returns:
        For the c cut pieces: (c,) parents, (c,) areas (OUTSIDE if none), (c,) geometries, and (c,) shares (0 to 1) of
        the parent's weight.

    """
    if (shapely.get_dimensions(pieces.geometry) < 2).all():
        points = shapely.point_on_surface(pieces.geometry)
        parents = np.arange(len(points))
        return parents, owner_of_points(points, areas), points, np.ones(len(points))
    shapes = polygonal(pieces.geometry)
    parent, area = shapely.STRtree(areas).query(shapes, predicate="intersects")
    common = shapely.intersection(shapes[parent], areas[area])
    size, whole = shapely.area(common), shapely.area(shapes)
    meets = size > NEGLIGIBLE * whole[parent]
    parent, area, common, size = (values[meets] for values in (parent, area, common, size))
    inside = np.bincount(parent, size, len(shapes))
    share = size / np.maximum(whole, inside)[parent]
    left = np.flatnonzero(inside < whole * (1 - NEGLIGIBLE))
    rest = shapely.difference(shapes[left], shapely.union_all(areas))
    outside = np.full(len(left), OUTSIDE, dtype=area.dtype)
    rest_share = 1.0 - inside[left] / whole[left]
    return (
        np.concatenate([parent, left]),
        np.concatenate([area, outside]),
        np.concatenate([common, rest]),
        np.concatenate([share, rest_share]),
    )


def _shares(
    pieces: Pieces, sectors: int, current: IndexEdition, previous: IndexEdition | None, settings: IndexSettings
) -> pd.DataFrame:
    parent, district, geometry, share = split_by_areas(pieces, current.geometry)
    cut = pieces.cut(parent, geometry, share)
    code = np.where(district == OUTSIDE, NO_CATEGORY, current.category[district])
    amounts = np.zeros((sectors, _NO_DATA_COLUMN + 1))
    np.add.at(amounts, (cut.sector, np.where(code == NO_CATEGORY, _NO_DATA_COLUMN, code)), cut.weight)
    total = amounts.sum(axis=1)
    percent = 100.0 * amounts / np.where(total > 0, total, np.nan)[:, None]
    percent[percent <= 100.0 * NEGLIGIBLE] = 0.0
    table = pd.DataFrame(percent, columns=[*(f"share_{name}" for name in IDS), "no_data_share"])
    # As objects, for pandas 3 would turn a missing text into NaN.
    table["worst"] = pd.Series([_worst(row, settings.least_share) for row in percent], dtype=object)
    table["dominant"] = pd.Series([_dominant(row) for row in percent], dtype=object)
    table["districts"] = _district_texts(cut, district, current, sectors, settings.least_share)
    return table.join(_changes(cut, district, code, current, previous, total, settings.least_share))


def _worst(percent: NDArray[np.float64], least: float) -> str | None:
    there = np.flatnonzero((percent[:_NO_DATA_COLUMN] >= least) & (percent[:_NO_DATA_COLUMN] > 0))
    return IDS[there[-1]] if len(there) else None


def _dominant(percent: NDArray[np.float64]) -> str | None:
    known = percent[:_NO_DATA_COLUMN]
    if percent[_NO_DATA_COLUMN] > 50.0 or not (known > 0).any():
        return None
    return IDS[int(np.flatnonzero(known >= known.max() - 1e-9)[-1])]


def _district_texts(
    cut: Pieces, district: NDArray[np.intp], edition: IndexEdition, sectors: int, least: float
) -> list[str]:
    names = np.where(district == OUTSIDE, translate("Core", "outside the index"), edition.names[district])
    amounts = pd.DataFrame({"sector": cut.sector, "name": names, "weight": cut.weight})
    sums = amounts.groupby(["sector", "name"], sort=True)["weight"].sum()
    texts = []
    for sector in range(sectors):
        own = sums.loc[sector] if sector in sums.index.get_level_values(0) else pd.Series(dtype=float)
        percent = (100.0 * own / own.sum() if own.sum() > 0 else own).sort_values(ascending=False, kind="stable")
        texts.append("; ".join(f"{name} {value:.0f} %" for name, value in percent.items() if value >= least))
    return texts


def _changes(
    cut: Pieces,
    district: NDArray[np.intp],
    code: NDArray[np.int64],
    current: IndexEdition,
    previous: IndexEdition | None,
    total: NDArray[np.float64],
    least: float,
) -> pd.DataFrame:
    """Return the share that got better, worse or stayed, where two editions can be compared."""
    names = ["better_share", "worse_share", "unchanged_share"]
    if previous is None:
        empty = pd.DataFrame(np.full((len(total), 3), np.nan), columns=names)
        return empty.assign(change=pd.Series([None] * len(total), dtype=object))
    parent, before, geometry, share = split_by_areas(cut, previous.geometry)
    both = cut.cut(parent, geometry, share)
    now = code[parent]
    then = np.where(before == OUTSIDE, NO_CATEGORY, previous.category[before])
    method = np.where(district[parent] == OUTSIDE, "", current.method[district[parent]])
    comparable = (now != NO_CATEGORY) & (then != NO_CATEGORY) & (method != "") & (method == previous.method[before])
    step = np.sign(now - then)
    whole = np.where(total > 0, total, 1.0)
    shares = {
        name: 100.0 * np.bincount(both.sector, both.weight * (comparable & (step == sign)), len(total)) / whole
        for name, sign in zip(names, (-1, 1, 0), strict=True)
    }
    table = pd.DataFrame(shares)
    table = table.where(table > 100.0 * NEGLIGIBLE, 0.0)
    table["change"] = pd.Series([_change(row, least) for row in table[names].to_numpy()], dtype=object)
    table.loc[table[names].sum(axis=1) <= 0, names] = np.nan
    return table


def _change(shares: NDArray[np.float64], least: float) -> str | None:
    better, worse, unchanged = shares.tolist()
    if better + worse + unchanged <= 0:
        return None
    if better >= max(least, 1e-9):
        return "mixed" if worse >= max(least, 1e-9) else "better"
    return "worse" if worse >= max(least, 1e-9) else "unchanged"
