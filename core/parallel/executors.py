"""Where work runs: here, in processes or threads of this machine, or on a Dask cluster. The work does not know which."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from ..base.i18n import translate
from ..base.progress import Progress
from .dask_pool import connect
from .process_pool import ProcessPool, find_python
from .task_pool import TaskPool, ThreadPool


def open_pool(workers: int, scheduler: str, progress: Progress) -> TaskPool:
    """Return a pool, to be used in a `with` block; its workers are started when first needed.

    Args:
        workers: how many tasks run at a time on this machine; a cluster says itself.
        scheduler: address of a Dask scheduler, as tcp://10.0.0.5:8786; empty for this machine.
        progress: may cancel connecting, and is told where processes cannot be had, and threads do the work.

    Raises:
        InputError: the cluster cannot be used; the text says what is missing where.
        MissingLibraryError: a scheduler was named, and the Python library distributed is not installed.
        CancelledError: the analyst cancelled.

    """
    if scheduler:
        return connect(scheduler, progress)
    python = find_python()
    if python is None:
        progress.log(translate("Core", "No Python program was found beside QGIS; threads do the work instead."))
        return ThreadPool(workers)
    return ProcessPool(python, workers)


@contextlib.contextmanager
def open_executor(workers: int, scheduler: str, progress: Progress) -> Iterator[TaskPool | None]:
    """Yield the pool of `open_pool`, or None where one worker of this process does it all."""
    if scheduler or workers > 1:
        with open_pool(workers, scheduler, progress) as pool:
            yield pool
    else:
        yield None
