#!/usr/bin/env bash
# esda 2.9.0: the analytic z of G_Local depends on whether the weights are row-standardised; the statistic does not.
#
# Getis and Ord's standardised statistic is unchanged when a row of weights is multiplied by a constant. esda takes the sum
# of a row's weights for its number of neighbours when it computes the variance. That holds for binary weights (transform
# "B"). Under the default, transform "R", every row sums to 1, the variance is too large by about the number of neighbours,
# and |Zs| too small by its square root: hot spots are missed. Its permutations (z_sim) are not affected.
#
# Seen: on a 10 x 10 rook lattice Zs of "B" over Zs of "R" is 2.0 where a cell has four neighbours, 1.4 where it has two.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check esda==2.9.0 libpysal==4.14.1
"$work/env/bin/python" -W ignore - <<'PY'
import numpy as np
from esda import G_Local
from libpysal.weights import lat2W

counts = np.random.default_rng(1).poisson(3, 100).astype(float)
z = {}
for transform in ("B", "R"):
    weights = lat2W(10, 10)
    z[transform] = G_Local(counts, weights, transform=transform, permutations=0).Zs
neighbours = np.array([weights.cardinalities[cell] for cell in range(100)])
ratio = z["B"] / z["R"]
# The textbook's z for binary weights, each cell left out of its own mean and variance.
n = len(counts) - 1
adjacent = lat2W(10, 10).full()[0]
mean = (counts.sum() - counts) / n
spread = np.sqrt(((counts**2).sum() - counts**2) / n - mean**2)
textbook = (adjacent @ counts - neighbours * mean) / (spread * np.sqrt(neighbours * (n - neighbours) / (n - 1)))
for count in (2, 3, 4):
    print(f"{count} neighbours: Zs of B is {np.median(ratio[neighbours == count]):.3f} times Zs of R")
print(f"largest difference from the textbook: B {abs(z['B'] - textbook).max():.2g}, R {abs(z['R'] - textbook).max():.2g}")
assert np.allclose(z["B"], textbook)
expected = np.sqrt(neighbours * (n - 1) / (n - neighbours))
assert np.allclose(ratio, expected), "the analytic z no longer depends on row standardisation in this way"
PY
