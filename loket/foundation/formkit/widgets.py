"""Inputs of resident forms, drawn so that a phone without scripts can use them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.foundation.formkit.surroundings import RegionBook

#: Longest list of options shown as buttons; a longer one is a drop-down.
BUTTONS = 7


class DayInput(forms.MultiWidget):
    """Three boxes ``<slug>_hari``, ``_bulan``, ``_tahun``; or one value under the slug itself."""

    template_name = "ui/widgets/date_parts.html"
    use_fieldset = True

    def __init__(self) -> None:
        box = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(
            {
                "hari": forms.TextInput({**box, "maxlength": 2}),
                "bulan": forms.TextInput({**box, "maxlength": 2}),
                "tahun": forms.TextInput({**box, "maxlength": 4}),
            }
        )

    def decompress(self, value: Any) -> list[str]:
        """ISO text into its boxes; anything else stays visible in the first."""
        parts = str(value or "").split("-")
        if len(parts) != 3:
            return [parts[0], "", ""]
        year, month, day = parts if len(parts[0]) > 2 else reversed(parts)
        return [day.lstrip("0"), month.lstrip("0"), year]

    def value_from_datadict(  # type: ignore[override]  # one text, not a list: AnswerField reads text
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> str:
        """``17-8-1990`` or what was posted whole; an incomplete date stays incomplete, so that it is refused."""
        if data.get(name):
            return str(data[name])
        parts = [str(data.get(f"{name}_{part}") or "").strip() for part in ("hari", "bulan", "tahun")]
        return "-".join(parts) if any(parts) else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds the words above the boxes."""
        context = super().get_context(name, value, attrs)
        labels = (_("Tanggal"), _("Bulan"), _("Tahun"))
        for part, label in zip(context["widget"]["subwidgets"], labels, strict=True):
            part["label"] = label
        return context


class QuickSelect(forms.Select):
    """A drop-down drawn without a template per option: lists here have up to a few hundred."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> None:
        super().__init__()
        self.groups = groups

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The select with an empty first option; groups with a name become ``optgroup``."""
        chosen = str(value or "")
        body = format_html('<option value="">{}</option>', _("Pilih"))
        for title, options in self.groups:
            rows = format_html_join("", '<option value="{}"{}>{}</option>', self._rows(options, chosen))
            body += format_html('<optgroup label="{}">{}</optgroup>', title, rows) if title else rows
        attributes = format_html_join("", ' {}="{}"', (attrs or {}).items())
        return format_html('<select name="{}"{}>{}</select>', name, attributes, body)

    def _rows(self, options: Sequence[tuple[str, str]], chosen: str) -> list[tuple[str, str, str]]:
        selected = SafeString(" selected")  # a constant
        return [(value, selected if value == chosen else "", label) for value, label in options]


class RegionInput(forms.Widget):
    """Province, kabupaten/kota, kecamatan, desa/kelurahan: each post opens the next list; no script needed.

    Posts ``<slug>`` for the last level and ``<slug>_1`` … for those above; a full code under the slug is enough.
    """

    use_fieldset = True
    _LABELS = (
        gettext_lazy("Provinsi"),
        gettext_lazy("Kabupaten/kota"),
        gettext_lazy("Kecamatan"),
        gettext_lazy("Desa/kelurahan"),
    )

    def __init__(self, regions: RegionBook, level: int) -> None:
        super().__init__()
        self.regions, self.level = regions, level

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """The deepest code that fits the ones above it."""
        found = ""
        for depth in range(1, self.level + 1):
            key = name if depth == self.level else f"{name}_{depth}"
            code = str(data.get(key) or "").strip()
            fits = not found or code.startswith(f"{found}.")
            if code and fits and len(code) <= 13:
                found = code
        return found

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """One labelled drop-down per level that can be chosen now."""
        parts = str(value).split(".") if value else []
        base = (attrs or {}).get("id", f"id_{name}")
        rows = []
        for depth in range(1, min(len(parts) + 1, self.level) + 1):
            parent = ".".join(parts[: depth - 1])
            key = name if depth == self.level else f"{name}_{depth}"
            select = QuickSelect([("", self.regions.children(parent))])
            own = f"{base}_{depth - 1}"
            drawn = select.render(key, ".".join(parts[:depth]), {"id": own})
            rows.append((own, self._LABELS[depth - 1], drawn))
        return format_html_join("", '<label for="{}"><span>{}</span></label>{}', rows)


def village_select(regions: RegionBook, regency: str) -> QuickSelect:
    """The desa/kelurahan of one kabupaten/kota in one list, grouped by kecamatan."""
    groups = [(name, regions.children(code)) for code, name in regions.children(regency)]
    return QuickSelect(groups)
