"""What can be done to organisations and people. Each is one transaction, one event, by a person."""
