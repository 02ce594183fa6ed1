"""The reference system of Denmark, and the size of a degree."""

SRID = 25832  # ETRS89 / UTM zone 32N
NATIONAL_CRS = f"EPSG:{SRID}"
METRES_PER_DEGREE = 111_320.0  # of latitude, and of longitude at the equator
