"""The forecast of a case: its beliefs, what they come to, and what is worth finding out."""
