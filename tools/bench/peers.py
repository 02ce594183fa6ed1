"""The peers, each as labels of the same graph: METIS, KaHIP, GerryChain's ReCom, spopt's Ward."""

from __future__ import annotations

import contextlib
import random

import numpy as np
from scipy.sparse import csr_matrix


def _matrix(instance):
    """Return the symmetric matrix of whole-number border lengths."""
    weight = np.maximum(1, np.rint(instance.length)).astype(np.int64)
    i, j = instance.edges.T
    matrix = csr_matrix((np.r_[weight, weight], (np.r_[i, j], np.r_[j, i])), shape=(instance.size,) * 2)
    matrix.sort_indices()
    return matrix


def metis(instance, seeds=50, recursive=False):
    """Return the best of several seeds: within 1 % overload where METIS manages, least border."""
    import pymetis

    matrix = _matrix(instance)
    adjacency = pymetis.CSRAdjacency(matrix.indptr, matrix.indices)
    load = np.maximum(0, instance.load // max(1, int(instance.load.sum() // 2**29))).tolist()
    found = []
    for seed in range(seeds):
        options = pymetis.Options(seed=seed, ufactor=10, contig=0 if recursive else 1)
        _, labels = pymetis.part_graph(
            instance.sectors,
            adjacency,
            vweights=load,
            eweights=matrix.data.tolist(),
            recursive=recursive,
            options=options,
        )
        found.append(np.array(labels))
    return min(found, key=lambda labels: border(instance, labels))


def kahip(instance, seeds=10):
    """Return the best of several seeds of KaHIP strong at 1 % imbalance."""
    import kahip

    matrix = _matrix(instance)
    load = (instance.load // max(1, int(instance.load.sum() // 2**29))).tolist()
    arguments = (load, matrix.indptr.tolist(), matrix.data.tolist(), matrix.indices.tolist(), instance.sectors)
    found = [np.array(kahip.kaffpa(*arguments, 0.01, True, seed, 2)[1]) for seed in range(seeds)]
    return min(found, key=lambda labels: border(instance, labels))


def recom(instance, steps=300):
    """Return the plan with the least border met by GerryChain's ReCom, at the first tolerance where it finds a plan."""
    for tolerance in (0.05, 0.1, 0.2, 0.4):
        try:
            return _recom(instance, steps, tolerance)
        except RuntimeError:  # no cut of a spanning tree found within the tolerance
            continue
    raise RuntimeError("no plan found, not even within 40 %")


def _recom(instance, steps, tolerance):
    import geopandas

    object.__setattr__(geopandas.options, "use_pygeos", False)  # gerrychain 0.3 asks for an option geopandas 1 dropped
    from gerrychain import Graph, MarkovChain, Partition, accept, constraints, updaters
    from gerrychain.proposals import recom as propose
    from gerrychain.tree import recursive_tree_part

    random.seed(1)
    graph = Graph()
    graph.add_nodes_from((unit, {"load": int(load)}) for unit, load in enumerate(instance.load))
    graph.add_edges_from(instance.edges.tolist())
    ideal = float(instance.load.sum()) / instance.sectors
    first = recursive_tree_part(graph, range(instance.sectors), ideal, "load", tolerance)
    partition = Partition(graph, first, {"load": updaters.SectorTotals("load")})

    def step(plan):
        return propose(plan, "load", ideal, tolerance, 1)

    chain = MarkovChain(step, [constraints.contiguous], accept.always_accept, partition, steps)
    plans = (np.array([plan.assignment[unit] for unit in range(instance.size)]) for plan in chain)
    return min(plans, key=lambda labels: border(instance, labels))


def ward(instance):
    """Return spopt's spatial Ward clustering (it balances no load)."""
    import geopandas
    import libpysal
    from shapely import points
    from spopt.region import WardSpatial

    frame = geopandas.GeoDataFrame({"x": instance.xy[:, 0], "y": instance.xy[:, 1]}, geometry=points(instance.xy))
    near = {unit: [] for unit in range(instance.size)}
    for a, b in instance.edges.tolist():
        near[a].append(b)
        near[b].append(a)
    model = WardSpatial(frame, libpysal.weights.W(near), ["x", "y"], instance.sectors)
    with contextlib.redirect_stdout(None):
        model.solve()
    return np.asarray(model.labels_)


def border(instance, labels):
    """Return the border between sectors in metres."""
    cut = labels[instance.edges[:, 0]] != labels[instance.edges[:, 1]]
    return float(instance.length[cut].sum())
