"""What learning is worth, from runs of any model: pure functions on arrays, and nothing of procurement (method, 3)."""
