"""Start page and what runs across cases."""
