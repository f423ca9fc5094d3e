"""From draft to version: review, second person, versions, files, updates of the packaged catalogue."""
