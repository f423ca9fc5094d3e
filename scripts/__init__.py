"""Tools of the people who develop Loket; nothing here runs in production."""
