"""What the API does beyond what pages do: tokens, and cases brought whole."""
