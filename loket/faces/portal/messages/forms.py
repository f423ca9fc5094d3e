"""What a visitor pastes. It is compared and forgotten: not kept, not logged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class MessageForm(forms.Form):
    """The text, who sent it, or both."""

    teks = forms.CharField(
        label=_("Isi pesan"),
        help_text=_("Salin seluruh pesan, lalu tempel di sini."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
        error_messages={"max_length": _("Pesan ini terlalu panjang. Tempel satu pesan saja.")},
    )
    pengirim = forms.CharField(
        label=_("Nomor pengirim atau tautan"),
        help_text=_("Contoh: 0812 3456 7890, atau alamat situs di pesan."),
        max_length=300,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two at least."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors and not values.get("teks") and not values.get("pengirim"):
            self.add_error("teks", _("Tempel isi pesan, atau isi nomor pengirimnya."))
        return values
