"""The parsers that are fuzzed: the functions of fuzz_targets.py by name."""

NAMES = ("officers", "requests", "findings", "index", "harm", "contacts", "registration", "texts")
