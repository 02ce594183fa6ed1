"""The dock in which a plan is edited."""
