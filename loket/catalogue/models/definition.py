"""How definitions of services are kept."""

from __future__ import annotations

from typing import Any

from django.db import models


class DefinitionField(models.JSONField):
    """A JSON column of long texts: each row of a ``bulk_create`` is sent as a value of its own.

    Django sends many rows as one array per column, and the driver escapes every quotation mark of an array one by
    one: for the definitions of 66 services that took twice as long as everything else of opening a dinas.
    """

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        """The plain one; that it is asked for keeps Django from the array."""
        return "%s"

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """To migrations it is a JSONField like any other."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs
