"""The forms about a service as a whole."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NewServiceForm(forms.Form):
    """What a new service is called."""

    nama = forms.CharField(
        label=_("Nama layanan baru"),
        max_length=120,
        error_messages={"required": _("Tulis nama layanan, seperti warga menyebutnya.")},
    )


class AdmissionForm(forms.Form):
    """How many applications a service takes, and at which hours."""

    quota_day = forms.IntegerField(
        label=_("Paling banyak dalam sehari"), required=False, min_value=1, max_value=100_000
    )
    quota_week = forms.IntegerField(
        label=_("Paling banyak dalam seminggu (Senin sampai Minggu)"),
        required=False,
        min_value=1,
        max_value=500_000,
    )
    opens_at = forms.TimeField(
        label=_("Buka mulai pukul"),
        required=False,
        help_text=_("Kosongkan bila buka siang malam. Contoh: 08.00"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H.%M"),
        error_messages={"invalid": _("Tulis jam seperti 08.00.")},
    )
    closes_at = forms.TimeField(
        label=_("Sampai pukul"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H.%M"),
        error_messages={"invalid": _("Tulis jam seperti 15.30.")},
    )
