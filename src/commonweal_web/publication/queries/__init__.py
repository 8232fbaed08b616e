"""Reading what stands between a scheme and its publication, and what was published."""
