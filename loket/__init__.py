"""Loket: the counter that never closes. Online services of an Indonesian Disdukcapil."""

__version__ = "0.1.0"
