"""The one box of log in and forgotten password: a NIK, or a passport with or without its country."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from loket.accounts.queries import resident_login_hash
from loket.foundation.kernel.passports import readings
from loket.foundation.ui.inputs import NUMBER
from loket.residents.inputs import NikField
from loket.residents.passport_inputs import SIGNS
from loket.residents.queries import login_hash_of_passport
from loket.tenants.scope import current_tenant, in_tenant

#: In an address or a form: the box is labelled, and its keyboard chosen, for a passport.
WAY, BY_PASSPORT = "dengan", "paspor"
NIK_DIGITS = 16


def is_by_passport(request: HttpRequest) -> bool:
    """Whether the visitor chose to say who he is by passport."""
    return (request.POST.get(WAY) or request.GET.get(WAY, "")) == BY_PASSPORT


class LoginNameField(NikField):
    """A NIK, cleaned to its digits, or a passport, cleaned to its signs in one piece.

    ``by_passport`` chooses label and keyboard alone: both boxes take both. Digits alone are a NIK there, and a
    passport number here, unless there are sixteen.
    """

    def __init__(self, *, by_passport: bool = False, **options: Any) -> None:
        self.by_passport = by_passport
        if by_passport:
            options |= {
                "label": _("Nomor paspor"),
                "help_text": _("Boleh dengan kode negara di depannya, misalnya NLD NX12B45C6"),
                "error_messages": {"required": _("Isi nomor paspor Anda.")},
            }
        box = SIGNS if by_passport else NUMBER
        options["widget"] = forms.TextInput({**box, "autocomplete": "username"})
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """What was typed without its separators, or the sentence that says what is wrong."""
        text = str(value or "").strip()
        meant = readings(text)
        if meant and (self.by_passport or not meant[0].number.isdigit()):
            return meant[-1].country + meant[-1].number
        digits = sum(sign.isdigit() for sign in text)
        if self.by_passport and text and digits != NIK_DIGITS:
            raise forms.ValidationError(
                _("Nomor paspor terdiri dari 6 sampai 9 huruf dan angka. Salin dari halaman data paspor."),
                code="passport",
            )
        return super().clean(value)


def login_hash(name: str) -> bytes:
    """The log in behind a cleaned name. A passport costs one statement, known or not; a NIK none."""
    if name.isdigit() and len(name) == NIK_DIGITS:
        return resident_login_hash(name)
    with in_tenant(current_tenant()):
        return login_hash_of_passport(readings(name))
