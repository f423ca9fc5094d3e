"""Who is invited, what an officer may do and where."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.ui.inputs import PhoneField, UserNameField
from loket.staff.actions.invite import Invited
from loket.staff.labels import ROLES
from loket.staff.models import Membership
from loket.tenants.models import Office, PrintZone
from loket.tenants.queries import offices, zones

from ..plain_forms import PlainForm


class PlaceForm(PlainForm):
    """Roles, office, print zone, and where the officer is told about the account."""

    office = forms.ChoiceField(label=_("Kantor"))
    zone = forms.ChoiceField(
        label=_("Wilayah"), required=False, help_text=_("Petugas hanya melihat permohonan dari wilayah ini")
    )
    phone = PhoneField(
        label=_("Nomor WhatsApp"), max_length=20, required=False, widget=forms.TextInput({"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("Alamat e-mail"), max_length=254, required=False)
    roles = forms.MultipleChoiceField(
        label=_("Peran"),
        choices=list(ROLES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu peran.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {office.slug: office for office in offices()}
        self.zones = {zone.slug: zone for zone in zones()}
        self.fields["office"].choices = [(slug, row.name) for slug, row in self.places.items()]  # type: ignore[attr-defined]  # a choice field
        everywhere = ("", _("Seluruh kabupaten/kota"))
        self.fields["zone"].choices = [everywhere, *((slug, row.name) for slug, row in self.zones.items())]  # type: ignore[attr-defined]  # a choice field

    def place(self) -> Office:
        """The office chosen; only of a valid form."""
        return self.places[self.cleaned_data["office"]]

    def area(self) -> PrintZone | None:
        """The print zone chosen; None for the whole kabupaten."""
        return self.zones.get(self.cleaned_data["zone"])


def new_user_name(**options: Any) -> UserNameField:
    """The name that somebody else will log in with; his own browser must not fill it in."""
    box = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
    return UserNameField(max_length=40, widget=forms.TextInput(box), **options)


def invited(form: forms.Form) -> Invited:
    """Who is invited, as typed; only of a valid form."""
    clean = form.cleaned_data
    return Invited(clean["name"], clean["username"], clean["phone"], clean["email"])


class InviteForm(PlaceForm):
    """A new officer."""

    name = forms.CharField(
        label=_("Nama"), max_length=120, help_text=_("Seperti akan tampil di catatan kejadian")
    )
    username = new_user_name()

    field_order = ("name", "username", "phone", "email", "office", "zone", "roles")


class LeavingForm(forms.Form):
    """To whom an officer's open cases go."""

    penerima = forms.ChoiceField(label=_("Permohonan yang sedang dibuka"), required=False)

    def __init__(self, *args: Any, colleagues: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(row.public_id): row for row in colleagues}
        queue = ("", _("Kembali ke antrean"))
        named = [(key, row.account.display_name) for key, row in self.colleagues.items()]
        self.fields["penerima"].choices = [queue, *named]  # type: ignore[attr-defined]  # a choice field

    def colleague(self) -> Membership | None:
        """The colleague named; None for the queue. Only of a valid form."""
        return self.colleagues.get(self.cleaned_data["penerima"])


def values_of(membership: Membership) -> dict[str, Any]:
    """What the form shows of an officer."""
    return {
        "office": membership.office.slug,
        "zone": membership.zone.slug if membership.zone else "",
        "phone": str(membership.phone or ""),
        "email": str(membership.email or ""),
        "roles": list(membership.roles),
    }
