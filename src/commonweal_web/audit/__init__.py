"""What was done, by whom, when: an append-only record that shows if it was altered."""
