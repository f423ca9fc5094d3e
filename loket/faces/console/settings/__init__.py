"""How the dinas works: its settings, how each service is offered, and the switch for emergencies."""
