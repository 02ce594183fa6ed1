"""Algorithms of the group Log."""
