"""The robustness campaign: `make torture`, or TORTURE=corpus,kinds,cancel,faults,fuzz,memory for some of its parts.

MINUTES ends each part after so long, ONLY takes the cases whose name holds the text; see docs/robustness.md.

Each part runs in a process of its own, which is ended and begun again after the case that hangs or kills it.
"""

from __future__ import annotations

import collections
import json
import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from where import compile_teller, ended_by_qgis, stood_still_elsewhere

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RECORD = ROOT / "build" / "torture"
SECONDS = 60
PARTS = ["corpus", "kinds", "cancel", "faults", "memory", "fuzz"]
GOOD = ("right", "refused", "cancelled", "ended by QGIS")


class Clock:
    """How long a case may take: so many seconds of the processor, and as long without any; five times as long in all."""

    def __init__(self, process):
        self.stat = Path(f"/proc/{process}/stat")
        self.start()

    def start(self):
        self.began = self.stirred = time.monotonic()
        self.used = self.seen = self._used()

    def is_over(self, seconds):
        now, used = time.monotonic(), self._used()
        if used - self.seen > 0.1:
            self.stirred, self.seen = now, used
        return used - self.used > seconds or now - self.stirred > seconds or now - self.began > 5 * seconds

    def _used(self):
        """Return the seconds that the process and its ended children had of the processor; 0 where nobody tells."""
        try:
            after_name = self.stat.read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return sum(map(int, after_name[11:15])) / os.sysconf("SC_CLK_TCK")


def watch(work, part, start, figures):
    """Run a worker from case `start`; return the number of the case to go on with, None when all are done."""
    keep, seconds = figures.keep, SECONDS * (5 if part == "faults" else 1)
    reading, writing = os.pipe()
    command = [sys.executable, "-W", "ignore", HERE / "worker.py", work, part, str(start)]
    with (RECORD / f"{part}.log").open("ab") as log:
        worker = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3>&{writing}', "worker", *map(str, command)],
            pass_fds=[writing], stdout=log, stderr=log, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    os.close(writing)
    running, clock = None, Clock(worker.pid)
    with os.fdopen(reading, "rb", buffering=0) as told, selectors.DefaultSelector() as selector:
        selector.register(told, selectors.EVENT_READ)
        while True:
            if not selector.select(5):
                if not clock.is_over(seconds):
                    continue
                _end(worker)
                if running is None:
                    raise SystemExit(f"the worker of {part} does not start; see {RECORD / part}.log")
                keep(running[1], _hang(part, seconds))
                return running[0] + 1
            line = told.readline().decode()  # unbuffered: what is read ahead would not wake the selector
            if not line:
                break
            mark, number, rest = line.split(" ", 2)
            clock.start()
            if mark == ">" and figures.is_over():
                worker.kill()
                worker.wait()
                figures.left = int(rest.split(" ", 1)[0]) - int(number)
                return None
            if mark == ">":
                total, name = rest.rstrip("\n").split(" ", 1)
                running = (int(number), name, int(total))
            else:
                for outcome in json.loads(rest):
                    keep(running[1], outcome, int(number) + 1, running[2])
                running = None
    worker.wait()
    if running is not None:
        keep(running[1], _death(part, worker.returncode))
        return running[0] + 1
    return None if worker.returncode == 0 else sys.exit(f"the worker of {part} failed; see {RECORD / part}.log")


def _end(worker):
    """End a worker that stands still, so that it tells where."""
    worker.send_signal(signal.SIGABRT)
    try:
        worker.wait(10)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _hang(part, seconds):
    told = RECORD / f"{part}.where"
    ended_itself = part == "memory" and stood_still_elsewhere(told)
    where = told.read_text(errors="replace") if told.exists() else ""
    status = "ended by QGIS" if ended_itself else "hang"
    return {"status": status, "note": f"more than {seconds} s in:\n{where}", "seconds": seconds}


def _death(part, code):
    """Judge the death of a process: for want of memory QGIS itself may end, and nobody can say anything then."""
    told = RECORD / f"{part}.where"
    ended_itself = part == "memory" and code < 0 and ended_by_qgis(told)
    status = "ended by QGIS" if ended_itself else "crash"
    where = told.read_text(errors="replace") if told.exists() else ""
    return {"status": status, "note": f"the process ended with {code} in:\n{where}", "seconds": 0}


def _short(note):
    """Return a note's begin and end: a traceback's last line says most."""
    return note if len(note) < 900 else f"{note[:300]} … {note[-600:]}"


