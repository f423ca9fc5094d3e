"""The small forms of the builder: each knows its element and the edit it stands for."""

from .table import form_for

__all__ = ["form_for"]
