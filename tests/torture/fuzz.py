"""Coverage-guided fuzzing of one parser: fuzz.py TARGET SECONDS DATABASE RECORD. Uses atheris (libFuzzer).

Inputs found in earlier runs are kept in build/torture/fuzz and tried first, after the seeds of tests/torture/seeds.
"""

import atexit
import collections
import json
import shutil
import sys
from pathlib import Path

import app
import atheris

with atheris.instrument_imports(include=["sector_planner"]):
    import fuzz_targets

name, seconds, database_file, record = sys.argv[1:5]
HERE = Path(__file__).resolve().parent
counts = collections.Counter()
database = fuzz_targets.InMemory(database_file)


def one_input(data):
    counts[fuzz_targets.attempt(name, database, data)] += 1
    if counts.total() % 500 == 0:
        Path(record).write_text(json.dumps(counts))


grown = app.ROOT / "build" / "torture" / "fuzz" / name
grown.mkdir(parents=True, exist_ok=True)
atexit.register(shutil.rmtree, fuzz_targets.FOLDER, True)
options = [
    f"-max_total_time={seconds}",
    "-max_len=4096",
    "-timeout=20",
    "-seed=1",
    "-print_final_stats=1",
    f"-artifact_prefix={record}-",
]
atheris.Setup([sys.argv[0], *options, str(grown), str(HERE / "seeds" / name)], one_input)
atheris.Fuzz()
