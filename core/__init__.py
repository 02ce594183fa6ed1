"""What Sector Planner knows: planning units, plans, crime on grids, safety, the public record. Imports no qgis."""

from .own_geos import prefer_own_geos

prefer_own_geos()
