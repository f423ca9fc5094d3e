"""The first page of the console: what needs attention, and the way to everything else."""
