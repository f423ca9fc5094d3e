"""Inputs that several faces have: telephone numbers, user names, passwords."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone

#: Attributes of an input for a long number.
NUMBER = {"inputmode": "numeric", "autocomplete": "off", "maxlength": 24, "class": "nomor"}


def checked(read: Callable[[], Any]) -> Any:
    """What ``read`` gives; its refusal becomes the field's error."""
    try:
        return read()
    except Refusal as refusal:
        raise forms.ValidationError(refusal.message, code=refusal.code) from None


class PhoneField(forms.CharField):
    """A mobile number as people type it; cleans to the stored form +62…, or to nothing where it may be empty."""

    def __init__(self, **options: Any) -> None:
        box = {"inputmode": "tel", "autocomplete": "tel-national", "class": "nomor"}
        options.setdefault("label", _("Nomor HP"))
        options.setdefault("widget", forms.TextInput(box))
        options.setdefault("max_length", 30)
        super().__init__(**options)

    def clean(self, value: Any) -> str:
        """+62…, or the sentence that says what is wrong."""
        text = str(super().clean(value))
        phone: Phone | None = checked(lambda: Phone.parse(text)) if text else None
        return phone.e164 if phone is not None else ""


class UserNameField(forms.CharField):
    """The name under which an officer or operator logs in."""

    def __init__(self, **options: Any) -> None:
        box = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        options.setdefault("label", _("Nama pengguna"))
        options.setdefault("max_length", 60)
        options.setdefault("widget", forms.TextInput(box))
        options.setdefault("error_messages", {"required": _("Isi nama pengguna Anda.")})
        super().__init__(**options)


class PresentPasswordField(forms.CharField):
    """The password that is in force, to be compared."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Kata sandi"))
        options.setdefault("widget", forms.PasswordInput({"autocomplete": "current-password"}))
        options.setdefault("error_messages", {"required": _("Isi kata sandi Anda.")})
        super().__init__(strip=False, **options)
