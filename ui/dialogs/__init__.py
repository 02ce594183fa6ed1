"""Dialogs and the welcome panel."""
