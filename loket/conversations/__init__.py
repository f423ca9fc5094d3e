"""The conversation between a resident and the office inside a case.

This app is the truth about what was asked and answered, and what was read. It is not the truth about the case
itself (``applications``), nor about the news that a message is waiting (``notifications``).
"""
