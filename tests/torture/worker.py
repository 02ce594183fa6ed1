"""A process that runs cases one after another, and says before and after each where it is."""

import json
import os
import sys
from dataclasses import asdict

import app

RECORD = app.ROOT / "build" / "torture"


def main(work, name, start):
    """Run the cases of a part from number `start` on; lines “> number case” and “< number outcome” go to file 3."""
    _, provider = app.start()
    import parts
    from ground import opened
    from trial import Ending
    from where import tell_to

    ground = opened(provider, work)
    if (library := ground.town.with_name("where.so")).exists():
        stack = tell_to(library, RECORD / f"{name}.where")  # noqa: F841 (open until the end)
    told = os.fdopen(3, "w", buffering=1)
    cases, run_case = parts.chosen(name, ground)
    for number in range(start, len(cases)):
        case = cases[number]
        print(">", number, len(cases), case, file=told)
        outcome = run_case(ground, case)
        several = outcome if isinstance(outcome, list) else [outcome]
        answers = [asdict(one) if isinstance(one, Ending) else one for one in several]
        print("<", number, json.dumps(answers), file=told)
    told.flush()
    os._exit(0)  # QGIS is not always able to leave in peace


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
