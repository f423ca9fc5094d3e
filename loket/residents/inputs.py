"""What is asked about who somebody is, on the own phone and at the counter: NIK, nomor KK, name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik, NomorKk
from loket.foundation.kernel.names import check_name
from loket.foundation.ui.inputs import NUMBER, checked
from loket.tenants.scope import current_tenant


class NikField(forms.CharField):
    """A NIK as people type it; cleans to its sixteen digits, or to nothing where it may be empty."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("NIK"))
        options.setdefault("help_text", _("16 angka, ada di KTP"))
        options.setdefault("error_messages", {"required": _("Isi NIK Anda, 16 angka.")})
        options.setdefault("widget", forms.TextInput(NUMBER))
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> str:
        """The digits, or the sentence that says what is wrong."""
        text = str(super().clean(value)).strip()
        if not text:
            return ""
        nik: Nik = checked(lambda: Nik.parse(text, today=clock.today(current_tenant().zone)))
        return nik.digits


class NomorKkField(forms.CharField):
    """A nomor KK as people type it; the form says which NIK it must not be (``kk_beside``)."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Nomor KK"))
        options.setdefault("help_text", _("16 angka, ada di bagian atas Kartu Keluarga"))
        options.setdefault("error_messages", {"required": _("Isi nomor KK Anda, 16 angka.")})
        super().__init__(max_length=40, widget=forms.TextInput(NUMBER), **options)


class FullNameField(forms.CharField):
    """A name as printed on cards: upper case, single spaces."""

    def __init__(self, **options: Any) -> None:
        autocomplete = options.pop("autocomplete", "name")
        box = {"autocomplete": autocomplete, "autocapitalize": "characters"}
        options.setdefault("label", _("Nama lengkap"))
        options.setdefault("help_text", _("Sama persis dengan yang tertulis di KTP atau KK"))
        options.setdefault("error_messages", {"required": _("Isi nama lengkap Anda seperti di KTP atau KK.")})
        options.setdefault("max_length", 120)
        super().__init__(widget=forms.TextInput(box), **options)

    def clean(self, value: Any) -> str:
        """The name, or the sentence that says what is wrong."""
        text = str(super().clean(value))
        name: str = checked(lambda: check_name(text.upper(), new=False)) if text else ""
        return name


def kk_beside(typed: str, *, nik: str) -> str:
    """The digits of a nomor KK; the NIK copied by mistake is refused. Raises ``ValidationError``."""
    kk: NomorKk = checked(lambda: NomorKk.parse(typed, nik=nik))
    return kk.digits
