"""The plan that is open: layer, session, edits, saving."""
