"""Inputs that Django has not: a date in three boxes, and a password that may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DateParts(forms.MultiWidget):
    """Day, month and year in three numeric boxes; posts ``<name>_hari``, ``<name>_bulan``, ``<name>_tahun``.

    Also reads one ISO date posted under the field's own name, so that a script or a test may send that.
    """

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            widgets={
                "hari": forms.TextInput({**box, "maxlength": 2}),
                "bulan": forms.TextInput({**box, "maxlength": 2}),
                "tahun": forms.TextInput({**box, "maxlength": 4}),
            },
            attrs=attrs,
        )

    def decompress(self, value: Any) -> list[Any]:
        """A date, an ISO text or nothing into its three boxes."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        if isinstance(value, str) and value.count("-") == 2:
            year, month, day = value.split("-")
            return [day, month, year]
        return ["", "", ""]

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """What a DateField reads: an ISO date; a nonsense date stays nonsense so that it is refused."""
        if data.get(name):
            return str(data[name])
        day, month, year = (
            str(part or "").strip() for part in super().value_from_datadict(data, files, name)
        )
        if not (day or month or year):
            return None
        return f"{year}-{month.zfill(2)}-{day.zfill(2)}"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the words above the boxes."""
        context = super().get_context(name, value, attrs)
        labels = (_("Tanggal"), _("Bulan"), _("Tahun"))
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        return context
