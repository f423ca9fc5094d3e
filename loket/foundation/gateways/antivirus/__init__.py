"""Virus scanning: the port, "off" (the default) and ClamAV's daemon by its Unix socket."""

from .port import Scanner, ScannerUnavailable
from .routes import scanner

__all__ = ["Scanner", "ScannerUnavailable", "scanner"]
