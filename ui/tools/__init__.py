"""Map tools: each turns mouse and keys into signals and knows nothing of plans."""
