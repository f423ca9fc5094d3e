"""The house looked at with hostile eyes: rules 1 to 40 of the threat page, met from outside."""
