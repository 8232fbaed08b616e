"""Schemes: proposals, disagreement, comparison."""
