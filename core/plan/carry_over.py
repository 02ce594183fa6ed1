"""An old plan on new base units: each new unit joins the sector that held most of its people and ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy.sparse import csr_array

from ..base.arrays import Ints
from ..geo.geometry import polygonal
from ..geo.overlay import area_shares
from .plan import UNASSIGNED

SURE_SHARE = 2 / 3
_COVERED = 0.5
_SLIVER = 0.01


@dataclass(frozen=True)
class CarriedOver:
    """The plan on the new units.

    Attributes:
        labels: (n,) sector number of each new unit, UNASSIGNED where no sector lay there.
        share: (n,) share of the unit's weight that its sector had; 0 where it has none.
        covered: (n,) share of the unit's area over which the old plan lay.

    """

    labels: Ints
    share: NDArray[np.float64]
    covered: NDArray[np.float64]

    def doubtful(self) -> NDArray[np.intp]:
        """Return the (d,) positions of units that an analyst should look at, the most doubtful first."""
        doubt = (self.share < SURE_SHARE) | (self.covered < _COVERED)
        found = np.flatnonzero(doubt)
        return found[np.argsort(np.minimum(self.share, self.covered)[found], kind="stable")]


def carry_over(
    old: NDArray[np.object_], of_old: NDArray[np.intp], residents: NDArray[np.float64], new: NDArray[np.object_]
) -> CarriedOver:
    """Carry the plan of the old units over to the new ones, by residents, and by area where there are none.

    Residents of an old unit are spread evenly over its area; slivers of overlap count for nothing.

    Args:
        old: (m,) old units in metres.
        of_old: (m,) sector number of each, UNASSIGNED for none.
        residents: (m,) residents of each; NaN counts as none.
        new: (n,) new units in metres.

    """
    new = polygonal(new)
    shares = _without_slivers(area_shares(old, new), shapely.area(polygonal(old)), shapely.area(new))
    people = _by_sector(shares, of_old, np.nan_to_num(residents))
    by_area = _by_sector(shares, of_old, shapely.area(polygonal(old)))
    inhabited = people.sum(axis=1) > 0
    weight = np.where(inhabited[:, None], people, by_area)
    total = weight.sum(axis=1)
    labels = (
        np.where(total > 0, weight.argmax(axis=1), UNASSIGNED) if weight.shape[1] else np.full(len(new), UNASSIGNED)
    )
    share = np.divide(weight.max(axis=1, initial=0.0), total, out=np.zeros(len(new)), where=total > 0)
    area = shapely.area(new)
    covered = np.divide(by_area.sum(axis=1), area, out=np.zeros(len(new)), where=area > 0)
    return CarriedOver(labels.astype(np.int64), share, np.minimum(covered, 1.0))


def _without_slivers(shares: csr_array, old_m2: NDArray[np.float64], new_m2: NDArray[np.float64]) -> csr_array:
    """Return the (m, n) shares without overlaps that are next to nothing of both units: borders drawn twice."""
    pairs = shares.tocoo()
    common = pairs.data * old_m2[pairs.row]
    keep = (pairs.data >= _SLIVER) | (common >= _SLIVER * new_m2[pairs.col])
    return csr_array((pairs.data[keep], (pairs.row[keep], pairs.col[keep])), shape=shares.shape)


def _by_sector(shares: csr_array, of_old: NDArray[np.intp], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, k) the weight of each sector in each new unit."""
    sectors = int(of_old.max(initial=-1)) + 1
    rows = np.flatnonzero(of_old >= 0)
    membership = csr_array((weight[rows], (rows, of_old[rows])), shape=(len(of_old), sectors))
    return np.asarray((shares.T @ membership).todense(), dtype=np.float64)
