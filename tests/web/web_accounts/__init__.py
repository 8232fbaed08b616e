"""What the tests of accounts bring with them."""
