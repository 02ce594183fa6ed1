"""What an analyst changes in the map: pure, incremental and reported at once."""
