"""Pages of the design journey."""
