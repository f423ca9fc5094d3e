"""The forms of the settings; each knows which columns of the dinas its fields are."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.notifications.actions.queue import is_switched_on
from loket.notifications.kinds import MessageKind, kinds
from loket.notifications.labels import MOMENTS
from loket.tenants.actions.change_settings import LONGEST_MINIMUM, SHORTEST_PASSWORD
from loket.tenants.models import ClockRule, HandOverRule, RegistrationProfile, Tenant

from ..texts.rows import moment_of
from .inputs import Clock, Day, Line, one_of, some_of
from .words import CHANNELS, DELIVERY

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_NUMBER = _("Tulis angka antara 8 dan 32.")


class SettingsForm(forms.Form):
    """One section. ``columns``: field name to column of the dinas; ``dilihat``: what its author saw."""

    columns: ClassVar[dict[str, str]] = {}
    dilihat = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, tenant: Tenant) -> None:
        self.mark = _mark(tenant, self.columns.values())
        super().__init__(data, initial={**self.present(tenant), "dilihat": self.mark})

    def present(self, tenant: Tenant) -> dict[str, Any]:
        """What the fields show now."""
        return {field: getattr(tenant, column) for field, column in self.columns.items()}

    def values(self) -> dict[str, Any]:
        """The columns as typed; only after ``is_valid``."""
        return {column: self.cleaned_data[field] for field, column in self.columns.items()}

    def field_of(self, column: str) -> str | None:
        """The field beside which a refusal about ``column`` belongs; None for the page."""
        return next((field for field, own in self.columns.items() if own == column), None)

    @property
    def was_overtaken(self) -> bool:
        """Whether somebody changed this section after its author had opened it."""
        seen = str(self.data.get("dilihat", ""))
        return bool(seen) and seen != self.mark


class ChannelsForm(SettingsForm):
    """X-4, S3-30: in which order channels are tried; a switch for every kind that a dinas may do without."""

    columns: ClassVar = {
        "pertama": "notify_channels",
        "pesan": "optional_message_kinds",
        "diam": "silent_message_kinds",
    }
    pertama = one_of(CHANNELS.items(), label=_("Kabar dikirim lewat"))
    kedua = forms.ChoiceField(required=False, label=_("Kalau gagal, lewat"))
    ketiga = forms.ChoiceField(required=False, label=_("Kalau gagal lagi, lewat"))
    pesan = some_of(
        (),
        label=_("Kabar yang boleh dimatikan"),
        help_text=_("Yang dicentang dikirim. Kabar lain selalu dikirim, karena warga membutuhkannya."),
    )

    def __init__(self, data: Any = None, *, tenant: Tenant) -> None:
        super().__init__(data, tenant=tenant)
        for name in ("kedua", "ketiga"):
            self.fields[name].choices = [("", _("tidak ada")), *CHANNELS.items()]  # type: ignore[attr-defined]  # ChoiceField
        self.fields["pesan"].choices = [(kind.key, kind.title) for kind in _optional()]  # type: ignore[attr-defined]  # MultipleChoiceField

    def present(self, tenant: Tenant) -> dict[str, Any]:
        """The order as three choices."""
        order = [*tenant.notify_channels, "", "", ""]
        chosen = [kind.key for kind in _optional() if is_switched_on(kind, tenant)]
        return {"pertama": order[0], "kedua": order[1], "ketiga": order[2], "pesan": chosen}

    def clean(self) -> dict[str, Any]:
        """Each channel once, without a gap."""
        cleaned = super().clean() or {}
        order = [cleaned.get(name, "") for name in ("pertama", "kedua", "ketiga")]
        if order[2] and not order[1]:
            self.add_error("kedua", _("Isi pilihan kedua dulu."))
        for number, name in ((1, "kedua"), (2, "ketiga")):
            if order[number] and order[number] in order[:number]:
                self.add_error(name, _("Saluran ini sudah dipilih di atas."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """The order as one list."""
        typed = self.cleaned_data
        order = [typed[name] for name in ("pertama", "kedua", "ketiga") if typed.get(name)]
        on: list[str] = []
        silent: list[str] = []
        for kind in _optional():
            wanted = kind.key in typed["pesan"]
            if wanted != kind.default_on:
                (on if wanted else silent).append(kind.key)
        return {"notify_channels": order, "optional_message_kinds": on, "silent_message_kinds": silent}


def _optional() -> list[MessageKind]:
    """The kinds with a switch, as the list of texts has them: by the moment they are sent."""
    return sorted((kind for kind in kinds if kind.may_be_off), key=_place_in_list)


def _place_in_list(kind: MessageKind) -> int:
    return list(MOMENTS).index(moment_of(kind))


class RegistrationForm(SettingsForm):
    """X-5, X-6: how accounts begin."""

    columns: ClassVar = {
        "cara": "registration_profile",
        "kode": "proves_phone",
        "email_wajib": "email_required",
        "sandi": "password_min",
    }
    cara = one_of(
        RegistrationProfile.choices,
        label=_("Akun baru"),
        help_text=_("Berlaku untuk pendaftaran berikutnya. Akun yang sudah ada tidak berubah."),
    )
    kode = forms.BooleanField(
        required=False, label=_("Nomor HP dibuktikan dengan kode, juga bila petugas memeriksa akun")
    )
    email_wajib = forms.BooleanField(required=False, label=_("Alamat e-mail wajib diisi waktu mendaftar"))
    sandi = forms.IntegerField(
        min_value=SHORTEST_PASSWORD,
        max_value=LONGEST_MINIMUM,
        label=_("Kata sandi paling sedikit berapa huruf"),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _NUMBER),
    )


_REMINDED = _("Warga diingatkan sebelum waktunya habis.")


def _days(least: int, most: int, **words: Any) -> forms.IntegerField:
    """A number of days, with one sentence for everything else."""
    said = format_lazy(_("Tulis angka antara {least} dan {most}."), least=least, most=most)
    errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), said)
    return forms.IntegerField(min_value=least, max_value=most, error_messages=errors, **words)


class ClockForm(SettingsForm):
    """X-7, S2-4, S2-7: when the clock runs and when applications are taken."""

    columns: ClassVar = {
        "aturan": "clock_rule",
        "hari_sama": "same_day_target",
        "buka": "intake_opens",
        "tutup": "intake_closes",
    }
    aturan = one_of(
        ClockRule.choices,
        label=_("Pemeriksaan dimulai"),
        help_text=_("Yang dikirim di luar jam kerja selalu dimulai pagi hari kerja berikutnya."),
    )
    hari_sama = forms.BooleanField(required=False, label=_("Sasaran: selesai pada hari yang sama"))
    jam = one_of(
        (("selalu", _("24 jam, setiap hari")), ("batas", _("Hanya pada jam ini"))),
        label=_("Permohonan diterima"),
    )
    buka = Clock(label=_("Dari jam"))
    tutup = Clock(label=_("Sampai jam"))

    def present(self, tenant: Tenant) -> dict[str, Any]:
        """Around the clock unless hours are set."""
        return {**super().present(tenant), "jam": "batas" if tenant.intake_opens else "selalu"}

    def clean(self) -> dict[str, Any]:
        """Around the clock: the two times do not count."""
        cleaned = super().clean() or {}
        if cleaned.get("jam") == "selalu":
            cleaned["buka"] = cleaned["tutup"] = None
        elif cleaned.get("jam") and not cleaned.get("buka") and "buka" not in self.errors:
            self.add_error("buka", _("Isi jam mulai dan jam selesai, atau pilih 24 jam."))
        return cleaned


class WaitingForm(SettingsForm):
    """How long the office waits for residents before an application ends by itself."""

    columns: ClassVar = {"perbaikan": "return_days", "kunjungan": "visit_days", "diambil": "unclaimed_days"}
    perbaikan = _days(3, 90, label=_("Perbaikan ditunggu berapa hari"), help_text=_REMINDED)
    kunjungan = _days(8, 180, label=_("Kedatangan ditunggu berapa hari"), help_text=_REMINDED)
    diambil = _days(
        30,
        730,
        required=False,
        label=_("Dokumen yang tidak diambil ditunggu berapa hari"),
        help_text=_("Kosongkan untuk menunggu terus. Warga tetap diingatkan."),
    )


class WorkForm(SettingsForm):
    """S3-1: how officers share the work on one case; within how many working days they answer complaints."""

    columns: ClassVar = {
        "dua_petugas": "two_person_rule",
        "aduan": "complaint_days",
        "nama_petugas": "names_officers",
    }
    dua_petugas = forms.BooleanField(
        required=False,
        label=_("Satu permohonan diperiksa dan diproses oleh dua petugas yang berbeda"),
        help_text=_("Petugas yang menyetujui berkas tidak bisa memproses berkas yang sama."),
    )
    aduan = _days(
        1,
        60,
        label=_("Aduan dijawab dalam berapa hari kerja"),
        help_text=_("Dijanjikan kepada pelapor. Aduan yang sudah masuk memakai janji lamanya."),
    )
    nama_petugas = forms.BooleanField(
        required=False,
        label=_("Warga membaca nama petugas yang membuka berkasnya"),
        help_text=_("Tanpa ini warga hanya membaca peran, hari, dan jamnya."),
    )


def _english(label: _StrPromise) -> Line:
    """The same sentence for readers of English; without it they get the Indonesian one."""
    return Line(label=label, help_text=_("Boleh kosong."))


class HandOverForm(SettingsForm):
    """X-11, S4-21, S3-46: what is shown at the counter, ways to receive, print zones."""

    columns: ClassVar = {
        "syarat": "handover_rule",
        "pesan_ambil": "handover_note",
        "pesan_ambil_en": "handover_note_en",
        "pesan_datang": "visit_notice",
        "pesan_datang_en": "visit_notice_en",
        "cara_terima": "delivery_options",
        "zona": "routes_by_zone",
    }
    syarat = one_of(HandOverRule.choices, label=_("Yang ditunjukkan waktu mengambil dokumen"))
    pesan_ambil = Line(label=_("Pesan untuk yang mengambil"))
    pesan_ambil_en = _english(_("Pesan untuk yang mengambil, dalam bahasa Inggris"))
    pesan_datang = Line(
        label=_("Pesan untuk setiap yang datang"), help_text=_("Misalnya protokol kesehatan. Boleh kosong.")
    )
    pesan_datang_en = _english(_("Pesan untuk setiap yang datang, dalam bahasa Inggris"))
    cara_terima = some_of(
        DELIVERY.items(),
        label=_("Cara menerima dokumen"),
        help_text=_("Warga memilih dari ini, sejauh layanannya memungkinkan."),
    )
    zona = forms.BooleanField(
        required=False,
        label=_("Kartu dicetak di wilayah cetak warga"),
        help_text=_("Bila dimatikan, semua kartu dicetak di dinas."),
    )


class BannerForm(SettingsForm):
    """S1-25: a notice on every resident page, with first and last day, in both languages."""

    columns: ClassVar = {
        "teks": "banner_text",
        "teks_en": "banner_text_en",
        "mulai": "banner_from",
        "sampai": "banner_until",
    }
    teks = Line(
        label=_("Isi spanduk"), help_text=_("Satu atau dua kalimat. Kosongkan untuk mencabut spanduk.")
    )
    teks_en = _english(_("Dalam bahasa Inggris"))
    mulai = Day(label=_("Mulai tanggal"), help_text=_("Kosongkan untuk mulai sekarang."))
    sampai = Day(
        label=_("Sampai tanggal"), help_text=_("Hari terakhir tampil. Kosongkan bila belum diketahui.")
    )

    def clean(self) -> dict[str, Any]:
        """Without words there are no dates either."""
        cleaned = super().clean() or {}
        if not cleaned.get("teks") and not cleaned.get("teks_en") and "teks" not in self.errors:
            cleaned["mulai"] = cleaned["sampai"] = None
        return cleaned


def _mark(tenant: Tenant, columns: Any) -> str:
    told = [(column, str(getattr(tenant, column))) for column in sorted(columns)]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:32]
