"""The population register: who asked it what and why, what it said, and the rules that rest on its answers.

A hint, never a gate: whatever happens here, an officer decides by the papers as before.
"""
