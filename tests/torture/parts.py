"""The parts of the campaign: for each, its cases and what runs one."""

import json
import os
import random
from pathlib import Path

import cases
import kinds
import leftovers

GOOD = ("right", "refused", "cancelled", "ended by QGIS")
WRITES = {
    "write": (leftovers.every_write_fails_in_turn, 1),
    "previous": (leftovers.over_a_previous_edition, 4),
    "full": (leftovers.disk_full, 4),
    "size": (leftovers.file_size_limit, 4),
    "place": (leftovers.odd_destination, 4),
}


def corpus(ground):
    """Bad layers, files and values through every algorithm."""
    return cases.corpus(ground.provider), cases.run_case


def one_content(ground):
    """Every layer in every dress, held against the plain one."""
    return kinds.cases(ground.provider), kinds.run_case


def cancel(ground):
    """Cancel at random moments."""
    return leftovers.mishaps(ground.provider, {"cancel": leftovers.MOMENTS}), leftovers.cancelled


def faults(ground):
    """Let every write fail."""
    kinds = {kind: count for kind, (_, count) in WRITES.items()}
    return leftovers.mishaps(ground.provider, kinds), lambda ground, case: WRITES[case.kind][0](ground, case)


def memory(ground):
    """Let the memory run out."""
    return leftovers.mishaps(ground.provider, {"memory": len(leftovers.ROOM_MB)}), leftovers.out_of_memory


def chosen(part, ground):
    """Return a part's cases, those whose name holds ONLY where it is set, and what runs one.

    They are shuffled, so that a run that is broken off has tried something of everything.
    """
    found, run_case = PARTS[part](ground)
    found = [case for case in found if os.environ.get("ONLY", "") in str(case)]
    if part != "kinds":  # there the plain run of a layer serves all its dresses
        random.Random(1).shuffle(found)
    tried = _recorded(os.environ.get("DONE", ""))
    return [case for case in found if str(case) not in tried], run_case


PARTS = {"corpus": corpus, "kinds": one_content, "cancel": cancel, "faults": faults, "memory": memory}


def _recorded(files):
    """Return the cases that ended well in earlier records, so that a campaign that was broken off goes on."""
    well, ill = set(), set()
    for file in filter(None, files.split(",")):
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            (well if record["status"] in GOOD else ill).add(record["case"])
    return well - ill
