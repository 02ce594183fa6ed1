"""What a plan is worth: optimality gap, cost of moving a unit."""
