"""The search itself: initial partition, multilevel scheme, annealing, swaps and flow refinement."""
