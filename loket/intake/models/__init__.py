"""Tables of the intake app: one file each."""
