"""What a staged procurement may do in the world, how sure that is, and what its learning is worth (method, 1-4)."""
