"""What an operator fills in to open a dinas, and what a dinas fills in to ask for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.ui.inputs import PhoneField
from loket.operators.rules import Order
from loket.regions.models import Region
from loket.staff.actions.invite import Invited
from loket.tenants.rules import profiles

_UNKNOWN = {"required": _("Pilih dari daftar."), "invalid_choice": _("Pilih dari daftar.")}


def _words(
    label: Any, *, most: int, help_text: Any = "", required: bool = True, **attrs: str
) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, help_text=help_text, required=required, widget=forms.TextInput(attrs)
    )


class PersonForm(forms.Form):
    """Who becomes administrator, and where the invitation goes."""

    admin_name = _words(
        _("Nama administrator"), most=120, help_text=_("Seperti akan tampil di catatan kejadian")
    )
    admin_username = _words(_("Nama pengguna"), most=40, autocapitalize="none", spellcheck="false")
    admin_phone = _words(_("Nomor WhatsApp"), most=20, required=False, inputmode="tel")
    admin_email = forms.EmailField(label=_("Alamat e-mail"), required=False, max_length=254)

    def clean_admin_phone(self) -> str:
        """E.164 or empty."""
        return _phone(self.cleaned_data["admin_phone"])

    def clean(self) -> dict[str, Any]:
        """One of the two addresses must be there."""
        values = super().clean() or self.cleaned_data
        given = {"admin_phone", "admin_email"} & set(self.data)
        if given and not self.errors and not (values.get("admin_phone") or values.get("admin_email")):
            self.add_error("admin_phone", _("Isi nomor WhatsApp atau alamat e-mail untuk undangan."))
        return values

    def person(self) -> Invited:
        """The person to invite; only of a valid form."""
        clean = self.cleaned_data
        return Invited(
            clean["admin_name"], clean["admin_username"], clean["admin_phone"], clean["admin_email"]
        )


class OrderForm(PersonForm):
    """Everything a new dinas needs."""

    host = _words(
        _("Alamat web"), most=253, help_text=_("Misalnya layanan.contoh.go.id"), autocapitalize="none",
        spellcheck="false", inputmode="url",
    )  # fmt: skip
    profile = forms.ChoiceField(
        label=_("Profil"), help_text=_("Semua setelannya bisa diubah nanti"), error_messages=_UNKNOWN
    )
    regency = forms.ChoiceField(label=_("Kabupaten/kota"), error_messages=_UNKNOWN)
    name = _words(_("Nama lengkap dinas"), most=160)
    short_name = _words(_("Nama pendek"), most=60, help_text=_("Tampil di kepala halaman dan di pesan"))
    reference_prefix = _words(_("Awalan nomor permohonan"), most=3, help_text=_("3 huruf, misalnya BLL"))

    field_order = (
        *("host", "profile", "regency", "name", "short_name", "reference_prefix"),
        *("admin_name", "admin_username", "admin_phone", "admin_email"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["profile"].choices = [(name, _profile_label(name)) for name in profiles()]  # type: ignore[attr-defined]  # a choice field
        self.fields["regency"].choices = [("", _("Pilih kabupaten/kota")), *regencies()]  # type: ignore[attr-defined]  # as above

    def order(self) -> Order:
        """The order; only of a valid form."""
        return Order(**self.cleaned_data)


class AskForm(forms.Form):
    """A dinas asks to be opened."""

    office_name = _words(_("Nama lengkap dinas"), most=160)
    regency = forms.ChoiceField(label=_("Kabupaten/kota"), error_messages=_UNKNOWN)
    host = _words(_("Alamat web yang diinginkan"), most=253, help_text=_("Misalnya layanan.contoh.go.id"))
    name = _words(_("Nama Anda"), most=120, autocomplete="name")
    phone = _words(_("Nomor WhatsApp"), most=20, inputmode="tel", autocomplete="tel-national")
    email = forms.EmailField(label=_("Alamat e-mail kantor"), max_length=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["regency"].choices = [("", _("Pilih kabupaten/kota")), *regencies()]  # type: ignore[attr-defined]  # a choice field

    def clean_phone(self) -> str:
        """E.164."""
        return _phone(self.cleaned_data["phone"])


class ReasonForm(forms.Form):
    """Why something out of the ordinary is done; kept in the record."""

    alasan = forms.CharField(
        label=_("Alasan"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if required:
            self.fields["alasan"].required = True
            self.fields["alasan"].error_messages["required"] = _("Tulis alasannya dalam satu kalimat.")


def regencies() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every kabupaten/kota by name, grouped by province."""
    rows = Region.objects.filter(level__in=(Region.PROVINSI, Region.KABUPATEN_KOTA)).order_by("code")
    provinces: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for region in rows:
        if region.level == Region.PROVINSI:
            provinces[region.code] = (region.name, [])
        elif region.parent_id in provinces:
            provinces[region.parent_id][1].append((region.code, region.name))
    return list(provinces.values())


def _profile_label(name: str) -> str:
    words = profiles()[name].values
    return f"{name} · {words['short_name']}"


def _phone(text: str) -> str:
    return PhoneField(required=False).clean(text)
