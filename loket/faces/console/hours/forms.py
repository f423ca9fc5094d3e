"""The week as seven rows, and a free day of one's own."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.set_hours import Day, require_consistent
from loket.tenants.models import WorkingHours

from ..plain_forms import PlainForm

#: Years a free day may be entered for, around the present one.
_YEARS_BACK, _YEARS_AHEAD = 2, 5
PARTS = ("opens", "closes", "break_starts", "break_ends")
PART_LABELS = {
    "opens": _("Buka"),
    "closes": _("Tutup"),
    "break_starts": _("Istirahat mulai"),
    "break_ends": _("Istirahat selesai"),
}
_CLOCK = {"invalid": _("Tulis jam seperti 07.30.")}


class WeekForm(forms.Form):
    """Seven weekdays; the field names are ``h0_opens`` … ``h6_break_ends`` and ``h0_kerja`` … ``h6_kerja``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for weekday, name in WEEKDAYS.items():
            self.fields[f"h{weekday}_kerja"] = forms.BooleanField(label=name, required=False)
            for part in PARTS:
                self.fields[f"h{weekday}_{part}"] = forms.TimeField(
                    label=PART_LABELS[part],
                    required=False,
                    input_formats=["%H.%M", "%H:%M"],
                    widget=forms.TimeInput(
                        {"inputmode": "numeric", "placeholder": "00.00", "maxlength": 5}, format="%H.%M"
                    ),
                    error_messages=_CLOCK,
                )

    def clean(self) -> dict[str, Any]:
        """Every working day must have hours that do not contradict each other."""
        values = super().clean() or self.cleaned_data
        for weekday in WEEKDAYS:
            if values.get(f"h{weekday}_kerja"):
                self._check(weekday, values)
        if not self.errors and not any(values.get(f"h{weekday}_kerja") for weekday in WEEKDAYS):
            self.add_error(None, _("Pilih paling sedikit satu hari kerja."))
        return values

    def _check(self, weekday: int, values: dict[str, Any]) -> None:
        day = _day(weekday, values)
        if day is None:
            self.add_error(f"h{weekday}_opens", _("Isi jam buka dan jam tutup hari ini."))
            return
        try:
            require_consistent(day)
        except Refusal as refusal:
            self.add_error(f"h{weekday}_opens", str(refusal))

    def days(self) -> dict[int, Day]:
        """The working days; only of a valid form."""
        values = self.cleaned_data
        found = {weekday: _day(weekday, values) for weekday in WEEKDAYS if values.get(f"h{weekday}_kerja")}
        return {weekday: day for weekday, day in found.items() if day is not None}

    def rows(self) -> list[dict[str, Any]]:
        """For the table: the weekday's box, its fields, and what is wrong with it."""
        return [
            {
                "box": self[f"h{weekday}_kerja"],
                "cells": [self[f"h{weekday}_{part}"] for part in PARTS],
                "errors": [
                    error for part in (*PARTS, "kerja") for error in self[f"h{weekday}_{part}"].errors
                ],
            }
            for weekday in WEEKDAYS
        ]


class FreeDayForm(PlainForm):
    """A free day of this dinas alone."""

    day = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pilih tanggalnya."), "invalid": _("Tanggal ini tidak ada.")},
    )
    name = forms.CharField(label=_("Nama hari"), max_length=160, help_text=_("Misalnya Hari jadi kabupaten"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        """Not decades away: that is a slip of the finger."""
        day: date = self.cleaned_data["day"]
        if not self.today.year - _YEARS_BACK <= day.year <= self.today.year + _YEARS_AHEAD:
            raise forms.ValidationError(_("Tahun ini terlalu jauh. Periksa lagi tanggalnya."))
        return day


def values_of(rows: list[WorkingHours]) -> dict[str, Any]:
    """What the form shows of the stored week."""
    values: dict[str, Any] = {}
    for row in rows:
        values[f"h{row.weekday}_kerja"] = True
        values |= {f"h{row.weekday}_{part}": getattr(row, part) for part in PARTS}
    return values


def _day(weekday: int, values: dict[str, Any]) -> Day | None:
    times: list[time | None] = [values.get(f"h{weekday}_{part}") for part in PARTS]
    opens, closes, *rest = times
    return None if opens is None or closes is None else Day(opens, closes, *rest)
