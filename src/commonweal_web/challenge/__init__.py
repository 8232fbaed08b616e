"""The challenge of a case's scheme: would it reward the wrong bid, and what would mend it."""
