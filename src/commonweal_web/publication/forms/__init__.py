"""Forms of publication."""
