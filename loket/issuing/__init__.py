"""The result: what an application yields, how far each piece has come, and who took it.

This app is the truth about outputs (card, certificate, letter) and their hand-over. It is not the truth about
the case they belong to; it moves that through ``applications.lifecycle`` when the pieces allow it.
"""
