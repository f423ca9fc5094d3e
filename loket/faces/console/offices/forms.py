"""What an administrator says of a place of service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.tenants.actions.keep_office import USES, OfficeData
from loket.tenants.models import Office

from ..plain_forms import PlainForm

USE_LABELS = {
    "print_site": _("Mencetak kartu"),
    "pickup": _("Tempat mengambil dokumen"),
    "recording": _("Tempat perekaman"),
    "ikd": _("Aktivasi IKD"),
}


class OfficeForm(PlainForm):
    """Name, address, telephone, hours for people, and what the place is for."""

    name = forms.CharField(label=_("Nama"), max_length=160, help_text=_("Seperti orang menyebutnya"))
    address = forms.CharField(label=_("Alamat"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telepon"), max_length=30, required=False)
    hours = forms.CharField(
        label=_("Jam buka untuk warga"), max_length=60, required=False, help_text=_("Misalnya 08.00-15.00")
    )
    uses = forms.MultipleChoiceField(
        label=_("Kegunaan"),
        choices=[(use, USE_LABELS[use]) for use in USES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def data_of(self) -> OfficeData:
        """What was filled in; only of a valid form."""
        clean = dict(self.cleaned_data)
        return OfficeData(uses=frozenset(clean.pop("uses")), **clean)


def values_of(office: Office | None) -> dict[str, Any]:
    """What the form shows of a stored office; of none, an empty one."""
    if office is None:
        return {}
    return {
        "name": office.name,
        "address": office.address,
        "phone": office.phone,
        "hours": office.hours,
        "uses": [use for use in USES if getattr(office, f"is_{use}")],
    }
