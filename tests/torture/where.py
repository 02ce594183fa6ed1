"""Where a process died: the native stack that it leaves, and whether QGIS itself ended it for want of memory.

The plugin is Python, and Python answers a failed allocation with MemoryError. QGIS, Qt, GDAL and GLib are not: an exception
that no one catches there, or a pointer that is not looked at, ends the whole program, and no plugin is asked.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
from pathlib import Path

SOURCE = Path(__file__).with_name("where.c")
QGIS = re.compile(r"lib(qgis|Qt5|Qt6|gdal|glib|proj|sqlite3|spatialindex|expat|geos_c?)|/qgis/_\w+\.|/PyQt[56]/")
BENEATH = re.compile(r"/lib(c|stdc\+\+|gcc_s|pthread|m)\.so|where\.so|linux-vdso|^\[0x")


def compile_teller(folder):
    """Compile what tells the stack; return its file, None where there is no compiler."""
    library = Path(folder) / "where.so"
    try:
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, SOURCE], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return library


def tell_to(library, path):
    """Let this process write its stack to a file should a fault end it."""
    file = Path(path).open("wb")  # noqa: SIM115 (open until the end)
    ctypes.CDLL(str(library)).tell_to(file.fileno())
    return file


def stood_still_elsewhere(path):
    """Tell whether a process stands still where only QGIS or OpenBLAS can mend it.

    It waits, on its way back from QGIS, for a lock of Python's that it holds itself: an allocation has failed in QGIS
    while it called Python back, and the exception left the lock taken. Or OpenBLAS asks for memory again and again:
    it knows no other answer to an allocation that fails.
    """
    frames = path.read_text(errors="replace").splitlines() if path.exists() else []
    own = [frame for frame in frames if not BENEATH.search(frame)]
    if own and "/libopenblas" in own[0] and any("(blas_memory_alloc" in frame for frame in own[:2]):
        return True
    returns = next((n for n, frame in enumerate(frames) if "(PyEval_RestoreThread" in frame), None)
    return returns is not None and any("/qgis/_" in frame for frame in frames[returns + 1 : returns + 2])


def ended_by_qgis(path):
    """Tell whether the innermost library, beneath which is only the language's own, is QGIS or one that QGIS calls."""
    frames = path.read_text(errors="replace").splitlines() if path.exists() else []
    own = [frame for frame in frames if not BENEATH.search(frame)]
    return bool(own) and bool(QGIS.search(own[0])) and "site-packages" not in own[0]
