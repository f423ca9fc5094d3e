"""Small forms of the issuing desk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.issuing.labels import OLD_CARD, RELATIONS
from loket.tenants.models import Office
from loket.tenants.queries import pickup_offices
from loket.tenants.scope import current_tenant

_OPENING = time(8)


class ReadyForm(forms.Form):
    """Where and from when a document can be collected."""

    tempat = forms.ChoiceField(label=_("Tempat pengambilan"), widget=forms.RadioSelect)
    mulai = forms.DateField(
        label=_("Bisa diambil mulai"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices: Mapping[str, Office] = {office.slug: office for office in pickup_offices()}
        field = self.fields["tempat"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [
            (slug, f"{office.name} · {office.hours}" if office.hours else office.name)
            for slug, office in self.offices.items()
        ]

    def place(self) -> Office:
        """The chosen office."""
        return self.offices[self.cleaned_data["tempat"]]

    def ready_from(self) -> datetime:
        """The chosen day at opening time, in the office's zone."""
        return datetime.combine(self.cleaned_data["mulai"], _OPENING, current_tenant().zone)


class HandOverForm(forms.Form):
    """What the counter notes: who takes it, which originals were seen, what became of the old card."""

    nama = forms.CharField(label=_("Nama yang mengambil"), max_length=120, required=False)
    hubungan = forms.ChoiceField(
        label=_("Siapa yang mengambil"),
        choices=list(RELATIONS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    kode = forms.CharField(
        label=_("Kode ambil (4 angka di pesan)"),
        max_length=8,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    pesan_ditunjukkan = forms.BooleanField(label=_("Pesan dengan nomor ini ditunjukkan"), required=False)
    asli = forms.MultipleChoiceField(
        label=_("Asli yang diperlihatkan"), required=False, widget=forms.CheckboxSelectMultiple
    )
    alasan_kurang = forms.CharField(
        label=_("Alasan bila ada asli yang kurang"), max_length=300, required=False
    )
    kartu_lama = forms.ChoiceField(
        label=_("Kartu lama"), choices=list(OLD_CARD.items()), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, originals: Mapping[str, str], asks_old_card: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if originals:
            field = self.fields["asli"]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - as above, for the type checker
            field.choices = list(originals.items())
        else:
            del self.fields["asli"]
            del self.fields["alasan_kurang"]
        if not asks_old_card:
            del self.fields["kartu_lama"]
