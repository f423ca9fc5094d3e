"""What operators type at log in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.ui.codes import SixDigits
from loket.foundation.ui.inputs import PresentPasswordField, UserNameField


class SignInForm(forms.Form):
    """User name and password."""

    username = UserNameField()
    password = PresentPasswordField(max_length=256)


class CodeForm(forms.Form):
    """Six digits of the authenticator app."""

    kode = SixDigits(
        help_text=_("Dari aplikasi autentikator di HP Anda"),
        error_messages={"required": _("Isi kode 6 angka dari aplikasi autentikator.")},
    )
