"""What the living page shows: every component once, in every state worth looking at."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.ui import icons, statuses
from loket.foundation.ui.widgets import DateParts

_GENDERS = (("L", _("Laki-laki")), ("P", _("Perempuan")))


class SampleForm(forms.Form):
    """One field of each kind."""

    nik = forms.CharField(label="NIK", help_text=_("16 angka, ada di KTP"))
    nama = forms.CharField(label=_("Nama lengkap"), help_text=_("Sama persis dengan yang tertulis di KTP"))
    no_wa = forms.CharField(label=_("Nomor WhatsApp"))
    kata_sandi = forms.CharField(label=_("Kata sandi"), widget=forms.PasswordInput)
    tanggal_lahir = forms.DateField(label=_("Tanggal lahir"), widget=DateParts)
    jenis_kelamin = forms.ChoiceField(label=_("Jenis kelamin"), choices=_GENDERS, widget=forms.RadioSelect)
    kecamatan = forms.ChoiceField(label=_("Kecamatan"), choices=[("", _("Pilih")), ("1", "Gerokgak")])
    keterangan = forms.CharField(
        label=_("Keterangan"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    setuju = forms.BooleanField(label=_("Data yang saya isi benar"))


def contents() -> dict[str, Any]:
    """The context of the living page."""
    now = clock.now()
    return {
        "empty_form": SampleForm(auto_id="kosong_%s"),
        "form": SampleForm({"nik": "5108 0101 0190 000", "nama": "SARI", "tanggal_lahir": "1990-13-41"}),
        "groups": [
            (group, list(table.items()))
            for group, table in (
                ("application", statuses.APPLICATION),
                ("account", statuses.ACCOUNT),
                ("output", statuses.OUTPUT),
            )
        ],
        "icon_names": icons.names(),
        "tones": ("nila-900", "nila-700", "nila-100", "kunyit-500", "kunyit-100", "pandan-700", "bata-700"),
        "entries": [
            {"label": _("Terkirim"), "when": "done", "moment": "Jumat 20 Nov, 19.42"},
            {"label": _("Sedang diperiksa"), "when": "now", "icon": "search"},
            {"label": _("Siap diambil"), "when": "later"},
        ],
        "now": now,
        "span": timedelta(hours=5, minutes=10),
        "number": 1611,
        "kept": [{"thumbnail": "", "text": _("Dikirim tadi pagi"), "remove": "contoh"}],
        "undo": {"url": "", "sentence": _("Akun disetujui."), "seconds": 10},
    }
