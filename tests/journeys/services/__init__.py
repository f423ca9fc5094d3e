"""Every service of the packaged catalogue, from the first screen to the hand-over, as people do it: by HTTP."""
