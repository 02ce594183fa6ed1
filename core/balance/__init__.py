"""Drawing sectors of equal load per officer from planning units."""
