"""What Sector Planner knows: planning units, plans, crime on grids, safety, the public record. Imports no qgis."""
