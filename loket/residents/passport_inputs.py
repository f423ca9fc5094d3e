"""What is asked of a foreigner without a NIK, on the own phone and at the counter: the passport."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.questions import Field
from loket.foundation.formkit.surroundings import Surroundings
from loket.foundation.formkit.values import Reading, read
from loket.foundation.formkit.widgets import DayInput
from loket.foundation.formkit.words import Words
from loket.foundation.kernel import clock
from loket.foundation.kernel.passports import OWN_COUNTRY, Passport, countries
from loket.foundation.ui.inputs import checked
from loket.tenants.scope import current_tenant

#: Attributes of a box for letters and digits; a numeric keypad would have no letters.
SIGNS = {
    "inputmode": "text",
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "maxlength": 20,
    "class": "nomor",
}
_UNTIL = Field(
    "paspor_sampai",
    Words("Paspor berlaku sampai", "Passport valid until"),
    "date",
    required=True,
    timing="any",
)


class PassportFields(forms.Form):
    """Country, number and last day of a passport; cleans to ``Passport.number`` and an ISO day."""

    negara = forms.ChoiceField(
        label=_("Negara penerbit paspor"),
        error_messages={
            "required": _("Pilih negara penerbit paspor."),
            "invalid_choice": _("Pilih negara penerbit paspor dari daftar."),
        },
    )
    paspor = forms.CharField(
        label=_("Nomor paspor"),
        help_text=_("6 sampai 9 huruf dan angka, di kanan atas halaman data paspor"),
        max_length=40,
        widget=forms.TextInput(SIGNS),
        error_messages={"required": _("Isi nomor paspor.")},
    )
    paspor_sampai = forms.CharField(
        label=_("Paspor berlaku sampai"),
        widget=DayInput(),
        error_messages={"required": _("Isi tanggal akhir berlakunya paspor.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["negara"].choices = [("", _("Pilih…")), *countries()]  # type: ignore[attr-defined]  # ChoiceField

    def clean_paspor(self) -> str:
        """The number without spaces; the country is judged by its own field."""
        typed = self.cleaned_data["paspor"]
        country = self.cleaned_data.get("negara") or _ANY
        passport: Passport = checked(lambda: Passport.parse(typed, country=country))
        return passport.number

    def clean_paspor_sampai(self) -> str:
        """ISO text; a passport that has ended is refused."""
        today, typed = clock.today(current_tenant().zone), self.cleaned_data["paspor_sampai"]
        until = str(checked(lambda: read(_UNTIL, typed, Reading({}, Surroundings(today)))))
        if date.fromisoformat(until) < today:
            raise forms.ValidationError(
                _("Paspor ini sudah habis masa berlakunya. Perpanjang dulu, lalu daftar."),
                code="passport_ended",
            )
        return until


#: Any country will do to judge a number whose country is still missing.
_ANY = next(code for code, _name in countries() if code != OWN_COUNTRY)
