"""Small forms of publication."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.catalogue.actions.ask_to_publish import LONGEST
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.tenants.scope import current_tenant


class _Note(forms.CharField):
    """A few sentences, plain."""

    def clean(self, value: Any) -> str:
        """As it is kept."""
        try:
            return plain(str(super().clean(value) or ""), max_length=LONGEST, multiline=True)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal), code=refusal.code) from None


class _When(forms.Form):
    """From when residents get it: at once, or a day and time of the office's clock."""

    tanggal = forms.DateField(
        required=False,
        label=_("Mulai tanggal (kosong: langsung)"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Tanggal ini tidak ada. Contoh: 2026-11-30.")},
    )
    jam = forms.TimeField(
        required=False,
        label=_("Mulai jam"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Jam ini tidak ada. Contoh: 08:00.")},
    )

    def clean(self) -> dict[str, Any]:
        """A time alone means nothing; a moment that is over means at once, which must be said."""
        cleaned = super().clean() or {}
        if cleaned.get("jam") and not cleaned.get("tanggal") and "tanggal" not in self.errors:
            self.add_error("tanggal", _("Isi tanggalnya juga, atau kosongkan jamnya."))
        since = self.since if not self.errors else None
        if since is not None and since < clock.now():
            self.add_error("tanggal", _("Waktu ini sudah lewat. Kosongkan untuk menerbitkan langsung."))
        if since is not None and since.year > clock.now().year + 2:
            self.add_error("tanggal", _("Tanggal ini terlalu jauh. Periksa lagi tahunnya."))
        return cleaned

    @property
    def since(self) -> datetime | None:
        """The moment, or None for at once; only after cleaning."""
        day = self.cleaned_data.get("tanggal")
        if day is None:
            return None
        at: time = self.cleaned_data.get("jam") or time(0, 0)
        return datetime.combine(day, at, tzinfo=current_tenant().zone)


class AskForm(_When):
    """What the second administrator should know."""

    field_order = ("catatan", "tanggal", "jam")
    catatan = _Note(
        required=False,
        label=_("Catatan untuk pemeriksa"),
        help_text=_("Mengapa diubah, dan apa yang perlu diperhatikan. Boleh dikosongkan."),
        widget=forms.Textarea({"rows": 3, "maxlength": LONGEST}),
    )


class PublishForm(_When):
    """When, and whether a new service opens with it."""

    buka = forms.BooleanField(required=False, label=_("Buka layanan ini untuk warga"))


class RestoreForm(forms.Form):
    """Why."""

    catatan = _Note(
        required=True,
        label=_("Mengapa kembali ke versi ini?"),
        error_messages={"required": _("Tulis alasannya dengan satu kalimat.")},
        widget=forms.Textarea({"rows": 2, "maxlength": LONGEST}),
    )


class UploadForm(forms.Form):
    """A catalogue file."""

    berkas = forms.FileField(
        label=_("Berkas katalog (.yaml)"),
        error_messages={
            "required": _("Pilih dulu berkasnya."),
            "invalid": _("Berkas tidak terbaca. Pilih lagi."),
            "empty": _("Berkas ini kosong."),
        },
        widget=forms.FileInput({"accept": ".yaml,.yml"}),
    )
