"""Check the table of arguments, and run the cases named: sample.py CASE…"""

import os
import sys
import tempfile
from pathlib import Path

import app

_, provider = app.start()
import cases  # noqa: E402
import ground as grounds  # noqa: E402
import kinds  # noqa: E402
from base_arguments import gaps  # noqa: E402

problems = [gap for algorithm in provider.algorithms() for gap in gaps(algorithm)]
if not problems:
    ground = grounds.build(provider, Path(tempfile.mkdtemp(prefix="torture-")) / "ground")
    known = {str(case): case for case in cases.corpus(provider)}
    dressed = {str(case): case for case in kinds.cases(provider)}
    for name in sys.argv[1:]:
        ending = cases.run_case(ground, known[name]) if name in known else kinds.run_case(ground, dressed[name])
        if ending.status not in ("right", "refused"):
            problems.append(f"{name}: {ending.status}: {ending.note}")
print("\n".join(problems), flush=True)
os._exit(bool(problems))
