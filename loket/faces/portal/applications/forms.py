"""Small forms of these pages; the steps of an application are built by formkit."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.reference import parse
from loket.foundation.kernel.text import plain

#: Longest reason a resident may give for leaving.
_REASON = 300


class LookupForm(forms.Form):
    """The look-up without log in."""

    nomor = forms.CharField(
        label=_("Nomor permohonan"),
        help_text=_("Ada di pesan kami, misalnya BLL-26-7KQ4M2XP-C."),
        max_length=30,
        error_messages={"required": _("Isi nomor permohonan dari pesan kami.")},
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "class": "nomor"}),
    )
    hp_akhir = forms.RegexField(
        r"^\s*[0-9]{4}\s*$",
        label=_("4 angka terakhir nomor HP"),
        help_text=_("Nomor HP yang dipakai waktu mendaftar."),
        error_messages={
            "required": _("Isi 4 angka terakhir nomor HP Anda."),
            "invalid": _("Isi 4 angka saja, misalnya 4471."),
        },
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 6}),
    )

    def clean_nomor(self) -> str:
        """The canonical number."""
        try:
            return parse(self.cleaned_data["nomor"])
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean_hp_akhir(self) -> str:
        """Four digits."""
        return str(self.cleaned_data["hp_akhir"]).strip()


class LeaveForm(forms.Form):
    """Why the resident leaves, if he wants to say."""

    alasan = forms.CharField(
        label=_("Alasan (boleh dikosongkan)"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_alasan(self) -> str:
        """Plain text."""
        try:
            return plain(self.cleaned_data["alasan"], max_length=_REASON, multiline=True)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from None
