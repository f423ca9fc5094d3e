"""Who stands at the counter: a name, and a NIK and a phone where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.appointments.models import Schedule
from loket.appointments.persons import Person, person_of_resident
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik, Phone
from loket.foundation.ui.inputs import PhoneField
from loket.residents.inputs import FullNameField, NikField
from loket.residents.queries import resident_by_nik
from loket.tenants.scope import current_tenant


class PersonForm(forms.Form):
    """One person without an appointment, and the counter he comes to."""

    loket = forms.ChoiceField(
        label=_("Keperluan"),
        error_messages={"required": _("Pilih keperluannya."), "invalid_choice": _("Pilih keperluannya.")},
    )
    nama = FullNameField(autocomplete="off", error_messages={"required": _("Isi namanya.")})
    nik = NikField(required=False, help_text=_("Bila ada: satu NIK, satu jadwal"))
    no_wa = PhoneField(required=False, help_text=_("Bila mau dikabari"))

    def __init__(
        self, *args: Any, schedules: Sequence[Schedule], by_office: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.schedules = {str(one.public_id): one for one in schedules}
        field = self.fields["loket"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [
            (key, f"{one.kind_label}, {one.office.name}" if by_office else str(one.kind_label))
            for key, one in self.schedules.items()
        ]

    @property
    def schedule(self) -> Schedule:
        """The counter chosen; only of a valid form."""
        return self.schedules[self.cleaned_data["loket"]]

    def person(self) -> Person:
        """The account holder with that NIK, else what was typed; only of a valid form."""
        typed = self.cleaned_data
        resident = resident_by_nik(typed["nik"]) if typed["nik"] else None
        if resident is not None and resident.is_verified:
            return person_of_resident(resident)
        today = clock.today(current_tenant().zone)
        return Person(
            name=typed["nama"],
            nik=Nik(typed["nik"], today) if typed["nik"] else None,
            phone=Phone.parse(typed["no_wa"]) if typed["no_wa"] else None,
        )
