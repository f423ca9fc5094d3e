"""The sieve of the record: person, deed, thing, days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.audit.models import Entry
from loket.audit.queries import entries_between
from loket.audit.rules import PersonalDataInRecord, check_impersonal
from loket.foundation.kernel import clock
from loket.staff.models import Membership
from loket.tenants.scope import current_tenant

from .words import AREAS, OBJECTS

#: Days shown without asking, and at most at once.
USUAL, MOST = 30, 370
_OTHERS = {
    "resident": gettext_lazy("Warga"),
    "visitor": gettext_lazy("Pengunjung"),
    "system": gettext_lazy("Sistem"),
}


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget)


class Sieve(forms.Form):
    """What is looked for. Everything may be left out."""

    dari = _day(gettext_lazy("Dari"))
    sampai = _day(gettext_lazy("Sampai"))
    siapa = forms.ChoiceField(label=gettext_lazy("Siapa"), required=False)
    bidang = forms.ChoiceField(
        label=gettext_lazy("Tentang"), required=False, choices=[("", gettext_lazy("Semua")), *AREAS.items()]
    )
    nomor = forms.CharField(label=gettext_lazy("Nomor atau kode"), max_length=80, required=False)

    def __init__(self, given: Mapping[str, Any]) -> None:
        """``given``: the query of the address; empty days become the usual ones."""
        today = clock.today(current_tenant().zone)
        days = {"dari": str(today - timedelta(days=USUAL)), "sampai": str(today)}
        super().__init__({**days, **{name: value for name, value in given.items() if value}})
        field = self.fields["siapa"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        officers = Membership.objects.select_related("account").order_by("account__display_name")
        named = [(str(row.account.public_id), row.account.display_name) for row in officers]
        field.choices = [("", _("Semua")), *_OTHERS.items(), *named]

    def clean_nomor(self) -> str:
        """References of things only: numbers of people do not stand in the record, nor in addresses."""
        number: str = self.cleaned_data["nomor"].strip()
        try:
            check_impersonal(number)
        except PersonalDataInRecord:
            sentence = _(
                "Catatan tidak menyimpan NIK, nomor KK, atau nomor HP. Cari dengan nomor permohonan."
            )
            raise forms.ValidationError(sentence) from None
        return number

    def clean(self) -> dict[str, Any]:
        """The days in order, and not more than a year."""
        values: dict[str, Any] = super().clean() or {}
        begin, end = values.get("dari"), values.get("sampai")
        if begin and end and end < begin:
            self.add_error("sampai", _("Tanggal akhir lebih awal daripada tanggal mulai."))
        elif begin and end and (end - begin).days > MOST:
            self.add_error("dari", _("Paling banyak satu tahun sekaligus. Pilih tanggal yang lebih dekat."))
        return values

    @property
    def query(self) -> str:
        """The sieve as the query of an address."""
        kept = {name: self.data.get(name, "") for name in self.fields}
        return urlencode({name: value for name, value in kept.items() if value})

    def entries(self) -> QuerySet[Entry]:
        """What falls through, newest first; only when valid."""
        values = self.cleaned_data
        rows = entries_between(_morning(values["dari"]), _morning(values["sampai"] + timedelta(days=1)))
        return rows.filter(_who(values["siapa"]), _about(values["bidang"]), _thing(values["nomor"]))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), current_tenant().zone)


def _who(chosen: str) -> Q:
    if not chosen:
        return Q()
    return Q(actor_kind=chosen) if chosen in _OTHERS else Q(actor_kind="officer", actor_id=chosen)


def _about(area: str) -> Q:
    return Q(action__startswith=f"{area}.") if area else Q()


def _thing(number: str) -> Q:
    return Q(obj_type__in=OBJECTS, obj_ref=number) if number else Q()
