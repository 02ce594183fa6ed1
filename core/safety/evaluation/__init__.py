"""Before-and-after evaluation of initiatives."""
