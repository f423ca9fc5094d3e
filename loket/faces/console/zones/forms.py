"""A print zone: name, office, kecamatan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.regions.queries import kecamatan_of
from loket.tenants.models import Office, PrintZone, Tenant
from loket.tenants.queries import offices

from ..plain_forms import PlainForm


class ZoneForm(PlainForm):
    """Which office prints for these kecamatan."""

    name = forms.CharField(label=_("Nama wilayah"), max_length=80, help_text=_("Misalnya Wilayah Barat"))
    office = forms.ChoiceField(label=_("Tempat cetak"))
    kecamatan = forms.MultipleChoiceField(
        label=_("Kecamatan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Ada kecamatan yang tidak dikenal. Muat ulang halaman.")},
    )

    def __init__(self, *args: Any, tenant: Tenant, taken: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {office.slug: office for office in offices() if office.is_print_site or office.is_main}
        self.fields["office"].choices = [(slug, office.name) for slug, office in self.places.items()]  # type: ignore[attr-defined]  # a choice field
        rows = kecamatan_of(tenant.regency_id)
        self.fields["kecamatan"].choices = [  # type: ignore[attr-defined]  # a choice field
            (row.code, f"{row.name} ({taken[row.code]})" if row.code in taken else row.name) for row in rows
        ]

    def place(self) -> Office:
        """The office chosen; only of a valid form."""
        return self.places[self.cleaned_data["office"]]


def values_of(zone: PrintZone | None) -> dict[str, Any]:
    """What the form shows of a stored zone."""
    if zone is None:
        return {}
    codes = [row.kecamatan_code for row in zone.kecamatan.all()]
    return {"name": zone.name, "office": zone.office.slug, "kecamatan": codes}
