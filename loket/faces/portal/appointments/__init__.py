"""A resident's appointments: choosing day and hour, the ticket, another hour, cancelling (R23, R24)."""
