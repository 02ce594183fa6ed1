"""From an instance to a problem: districts, must-link groups, feasibility."""