class Figures:
    """Counts how cases ended, prints progress, and writes one line a case to build/torture."""

    def __init__(self, part):
        self.part, self.counts, self.bad, self.unable = part, collections.Counter(), [], collections.Counter()
        self.began = self.shown = time.monotonic()
        self.left = 0
        self.file = (RECORD / f"{part}.jsonl").open("w", encoding="utf-8", buffering=1)

    def keep(self, case, outcome, done=0, total=0):
        if isinstance(outcome, str):
            self.unable[outcome] += 1
        elif outcome is not None:
            self.counts[outcome["status"]] += 1
            self.file.write(json.dumps({"case": case, **outcome}, ensure_ascii=False) + "\n")
            if outcome["status"] not in GOOD:
                self.bad.append((case, outcome))
                print(f"  {outcome['status'].upper()} {case}\n      {_short(outcome['note'])}", flush=True)
        if total and time.monotonic() - self.shown > 20:
            self.shown = time.monotonic()
            print(f"{self.part}: {done} of {total}, {self.shown - self.began:.0f} s, {dict(self.counts)}", flush=True)

    def is_over(self):
        """Tell whether the part has had its time."""
        return time.monotonic() - self.began > 60 * float(os.environ.get("MINUTES") or "inf")

    def table(self):
        seconds = time.monotonic() - self.began
        good = "  ".join(f"{name} {self.counts[name]}" for name in GOOD)
        other = (
            "  ".join(f"{name} {count}" for name, count in sorted(self.counts.items()) if name not in GOOD)
            or "nothing else"
        )
        lines = [f"{self.part:8} tried {self.counts.total()}  {good}  {other}  ({seconds:.0f} s)"]
        lines += [f"{'':8} not tried, for MINUTES were over: {self.left} of the shuffled cases"] if self.left else []
        return lines + [f"         not possible here {count}: {reason}" for reason, count in self.unable.items()]


def fuzz(work, figures):
    """Fuzz each parser for its share of the time; atheris is installed on first use."""
    from fuzz_names import NAMES

    seconds = int(os.environ.get("FUZZ_SECONDS", "40"))
    for name in NAMES:
        record = RECORD / f"fuzz-{name}"
        for old in RECORD.glob(f"fuzz-{name}*"):
            old.unlink()
        command = [
            sys.executable,
            "-W",
            "ignore",
            HERE / "fuzz.py",
            name,
            str(seconds),
            work / "town" / "station.gpkg",
            record,
        ]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        counts = json.loads(record.read_text()) if record.exists() else {}
        for status, count in counts.items():
            figures.counts[status] += count
        print(f"fuzz: {name}: {sum(counts.values())} inputs, {_covered(done.stderr)}", flush=True)
        if done.returncode:
            found = done.stderr[max(0, done.stderr.find("Uncaught")) :]
            figures.keep(f"fuzz/{name}", {"status": "crash", "note": found[-1500:], "seconds": seconds})


def _covered(said):
    found = re.findall(r"cov: (\d+)", said)
    return f"{found[-1]} branches reached" if found else "coverage not known"


def main():
    """Run the chosen parts, print their figures, and fail where anything but right, refused or cancelled happened."""
    chosen = os.environ.get("TORTURE", "").replace(",", " ").split() or PARTS
    if unknown := [part for part in chosen if part not in PARTS]:
        sys.exit(f"TORTURE={' '.join(unknown)}: no such part; choose of {', '.join(PARTS)}")
    RECORD.mkdir(parents=True, exist_ok=True)
    memory = Path("/dev/shm")
    work = Path(tempfile.mkdtemp(prefix="torture-", dir=memory if memory.is_dir() else None))
    ground = work / "ground"
    subprocess.run([sys.executable, "-W", "ignore", HERE / "prepare.py", ground], check=True)
    compile_teller(ground)
    tables, bad = [], 0
    try:
        for part in chosen:
            (RECORD / f"{part}.log").unlink(missing_ok=True)
            figures, position = Figures(part), 0
            if part == "fuzz":
                fuzz(ground, figures)
                position = None
            while position is not None:
                position = watch(ground, part, position, figures)
            tables += figures.table()
            bad += len(figures.bad)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print("\n".join(["", *tables, f"{'':8} anything else than right, refused or cancelled: {bad}"]))
    sys.exit(1 if bad else 0)


main()
