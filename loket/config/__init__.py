"""The wiring: settings, URLs, processes and the `loket` command. May import everything; imported by nothing."""
