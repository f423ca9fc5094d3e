"""What an officer may do and where: membership of an office, roles, print zone.

Not here: how officers log in (``accounts``).
"""
