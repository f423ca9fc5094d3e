"""A believable dinas to try everything on: seeds, the list of accounts and the sandbox phone at /contoh/.

Exists in demo mode only. It walks through the same actions as people do and writes to no table by itself.
"""
