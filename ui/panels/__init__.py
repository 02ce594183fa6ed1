"""The panels of the dock."""
