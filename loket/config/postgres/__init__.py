"""Django's PostgreSQL backend with a cheaper look at a kept connection and cheaper timestamps (``ENGINE``)."""
