"""Algorithms of the group Balance."""
