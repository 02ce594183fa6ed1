"""The quarterly threat assessment of exposed housing areas."""
