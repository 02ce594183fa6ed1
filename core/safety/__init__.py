"""The safety index, threat assessment and evaluation of initiatives."""
