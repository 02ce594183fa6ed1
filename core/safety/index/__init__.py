"""The city's yearly safety index: import, overlay on sectors, trend."""
