"""The public pages before anybody logs in: home, services, offices, help, privacy."""
