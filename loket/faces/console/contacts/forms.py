"""Contacts, social links and the tutorial video."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.ui.inputs import PhoneField

from ..plain_forms import PlainForm

_INSTAGRAM = re.compile(r"[A-Za-z0-9._]{1,30}")
_FACEBOOK = re.compile(r"[A-Za-z0-9.\-]{1,100}")


def _link(label: object, help_text: object) -> forms.URLField:
    return forms.URLField(
        label=label,  # type: ignore[arg-type]  # a lazy text
        help_text=help_text,  # type: ignore[arg-type]  # a lazy text
        required=False,
        max_length=200,
        assume_scheme="https",
        error_messages={"invalid": _("Tulis alamat lengkap, misalnya https://contoh.go.id.")},
    )


class ContactsForm(PlainForm):
    """Everything may be left empty; what is there appears on pages and in messages."""

    address = forms.CharField(label=_("Alamat kantor"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=30, required=False)
    whatsapp = PhoneField(
        label=_("Nomor WhatsApp untuk bertanya"), max_length=20, required=False,
        widget=forms.TextInput({"inputmode": "tel"}),
    )  # fmt: skip
    email = forms.EmailField(label=_("Alamat e-mail"), max_length=254, required=False)
    website = _link(_("Situs"), _("Misalnya https://contoh.go.id"))
    instagram = forms.CharField(
        label=_("Instagram"), max_length=80, required=False, help_text=_("Nama akun, boleh dengan @")
    )
    facebook = forms.CharField(
        label=_("Facebook"), max_length=160, required=False, help_text=_("Nama halaman atau tautannya")
    )
    video_url = _link(_("Video cara mengurus"), _("Tautan video, misalnya di YouTube"))

    def clean_phone(self) -> str:
        """Digits, blanks, brackets, plus and dashes."""
        text = str(self.cleaned_data["phone"]).strip()
        if text and not re.fullmatch(r"[0-9 ()+\-./]{5,30}", text):
            raise forms.ValidationError(_("Telepon hanya angka, misalnya (0362) 123456."))
        return text

    def clean_instagram(self) -> str:
        """The account's name without @, also from a link."""
        name = _last_part(self.cleaned_data["instagram"], "instagram.com").lstrip("@")
        if name and not _INSTAGRAM.fullmatch(name):
            raise forms.ValidationError(_("Tulis nama akun Instagram saja, misalnya disdukcapil.contoh."))
        return name

    def clean_facebook(self) -> str:
        """The page's name, also from a link."""
        name = _last_part(self.cleaned_data["facebook"], "facebook.com")
        if name and not _FACEBOOK.fullmatch(name):
            raise forms.ValidationError(_("Tulis nama halaman Facebook saja, misalnya disdukcapil.contoh."))
        return name

    def clean_website(self) -> str:
        """Only http and https lead anywhere."""
        return _web(self.cleaned_data["website"])

    def clean_video_url(self) -> str:
        """As the web site."""
        return _web(self.cleaned_data["video_url"])


def _web(address: str) -> str:
    if address and urlsplit(address).scheme not in ("http", "https"):
        raise forms.ValidationError(_("Tulis alamat lengkap, misalnya https://contoh.go.id."))
    return address


def _last_part(text: str, site: str) -> str:
    """What follows the site's name in a link, or the text itself."""
    text = text.strip()
    _, found, rest = text.partition(f"{site}/")
    return (rest if found else text).strip("/").partition("?")[0].partition("/")[0]
