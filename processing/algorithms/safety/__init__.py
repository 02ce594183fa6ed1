"""Algorithms of the group Safety."""
