"""The robustness campaign: `make torture`, or TORTURE=corpus,cancel,faults,fuzz,memory for some of its parts.

Each part runs in a process of its own, which is ended and begun again after the case that hangs or kills it.
"""

from __future__ import annotations

import collections
import json
import os
import selectors
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RECORD = ROOT / "build" / "torture"
SECONDS = 60
GOOD = ("right", "refused", "cancelled")


def watch(work, part, start, keep):
    """Run a worker from case `start`; return the number of the case to go on with, None when all are done."""
    reading, writing = os.pipe()
    command = [sys.executable, "-W", "ignore", HERE / "worker.py", work, part, str(start)]
    with (RECORD / f"{part}.log").open("ab") as log:
        worker = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3>&{writing}', "worker", *map(str, command)],
            pass_fds=[writing], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    os.close(writing)
    running = None
    with os.fdopen(reading) as told, selectors.DefaultSelector() as selector:
        selector.register(told, selectors.EVENT_READ)
        while True:
            if not selector.select(SECONDS + 60 if running is None else SECONDS):
                worker.kill()
                worker.wait()
                if running is None:
                    raise SystemExit(f"the worker of {part} does not start; see {RECORD / part}.log")
                keep(running[1], {"status": "hang", "note": f"more than {SECONDS} s", "seconds": SECONDS})
                return running[0] + 1
            line = told.readline()
            if not line:
                break
            mark, number, rest = line.split(" ", 2)
            if mark == ">":
                total, name = rest.rstrip("\n").split(" ", 1)
                running = (int(number), name, int(total))
            else:
                for outcome in json.loads(rest):
                    keep(running[1], outcome, int(number) + 1, running[2])
                running = None
    worker.wait()
    if running is not None:
        keep(running[1], {"status": "crash", "note": f"the process ended with {worker.returncode}", "seconds": 0})
        return running[0] + 1
    return None if worker.returncode == 0 else sys.exit(f"the worker of {part} failed; see {RECORD / part}.log")


class Figures:
    """Counts how cases ended, prints progress, and writes one line a case to build/torture."""

    def __init__(self, part):
        self.part, self.counts, self.bad, self.unable = part, collections.Counter(), [], collections.Counter()
        self.began = self.shown = time.monotonic()
        self.file = (RECORD / f"{part}.jsonl").open("w", encoding="utf-8", buffering=1)

    def keep(self, case, outcome, done=0, total=0):
        if isinstance(outcome, str):
            self.unable[outcome] += 1
        elif outcome is not None:
            self.counts[outcome["status"]] += 1
            self.file.write(json.dumps({"case": case, **outcome}, ensure_ascii=False) + "\n")
            if outcome["status"] not in GOOD:
                self.bad.append((case, outcome))
                print(f"  {outcome['status'].upper()} {case}\n      {outcome['note'][:700]}", flush=True)
        if total and time.monotonic() - self.shown > 20:
            self.shown = time.monotonic()
            print(f"{self.part}: {done} of {total}, {self.shown - self.began:.0f} s, {dict(self.counts)}", flush=True)

    def table(self):
        seconds = time.monotonic() - self.began
        good = "  ".join(f"{name} {self.counts[name]}" for name in GOOD)
        other = (
            "  ".join(f"{name} {count}" for name, count in sorted(self.counts.items()) if name not in GOOD)
            or "nothing else"
        )
        lines = [f"{self.part:8} tried {self.counts.total()}  {good}  {other}  ({seconds:.0f} s)"]
        return lines + [f"         not possible here {count}: {reason}" for reason, count in self.unable.items()]


def main():
    from_environment = os.environ.get("TORTURE", "")
    every = ["corpus"]
    chosen = [part for part in from_environment.replace(",", " ").split() if part] or every
    RECORD.mkdir(parents=True, exist_ok=True)
    memory = Path("/dev/shm")
    work = Path(tempfile.mkdtemp(prefix="torture-", dir=memory if memory.is_dir() else None))
    ground = work / "ground"
    subprocess.run([sys.executable, "-W", "ignore", HERE / "prepare.py", ground], check=True)
    tables, bad = [], 0
    try:
        for part in chosen:
            (RECORD / f"{part}.log").unlink(missing_ok=True)
            figures, position = Figures(part), 0
            while position is not None:
                position = watch(ground, part, position, figures.keep)
            tables += figures.table()
            bad += len(figures.bad)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("\n".join(["", *tables]))
    sys.exit(1 if bad else 0)


main()
