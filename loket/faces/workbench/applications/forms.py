"""Small forms of the case page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

_WORDS = 80


class InviteForm(forms.Form):
    """Where, on which day and at what time the applicant comes, and what he brings."""

    tempat = forms.ChoiceField(
        label=_("Tempat"), widget=forms.RadioSelect, error_messages={"required": _("Pilih tempatnya.")}
    )
    hari = forms.DateField(
        label=_("Hari"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Isi harinya."), "invalid": _("Tulis hari seperti 26-11-2026.")},
    )
    jam = forms.TimeField(
        label=_("Jam"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"required": _("Isi jamnya."), "invalid": _("Tulis jam seperti 09.20.")},
    )
    bawa = forms.CharField(label=_("Yang dibawa"), max_length=_WORDS, required=False, empty_value="KK")

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {office.slug: office for office in offices}
        field = self.fields["tempat"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [(slug, office.name) for slug, office in self.offices.items()]

    @property
    def place(self) -> Office:
        """The chosen office."""
        return self.offices[self.cleaned_data["tempat"]]

    @property
    def moment(self) -> datetime:
        """Day and time in the office's zone."""
        typed = self.cleaned_data
        return datetime.combine(typed["hari"], typed["jam"], current_tenant().zone)
