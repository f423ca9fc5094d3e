"""Many cases at once: choosing, ordering, watching, stopping."""
