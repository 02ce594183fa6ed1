"""Errors, progress, texts in the reader's language, tables, sheets and SQL: what every other package may use."""
