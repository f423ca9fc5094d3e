"""The forms about services: how one is offered, and the switch of many in an emergency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.catalogue.models import Presence, Service

from .inputs import Day, Line, one_of, some_of


def _number(least: int, most: int, **words: Any) -> forms.IntegerField:
    """A whole number that may stay empty, with one sentence for everything else."""
    said = format_lazy(_("Isi angka {least} sampai {most}, atau kosongkan."), least=least, most=most)
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), said)
    return forms.IntegerField(required=False, min_value=least, max_value=most, error_messages=errors, **words)


class OfferForm(forms.Form):
    """How one service is offered here (X-1 to X-3, S3-14, S3-54)."""

    columns: ClassVar = {
        "cara": "presence",
        "alasan": "presence_note",
        "alasan_en": "presence_note_en",
        "lewat_web": "channel_web",
        "lewat_wa": "channel_whatsapp",
        "mulai": "available_from",
        "sampai": "available_until",
        "menit_loket": "counter_minutes",
        "jam_periksa": "verify_hours",
        "sasaran": "target_value",
        "satuan": "target_unit",
        "dua_petugas": "needs_two_people",
        "tampil": "is_active",
    }
    cara = one_of(Presence.choices, label=_("Dilayani"))
    alasan = Line(
        label=_("Alasannya, dibaca warga"), help_text=_("Kosongkan untuk memakai kalimat dari katalog.")
    )
    alasan_en = Line(label=_("Alasan dalam bahasa Inggris"))
    lewat_web = forms.BooleanField(required=False, label=_("Bisa diajukan di situs ini"))
    lewat_wa = forms.BooleanField(required=False, label=_("Bisa diajukan lewat WhatsApp"))
    mulai = Day(label=_("Dibuka tanggal"), help_text=_("Sebelum hari itu warga tidak melihatnya."))
    sampai = Day(label=_("Hari terakhir"), help_text=_("Kosongkan untuk seterusnya."))
    menit_loket = forms.IntegerField(
        required=False,
        min_value=15,
        max_value=480,
        label=_("Janji di loket, dalam menit kerja"),
        help_text=_("60 untuk layanan satu jam. Kosongkan bila tidak ada."),
        error_messages={
            "invalid": _("Isi angka 15 sampai 480, atau kosongkan."),
            "min_value": _("Isi angka 15 sampai 480, atau kosongkan."),
            "max_value": _("Isi angka 15 sampai 480, atau kosongkan."),
        },
    )
    jam_periksa = _number(
        1, 80, label=_("Target pemeriksaan, dalam jam kerja"), help_text=_("Kosongkan untuk satu hari kerja.")
    )
    sasaran = _number(
        1,
        90,
        label=_("Target selesai sejak berkas lengkap"),
        help_text=_("Kosongkan untuk memakai janji di katalog."),
    )
    satuan = forms.ChoiceField(
        required=False,
        label=_("Satuan target selesai"),
        choices=[("working_day", _("hari kerja")), ("working_hour", _("jam kerja"))],
    )
    dua_petugas = forms.BooleanField(
        required=False,
        label=_("Yang menyetujui dan yang memproses harus dua petugas"),
        help_text=_("Berlaku juga bila aturan dua petugas untuk seluruh kantor tidak dipakai."),
    )
    tampil = forms.BooleanField(required=False, label=_("Layanan ini ditawarkan kepada warga"))

    def __init__(self, data: Any = None, *, service: Service) -> None:
        shown = {field: getattr(service, column) for field, column in self.columns.items()}
        shown["cara"] = service.presence_before or service.presence
        super().__init__(data, initial=shown)

    def values(self) -> dict[str, Any]:
        """The columns as typed; only after ``is_valid``."""
        values = {column: self.cleaned_data[field] for field, column in self.columns.items()}
        return values | {"target_unit": values["target_unit"] or "working_day"}

    def field_of(self, column: str) -> str | None:
        """The field beside which a refusal about ``column`` belongs."""
        return next((field for field, own in self.columns.items() if own == column), None)


class EmergencyForm(forms.Form):
    """Many services at once, with the reason residents read and, if wanted, a banner (S1-25)."""

    layanan = some_of((), label=_("Layanan"))
    cara = one_of(Presence.choices, label=_("Untuk sementara dilayani"))
    alasan = Line(label=_("Alasan, dibaca warga"))
    alasan_en = Line(label=_("Alasan dalam bahasa Inggris"))
    spanduk = forms.BooleanField(
        required=False, label=_("Tampilkan juga sebagai spanduk di setiap halaman warga")
    )
    mulai = Day(label=_("Spanduk mulai"))
    sampai = Day(label=_("Spanduk sampai"))

    def __init__(self, data: Any = None, *, services: Sequence[tuple[str, str]]) -> None:
        super().__init__(data, initial={"cara": Presence.ONLINE.value})
        self.fields["layanan"].choices = services  # type: ignore[attr-defined]  # MultipleChoiceField

    def field_of(self, name: str) -> str | None:
        """The field beside which a refusal belongs."""
        places = {"reason": "alasan", "codes": "layanan", "banner_until": "sampai", "banner_text": "alasan"}
        return places.get(name)
