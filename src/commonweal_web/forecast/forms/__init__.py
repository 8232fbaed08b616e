"""Forms of the forecast."""
