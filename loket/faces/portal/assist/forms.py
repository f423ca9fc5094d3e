"""What somebody who wants to be called says."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.identifiers import Phone
from loket.foundation.kernel.names import check_name
from loket.foundation.ui.inputs import PhoneField, checked
from loket.intake.labels import TOPICS


class CallForm(forms.Form):
    """Three answers, no account."""

    nama = forms.CharField(
        label=_("Nama"),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": _("Isi nama Anda.")},
    )
    no_wa = PhoneField(
        help_text=_("Petugas menelepon nomor ini. Gratis."),
        error_messages={"required": _("Isi nomor HP Anda. Contoh: 0812 3456 7890.")},
    )
    tentang = forms.ChoiceField(
        label=_("Tentang apa"),
        choices=list(TOPICS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih tentang apa."),
            "invalid_choice": _("Pilih salah satu dari daftar."),
        },
    )

    def clean_nama(self) -> str:
        """A name with single spaces."""
        name: str = checked(lambda: check_name(self.cleaned_data["nama"], new=False))
        return name

    def clean_no_wa(self) -> Phone:
        """The number as a value."""
        return Phone.parse(self.cleaned_data["no_wa"])
