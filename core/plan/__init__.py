"""Planning units, workload, and plans that assign every unit to a sector."""
