"""What operators type at log in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(
        label=_("Nama pengguna"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Isi nama pengguna Anda.")},
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=256,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
        error_messages={"required": _("Isi kata sandi Anda.")},
    )


class CodeForm(forms.Form):
    """Six digits of the authenticator app."""

    kode = forms.RegexField(
        regex=r"^[0-9]{3}[ .\-]?[0-9]{3}$",
        label=_("Kode 6 angka"),
        help_text=_("Dari aplikasi autentikator di HP Anda"),
        max_length=9,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "class": "nomor"}),
        error_messages={
            "required": _("Isi kode 6 angka dari aplikasi autentikator."),
            "invalid": _("Kode terdiri dari 6 angka."),
        },
    )
