"""What the administrator of a dinas sees: services, texts, offices, people, pages. Not here: the work on cases."""
