"""The sector database: one schema, two homes."""
