"""Views of the settings, one module each for the dinas, its services and emergencies."""
