"""Algorithms of the group Crime."""
