"""The week of one counter, and a closed stretch of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from loket.appointments.actions.keep_schedule import Week
from loket.appointments.labels import KINDS
from loket.appointments.models import Schedule
from loket.appointments.rules import Shut
from loket.tenants.models import Office

from ..plain_forms import PlainForm

_CLOCK = {"invalid": _("Tulis jam seperti 08.00."), "required": _("Isi jamnya.")}
_NUMBER = {"invalid": _("Isi angka bulat."), "required": _("Isi angkanya.")}


def _clock(label: Any, *, required: bool = True) -> forms.TimeField:
    box = forms.TimeInput({"inputmode": "numeric", "placeholder": "00.00", "maxlength": 5}, format="%H.%M")
    return forms.TimeField(
        label=label,
        required=required,
        input_formats=["%H.%M", "%H:%M"],
        widget=box,
        error_messages=_CLOCK,
    )


def _number(label: Any, help_text: Any) -> forms.IntegerField:
    box = forms.NumberInput({"inputmode": "numeric"})
    return forms.IntegerField(label=label, help_text=help_text, widget=box, error_messages=_NUMBER)


class WeekForm(PlainForm):
    """One counter: where, what for, days, hours, length and capacity of a slot, how far ahead."""

    kantor = forms.ChoiceField(label=_("Kantor"), error_messages={"required": _("Pilih kantornya.")})
    keperluan = forms.ChoiceField(
        label=_("Keperluan"),
        choices=list(KINDS.items()),
        error_messages={"required": _("Pilih keperluannya.")},
    )
    ruang = forms.CharField(
        label=_("Ruang atau loket"), max_length=80, required=False, help_text=_("Misalnya ruang rekam 1")
    )
    hari = forms.MultipleChoiceField(
        label=_("Hari"),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu hari.")},
    )
    buka = _clock(_("Giliran pertama mulai"))
    tutup = _clock(_("Giliran terakhir selesai"))
    menit = _number(_("Lama satu giliran"), _("menit"))
    orang = _number(
        _("Orang dalam satu giliran"), _("paling banyak sekaligus, sesuai jumlah alat dan petugas")
    )
    terdekat = _number(_("Dipesan paling lambat"), _("jam sebelumnya"))
    terjauh = _number(_("Dipesan paling jauh"), _("hari ke depan"))
    hitung = forms.BooleanField(label=_("Orang yang datang tanpa jadwal mengurangi tempat"), required=False)
    aktif = forms.BooleanField(label=_("Bisa dipesan"), required=False)

    def __init__(self, *args: Any, offices: Sequence[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offices = {office.slug: office for office in offices}
        field = self.fields["kantor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what stands above
        field.choices = [(slug, office.name) for slug, office in self.offices.items()]

    @property
    def office(self) -> Office:
        """The office chosen; only of a valid form."""
        return self.offices[self.cleaned_data["kantor"]]

    def week(self) -> Week:
        """What was filled in; only of a valid form."""
        typed = self.cleaned_data
        return Week(
            weekdays=tuple(int(number) for number in typed["hari"]),
            opens=typed["buka"],
            closes=typed["tutup"],
            minutes=typed["menit"],
            capacity=typed["orang"],
            lead_hours=typed["terdekat"],
            horizon_days=typed["terjauh"],
            counts_walk_ins=typed["hitung"],
            is_open=typed["aktif"],
            room=typed["ruang"],
        )


class ClosureForm(PlainForm):
    """A day, or some hours of it, with the reason that people read."""

    hari = forms.DateField(
        label=_("Tanggal"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Pilih tanggalnya."), "invalid": _("Tanggal ini tidak ada.")},
    )
    mulai = _clock(_("Dari jam"), required=False)
    selesai = _clock(_("Sampai jam"), required=False)
    sebab = forms.CharField(
        label=_("Sebab"),
        max_length=120,
        help_text=_("Satu kalimat. Orang yang sudah dijadwalkan membacanya."),
        error_messages={"required": _("Tulis sebabnya. Orang yang sudah dijadwalkan akan membacanya.")},
    )

    def shut(self) -> Shut:
        """The stretch; only of a valid form."""
        typed = self.cleaned_data
        day: date = typed["hari"]
        return Shut(day, typed["mulai"], typed["selesai"])


def values_of(schedule: Schedule | None) -> dict[str, Any]:
    """What the form shows of a counter; of none, a plain week of four days."""
    if schedule is None:
        week = {"hari": ["0", "1", "2", "3"], "menit": 20, "orang": 4, "terdekat": 2, "terjauh": 30}
        return {**week, "hitung": True, "aktif": True}
    return {
        "kantor": schedule.office.slug,
        "keperluan": schedule.kind,
        "ruang": schedule.room,
        "hari": [str(number) for number in schedule.weekdays],
        "buka": schedule.opens,
        "tutup": schedule.closes,
        "menit": schedule.minutes,
        "orang": schedule.capacity,
        "terdekat": schedule.lead_hours,
        "terjauh": schedule.horizon_days,
        "hitung": schedule.counts_walk_ins,
        "aktif": schedule.is_open,
    }
