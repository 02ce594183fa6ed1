"""What tests in several files are made of. Tests say `from builders.tables import table`, wherever they lie.

A helper that a second test file needs moves here; no test file imports from another (tests/house holds that).
Nothing here imports qgis: the tests of core run without it.
"""
