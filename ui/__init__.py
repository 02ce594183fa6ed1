"""The dock and the map tools: what analysts see and touch."""
