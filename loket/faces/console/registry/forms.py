"""Which register is asked, and one service's rule."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from loket.registry.labels import CHOICES

from ..plain_forms import PlainForm


class RegistryForm(PlainForm):
    """The dinas' choice; "none" is how every dinas begins."""

    adapter = forms.ChoiceField(
        label=_("Yang ditanya"), choices=list(CHOICES.items()), widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )  # fmt: skip
    asks_on_arrival = forms.BooleanField(
        label=_("Tanyakan sendiri begitu akun atau permohonan masuk"),
        help_text=_("Tanpa ini, petugas menekan “Tanya SIAK” di halamannya."),
        required=False,
    )
    daily_limit = forms.IntegerField(
        label=_("Paling banyak pertanyaan sehari"), min_value=1, max_value=100_000,
        error_messages={"required": _("Isi batas sehari."), "invalid": _("Isi angka, misalnya 1000.")},
    )  # fmt: skip
    legal_basis = forms.CharField(
        label=_("Dasar hukum atau perjanjian"),
        help_text=_("Tercatat di setiap pertanyaan."),
        max_length=200,
        error_messages={"required": _("Isi dasar hukumnya.")},
    )


class RuleForm(PlainForm):
    """One service's rule, off unless somebody ticks it."""

    is_on = forms.BooleanField(
        label=_("Terima otomatis bila semua isian sesuai dan tidak ada tanda"), required=False
    )
    daily_cap = forms.IntegerField(
        label=_("Paling banyak sehari"), min_value=1, max_value=1000,
        error_messages={"required": _("Isi batas sehari."), "invalid": _("Isi angka, misalnya 20.")},
    )  # fmt: skip
    sample_percent = forms.IntegerField(
        label=_("Dari 100 yang bersih, sekian tetap diperiksa petugas"),
        help_text=_("Dipilih acak, paling sedikit 1."),
        min_value=1,
        max_value=100,
        error_messages={
            "required": _("Isi bagian yang diperiksa petugas."),
            "invalid": _("Isi angka, misalnya 10."),
        },
    )
