#!/usr/bin/env bash
# pointpats 2.5.5: the Poisson p of the Knox test leaves out the observed number of pairs.
#
# A one-sided p is the chance of at least as many close pairs as were observed. pointpats gives 1 - F(observed), the chance
# of more. With few close pairs the difference is large: with no pair at all the p should be 1 and is less; its
# permutations count "at least as many", so that the two figures of one result answer different questions.
#
# Seen: 4 observed pairs where 3.78 are expected: p_poisson 0.327, while the chance of 4 or more is 0.522.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check pointpats==2.5.5 scipy==1.17.1
"$work/env/bin/python" -W ignore - <<'PY'
import numpy as np
from pointpats import Knox
from scipy.stats import poisson

random = np.random.default_rng(3)
places = random.uniform(0, 1000, (40, 2))
days = random.integers(0, 100, (40, 1))
knox = Knox(places, days, delta=120, tau=6, permutations=0)
mean = knox.expected[0, 0]
more, at_least = poisson.sf(knox.statistic_, mean), poisson.sf(knox.statistic_ - 1, mean)
print(f"observed {knox.statistic_:g}, expected {mean:.2f}: p_poisson {knox.p_poisson:.3f}")
print(f"chance of more {more:.3f}, chance of at least as many {at_least:.3f}")
assert np.isclose(knox.p_poisson, more) and not np.isclose(knox.p_poisson, at_least), "p_poisson now counts the observed"
PY
