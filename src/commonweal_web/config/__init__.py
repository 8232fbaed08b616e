"""What an installation is made of: settings, addresses, the way in for the server."""
