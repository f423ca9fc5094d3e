"""Short name, colours and logo of the dinas."""
