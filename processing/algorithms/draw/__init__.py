"""Algorithms of the group Draw."""
