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
