"""Handing in a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue.models import Service
from loket.intake.models import Origin

#: Every row says its own service.
IN_A_COLUMN = "kolom"


class SheetForm(forms.Form):
    """The file, where it comes from, and for which service."""

    origin = forms.ChoiceField(
        label=_("Asal daftar"),
        choices=(
            (Origin.PAPER, _("Berkas kertas yang diketik ke lembar")),
            (Origin.FORM, _("Jawaban formulir online lama (misalnya Google Formulir)")),
        ),
        widget=forms.RadioSelect,
        initial=Origin.PAPER,
        error_messages={"required": _("Pilih asal daftarnya."), "invalid_choice": _("Pilih asal daftarnya.")},
    )
    service = forms.ChoiceField(
        label=_("Layanan"),
        error_messages={
            "required": _("Pilih layanannya."),
            "invalid_choice": _("Pilih layanan dari daftar."),
        },
    )
    sheet = forms.FileField(
        label=_("Berkas CSV atau XLSX"),
        help_text=_("Baris pertama berisi judul kolom. Paling banyak 100.000 baris dan 25 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={
            "required": _("Pilih berkasnya dulu."),
            "empty": _("Berkas ini kosong. Pilih daftar yang ada judul kolom dan isinya."),
            "invalid": _("Pilih berkasnya dulu."),
            "missing": _("Pilih berkasnya dulu."),
            "max_length": _("Nama berkas terlalu panjang. Ganti namanya, lalu coba lagi."),
        },
    )

    def __init__(self, *args: Any, services: Sequence[tuple[Service, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.services = {service.code: service for service, _name in services}
        self.fields["service"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            ("", _("Pilih layanan")),
            (IN_A_COLUMN, _("Disebut di salah satu kolom")),
            *((service.code, name) for service, name in services),
        ]

    def chosen_service(self) -> Service | None:
        """The service of every row, or None when a column says it; only after validation."""
        return self.services.get(self.cleaned_data["service"])
