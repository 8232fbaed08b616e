"""Version 1 of the API: one module a group of operations. What an operation needs is stated where it is declared."""
