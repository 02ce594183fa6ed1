"""What an analyst changes in the map: pure, incremental, and told at once."""
