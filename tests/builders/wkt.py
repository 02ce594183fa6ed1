"""Shapes as QGIS reads them from text."""


def box_wkt(west, south, east, north):
    """Return a rectangle."""
    return f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"


def square_wkt(x, y, size=100):
    """Return the square in column x and row y, counted from the south-west."""
    return box_wkt(size * x, size * y, size * (x + 1), size * (y + 1))
