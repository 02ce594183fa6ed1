"""Distances within which outlines and links are taken to meet."""

TOLERANCE_M = 0.5
"""Widest sliver between two outlines that still share a border."""

LINK_REACH_M = 100.0
"""How far from its unit the end of a declared link may be drawn."""
