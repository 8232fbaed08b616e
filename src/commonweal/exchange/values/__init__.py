"""A user's own licensed table of proxy values, from CSV or Excel into a local pack whose figures never leave it."""
