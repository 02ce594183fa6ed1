"""Reports on a balanced plan and on single assignments."""
