"""Where work runs: here, in processes of this machine, or on a Dask cluster. The work does not know which."""
