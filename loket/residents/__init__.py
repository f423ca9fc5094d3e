"""Who a resident is: the registration, the checked identity and its life cycle.

Not here: how residents log in (``accounts``), what they apply for (``applications``).
"""
