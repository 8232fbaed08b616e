"""Forms of cases: what a person types, as parts of the document."""
