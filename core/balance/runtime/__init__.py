"""Where the search runs: tasks, worker processes, Dask, deadlines."""
