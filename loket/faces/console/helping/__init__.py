"""Helpers of villages, RT and hospitals: who they are, what they may do, what they did (screen A10)."""
