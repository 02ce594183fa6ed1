"""Reports on units, validation, comparison, neighbours and travel time."""
