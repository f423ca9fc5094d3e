"""Who can log in: accounts, passwords, one-time codes, second factors, sessions and the limits on all of them.

Not here: who a resident is (``residents``), what an officer may do (``staff``).
"""
