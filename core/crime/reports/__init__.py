"""Reports on hot spots, near repeats and crime profiles."""
