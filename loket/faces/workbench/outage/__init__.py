"""When SIAK or TTE is down: saying so, and that it works again."""
