"""Counters that give appointments: hours, capacity, closed hours, and who is booked in them (A8)."""
