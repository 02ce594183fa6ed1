"""Algorithms of the group Publish."""
