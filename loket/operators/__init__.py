"""The platform's operators: who they are, how they log in, what they did, and how a dinas is opened and closed.

They belong to no dinas and see no case, no resident and no paper: this app knows none of those apps, and the
database keeps their tables shut while an operator looks (``tenants.scope.looking_at_setup``).
"""
