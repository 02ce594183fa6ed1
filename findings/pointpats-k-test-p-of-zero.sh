#!/usr/bin/env bash
# pointpats 2.5.5: k_test gives p = 0 at distances where observed and simulated patterns are all alike.
#
# The p of each distance is min(p, 1 - p) with p = (simulations at least as large + 1) / (simulations + 1). Where all
# simulations are at least as large as the observed statistic, p is 1 and what is returned is exactly 0. At distance 0, and
# at every distance too short for any pair of points, K is 0 in every pattern: nothing can be told there, and p is 0.
# A Monte Carlo p can never be below 1 / (simulations + 1).
#
# Seen: 12 points, 99 simulations, distances 0 to 3: K is 0 in the observed and all simulated patterns at 0, and p is 0.000.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check pointpats==2.5.5
"$work/env/bin/python" -W ignore - <<'PY'
import numpy as np
from pointpats import k_test

np.random.seed(5)
points = np.random.default_rng(5).uniform(0, 100, (12, 2))
result = k_test(points, support=np.array([0.0, 1.0, 2.0, 3.0]), keep_simulations=True, n_simulations=99)
alike = (result.simulations == result.statistic).all(axis=0)
for distance, statistic, p, same in zip(result.support, result.statistic, result.pvalue, alike, strict=True):
    print(f"distance {distance:g}: K {statistic:.2f}, p {p:.3f}{', the same in all simulations' if same else ''}")
assert alike.any() and (result.pvalue[alike] == 0).all(), "p is no longer 0 where all patterns are alike"
PY
