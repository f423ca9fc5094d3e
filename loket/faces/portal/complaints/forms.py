"""What somebody who complains fills in; the names are those of the services data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.complaints.labels import ABOUT_OFFICERS, TOPICS
from loket.complaints.rules import LONGEST, PREFIX, read_number
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.names import check_name
from loket.foundation.kernel.reference import parse
from loket.foundation.kernel.text import plain
from loket.foundation.ui.inputs import PhoneField, checked

_NUMBER = {"autocomplete": "off", "autocapitalize": "characters", "class": "nomor"}


class ComplaintForm(forms.Form):
    """Topic and words; who writes may be left out where somebody fears for it."""

    kategori = forms.ChoiceField(
        label=_("Tentang apa"),
        choices=list(TOPICS.items()),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih tentang apa aduan Anda."),
            "invalid_choice": _("Pilih salah satu dari daftar."),
        },
    )
    uraian = forms.CharField(
        label=_("Apa yang terjadi"),
        help_text=_("Kapan, di mana, dan siapa. Jangan tulis kata sandi atau kode."),
        widget=forms.Textarea({"rows": 5, "maxlength": LONGEST}),
        error_messages={"required": _("Tulis apa yang terjadi.")},
    )
    nomor_permohonan = forms.CharField(
        label=_("Nomor permohonan"),
        help_text=_("Bila aduan ini tentang satu permohonan. Ada di pesan kami."),
        required=False,
        max_length=30,
        widget=forms.TextInput(_NUMBER),
    )
    pelapor_hp = PhoneField(
        help_text=_("Jawaban dikirim ke nomor ini. Boleh kosong untuk pungutan liar dan sikap petugas."),
        required=False,
    )
    pelapor_nama = forms.CharField(
        label=_("Nama"), required=False, max_length=80, widget=forms.TextInput({"autocomplete": "name"})
    )
    rahasiakan_identitas = forms.BooleanField(
        label=_("Rahasiakan identitas saya"),
        help_text=_("Petugas tidak melihat nama, nomor, dan akun Anda. Jawaban tetap sampai."),
        required=False,
    )
    minta_tatap_muka = forms.BooleanField(label=_("Saya ingin datang ke loket pengaduan"), required=False)

    def clean_uraian(self) -> str:
        """Plain text."""
        text: str = checked(lambda: plain(self.cleaned_data["uraian"], max_length=LONGEST, multiline=True))
        if not text:
            raise forms.ValidationError(_("Tulis apa yang terjadi."))
        return text

    def clean_nomor_permohonan(self) -> str:
        """The canonical number; whether it exists is told to nobody."""
        typed = self.cleaned_data["nomor_permohonan"]
        number: str = checked(lambda: parse(typed)) if typed else ""
        if number.startswith(f"{PREFIX}-"):
            raise forms.ValidationError(_("Ini nomor aduan. Isi nomor permohonan, atau kosongkan."))
        return number

    def clean_pelapor_nama(self) -> str:
        """A name with single spaces, or nothing."""
        typed = self.cleaned_data["pelapor_nama"]
        name: str = checked(lambda: check_name(typed, new=False)) if typed else ""
        return name

    def clean(self) -> dict[str, Any]:
        """Without a number no answer arrives: only who reports officers may stay unknown."""
        cleaned = super().clean() or {}
        needs = cleaned.get("kategori") not in {None, *ABOUT_OFFICERS}
        if needs and not cleaned.get("pelapor_hp") and "pelapor_hp" not in self.errors:
            self.add_error("pelapor_hp", _("Isi nomor HP, supaya jawabannya sampai. Contoh: 0812 3456 7890."))
        return cleaned


class TrackForm(forms.Form):
    """The two keys of a complaint."""

    nomor = forms.CharField(
        label=_("Nomor aduan"),
        help_text=_("Ada di pesan kami, misalnya ADU-26-7KQ4M2XP-C."),
        max_length=30,
        error_messages={"required": _("Isi nomor aduan dari pesan kami.")},
        widget=forms.TextInput(_NUMBER),
    )
    kunci = forms.RegexField(
        r"^\s*(?:[0-9]{4}|[0-9]{6})\s*$",
        label=_("4 angka terakhir nomor HP"),
        help_text=_("Tidak memberi nomor HP? Isi kode lacak 6 angka."),
        error_messages={
            "required": _("Isi 4 angka terakhir nomor HP, atau kode lacak."),
            "invalid": _("Isi 4 angka terakhir nomor HP, atau 6 angka kode lacak."),
        },
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": 8}),
    )

    def clean_nomor(self) -> str:
        """The canonical number."""
        try:
            return read_number(self.cleaned_data["nomor"])
        except Refusal:
            sentence = _("Nomor aduan tidak cocok. Salin lagi dari pesan, misalnya ADU-26-7KQ4M2XP-C.")
            raise forms.ValidationError(sentence) from None

    def clean_kunci(self) -> str:
        """The digits."""
        return str(self.cleaned_data["kunci"]).strip()
