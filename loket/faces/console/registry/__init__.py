"""Whether the dinas asks the population register, and which services a rule may accept."""
