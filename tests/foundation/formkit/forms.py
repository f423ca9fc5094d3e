"""Small forms for tests, written as a catalogue's definition would be."""

from __future__ import annotations

from typing import Any

from loket.foundation.formkit.definition import FormDefinition


def row(slug: str, type_: str, **more: Any) -> dict[str, Any]:
    """One field."""
    return {"slug": slug, "type": type_, "required": True, "label_id": f"Isian {slug}", **more}


def options(*values: str) -> list[dict[str, str]]:
    """A list of choices."""
    return [
        {"value": value, "label_id": f"Pilihan {value}", "label_en": f"Option {value}"} for value in values
    ]


def form(*fields: dict[str, Any], papers: tuple[dict[str, Any], ...] = (), **more: Any) -> FormDefinition:
    """A form of these fields and papers."""
    return FormDefinition.from_data(
        {"code": "contoh", "name_id": "Contoh", "fields": list(fields), "documents": list(papers), **more}
    )
