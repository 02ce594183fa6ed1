"""The plane in which everything is measured: Denmark's CRS, and how near two outlines must come to meet."""

SRID = 25832  # ETRS89 / UTM zone 32N
NATIONAL_CRS = f"EPSG:{SRID}"
METRES_PER_DEGREE = 111_320.0  # of latitude, and of longitude at the equator

TOLERANCE_M = 0.5
"""Widest sliver between two outlines that still share a border."""

LINK_REACH_M = 100.0
"""How far from its unit the end of a declared link may be drawn."""
