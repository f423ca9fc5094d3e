"""The texts of the messages to residents (A5). Not here: which channels the dinas uses, and in which order."""
