"""The reference ladder: what bare WSGI and plain Django cost on this machine, in this very run."""
