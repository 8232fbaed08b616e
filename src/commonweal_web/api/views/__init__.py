"""Pages about the API: a person's tokens, and what operations there are."""
