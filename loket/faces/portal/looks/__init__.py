"""Who opened what is mine: the record of looks, for the person it is about."""
