"""The desk's pages about outputs: making them, the pick-up counter, the post."""
