"""Fields of bidders of several types, drawn again and again: whom the scheme picks, and what ambition earns."""
