"""Reading for the API: tokens, and what the engine gives as plain data."""
