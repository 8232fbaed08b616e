"""A forecast for people: the finding in a sentence, the tables in a terminal, and the same numbers as CSV."""
