"""How a wish reaches the office when the resident does not type it alone: at the counter, through a helper,
by a call back, or from a list brought in afterwards.

This app is the truth about who sat beside whom, with whose consent, and about what came in by other ways. It is
not the truth about the case that results (``applications``) nor about the person (``residents``).
"""
