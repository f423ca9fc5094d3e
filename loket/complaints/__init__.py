"""Complaints (pengaduan): what somebody is not content with, with or without a log in, and the office's answer.

This app is the truth about each complaint, who may read it, until when it must be answered and what was said.
It is not the truth about the case it is about (``applications``), nor about visits (``appointments``).
"""
