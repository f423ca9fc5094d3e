"""How the recap is laid out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.reports.models import RecapLayout

_NIP_DIGITS = 18
_MOST_COLUMNS = 12
_LONGEST_LABEL = 60


class LayoutForm(forms.Form):
    """Spelling, signature, and the column of each service (an empty one goes to the rest)."""

    spells_nopember = forms.BooleanField(label=_("Tulis “Nopember”"), required=False)
    signed_at = forms.CharField(label=_("Tempat tanda tangan"), max_length=60, required=False)
    signer_title = forms.CharField(label=_("Jabatan"), max_length=120, required=False)
    signer_name = forms.CharField(label=_("Nama"), max_length=120, required=False)
    signer_nip = forms.CharField(label=_("NIP"), max_length=24, required=False)
    order = forms.CharField(
        label=_("Kolom, satu nama per baris"),
        help_text=_("Urutan baris menjadi urutan kolom. Kosongkan untuk memakai kelompok layanan kantor."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=_MOST_COLUMNS * _LONGEST_LABEL,
        required=False,
    )

    def __init__(
        self, data: Any = None, *, kept: RecapLayout, services: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        column_of = {code: str(row["label"]) for row in kept.columns for code in row["services"]}
        self.initial = {
            "spells_nopember": kept.spells_nopember,
            "signed_at": kept.signed_at,
            "signer_title": kept.signer_title,
            "signer_name": kept.signer_name,
            "signer_nip": kept.signer_nip,
            "order": "\n".join(str(row["label"]) for row in kept.columns),
        }
        self.codes = [code for code, _name in services]
        for code, name in services:
            self.fields[f"kolom_{code}"] = forms.CharField(
                label=name, max_length=_LONGEST_LABEL, required=False, initial=column_of.get(code, "")
            )

    def clean_signer_nip(self) -> str:
        """18 digits, spaces allowed in between."""
        digits = "".join(self.cleaned_data["signer_nip"].split())
        if digits and not (digits.isascii() and digits.isdigit() and len(digits) == _NIP_DIGITS):
            raise forms.ValidationError(_("NIP terdiri atas 18 angka."))
        return digits

    def clean_order(self) -> list[str]:
        """Names without repetition."""
        lines = [line.strip() for line in self.cleaned_data["order"].splitlines() if line.strip()]
        if len(set(lines)) != len(lines):
            raise forms.ValidationError(_("Nama kolom tidak boleh sama."))
        if len(lines) > _MOST_COLUMNS:
            raise forms.ValidationError(_("Paling banyak %(most)d kolom.") % {"most": _MOST_COLUMNS})
        return lines

    def clean(self) -> dict[str, Any]:
        """Each service stands in a column that is named above, or in none."""
        cleaned = super().clean() or {}
        known = cleaned.get("order", [])
        for code in self.codes:
            label = cleaned.get(f"kolom_{code}", "").strip()
            if label and label not in known:
                self.add_error(f"kolom_{code}", _("Kolom ini belum ada di daftar kolom di atas."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The columns of ``RecapLayout``."""
        names = ("spells_nopember", "signed_at", "signer_title", "signer_name", "signer_nip")
        columns = [
            {
                "label": label,
                "services": [
                    code for code in self.codes if self.cleaned_data[f"kolom_{code}"].strip() == label
                ],
            }
            for label in self.cleaned_data["order"]
        ]
        return {**{name: self.cleaned_data[name] for name in names}, "columns": columns}
