"""Measure one contender on one instance in this process, alone, and print the figures as JSON: measure.py NAME TOOL."""

import json
import resource
import sys
import time

from package import load_package, path_of

load_package()

import numpy as np  # noqa: E402
import peers  # noqa: E402
from contenders import LARGE, MAKERS, contenders, is_drawn  # noqa: E402
from instances import Instance  # noqa: E402
from scipy.sparse import csr_matrix  # noqa: E402
from scipy.sparse.csgraph import connected_components  # noqa: E402

SEEDS = (1, 2, 3)  # the middle border counts, and the worst deviation


def kept(name):
    """Return the instance, from its file where an earlier run left one; None where its data is not at hand."""
    path = path_of(name, "npz")
    if not path.exists():
        instance = MAKERS[name]()
        if instance is None:
            return None
        np.savez(path, **vars(instance))
    with np.load(path) as stored:
        values = {key: stored[key] for key in stored.files}
    return Instance(**values | {"name": str(values["name"]), "sectors": int(values["sectors"])})


def pace():
    """Return the processor seconds of a fixed loop: what a busy machine costs."""
    began = time.process_time()
    total = 0
    for number in range(2_000_000):
        total += number
    return time.process_time() - began


def deviation(instance, labels):
    """Return the greatest |load / ideal - 1| in percent."""
    load = np.bincount(labels, weights=instance.load, minlength=instance.sectors)
    return float(100 * np.abs(load * instance.sectors / load.sum() - 1).max())


def stray(instance, labels):
    """Return how many pieces there are beyond one a sector."""
    i, j = instance.edges[labels[instance.edges[:, 0]] == labels[instance.edges[:, 1]]].T
    pieces, _ = connected_components(csr_matrix((np.ones(len(i)), (i, j)), shape=(instance.size,) * 2), directed=False)
    return int(pieces - instance.sectors)


def main():
    name, tool = sys.argv[1:]
    instance = kept(name)
    if instance is None:
        print(json.dumps({"skipped": "its data is not at hand"}))
        return
    before = pace()
    measure = contenders(name, whole=True)[tool]
    seeds = SEEDS if is_drawn(tool) and name != LARGE else SEEDS[:1]
    began = time.process_time()
    plans = [measure(instance, seed=seed) for seed in seeds] if is_drawn(tool) else [measure(instance)]
    seconds = (time.process_time() - began) / len(plans)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    borders = sorted(peers.border(instance, labels) / 1000 for labels in plans)
    figures = {
        "units": instance.size,
        "sectors": instance.sectors,
        "largest": float(instance.load.max() * instance.sectors / instance.load.sum()),
        "seconds": seconds,
        "pace": (before + pace()) / 2,
        "deviation": max(deviation(instance, labels) for labels in plans),
        "stray": max(stray(instance, labels) for labels in plans),
        "border": borders[len(borders) // 2],
        "borders": borders,
        "peak_mb": peak,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
