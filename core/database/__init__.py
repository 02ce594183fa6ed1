"""The sector database: schema, rules, views, migrations and access."""
