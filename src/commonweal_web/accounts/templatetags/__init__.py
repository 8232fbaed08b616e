"""Template tags for accounts."""
