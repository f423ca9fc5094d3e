"""Model fields that are sealed with the tenant's key on the way into the database."""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from loket.foundation.kernel import envelope

from .keys import current_keys


class SealedTextField(models.BinaryField):  # type: ignore[type-arg]
    """Text that the database only ever sees sealed; cannot be searched (use a keyed hash beside it)."""

    description = "text sealed with the tenant's key"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)

    def _context(self) -> bytes:
        return f"{self.model._meta.db_table}.{self.column}".encode()

    def to_text(self, value: Any) -> str:
        """What is sealed for a Python value."""
        return str(value)

    def from_text(self, text: str) -> Any:
        """The Python value of what was sealed."""
        return text

    def get_prep_value(self, value: Any) -> bytes | None:
        if value is None or value == "":
            return None if self.null else b""
        return envelope.seal(current_keys().seal, self.to_text(value).encode(), self._context())

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(value if prepared else self.get_prep_value(value), connection, True)

    def from_db_value(self, value: Any, expression: object, connection: object) -> Any:
        if value is None:
            return None
        if not value:
            return self.empty()
        return self.from_text(envelope.unseal(current_keys().seal, bytes(value), self._context()).decode())

    def empty(self) -> Any:
        """The value of an empty field."""
        return ""

    def value_to_string(self, obj: models.Model) -> str:
        return ""

    def get_default(self) -> Any:
        return self.empty() if not self.null else None

    def to_python(self, value: Any) -> Any:
        return value


class SealedJSONField(SealedTextField):
    """A JSON value, sealed; default an empty object."""

    description = "JSON sealed with the tenant's key"

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)

    def empty(self) -> Any:
        return {}
