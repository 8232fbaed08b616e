"""Shared by tests of publication."""
