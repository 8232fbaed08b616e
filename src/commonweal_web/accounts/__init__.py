"""Organisations, people, and what each role may do."""
