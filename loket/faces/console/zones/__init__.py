"""Which office prints for which kecamatan."""
