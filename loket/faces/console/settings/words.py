"""Settings in words: what the summary says of each value."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.foundation.ui.dates import long_date
from loket.notifications.actions.queue import is_switched_on
from loket.notifications.kinds import kinds
from loket.tenants.models import Tenant

CHANNELS = {"whatsapp": "WhatsApp", "sms": "SMS", "email": gettext_lazy("E-mail")}
DELIVERY = {
    "ambil_dinas": gettext_lazy("Diambil di dinas"),
    "ambil_kecamatan": gettext_lazy("Diambil di kantor kecamatan"),
    "ambil_desa": gettext_lazy("Diambil di kantor desa"),
    "email": gettext_lazy("Dikirim lewat e-mail"),
    "pos": gettext_lazy("Dikirim lewat Pos"),
}
Rows = Sequence[tuple[str, str]]


def channels(tenant: Tenant) -> Rows:
    """X-4."""
    order = [str(CHANNELS.get(channel, channel)) for channel in tenant.notify_channels]
    may = [kind for kind in kinds if kind.may_be_off]
    sent = [str(kind.title) for kind in may if is_switched_on(kind, tenant)]
    silent = [str(kind.title) for kind in may if not is_switched_on(kind, tenant)]
    return [
        (_("Urutan saluran"), _(", lalu ").join(order)),
        (_("Kabar pilihan yang dikirim"), ", ".join(sent) or _("tidak ada")),
        (_("Tidak dikirim di sini"), ", ".join(silent) or _("tidak ada")),
    ]


def registration(tenant: Tenant) -> Rows:
    """X-5, X-6."""
    return [
        (_("Akun baru"), tenant.get_registration_profile_display()),
        (_("E-mail"), _("wajib") if tenant.email_required else _("boleh kosong")),
        (_("Kata sandi"), _("paling sedikit %(n)d huruf") % {"n": tenant.password_min}),
    ]


def clock(tenant: Tenant) -> Rows:
    """X-7, S2-4."""
    hours = _("24 jam, setiap hari")
    if tenant.intake_opens and tenant.intake_closes:
        hours = f"{tenant.intake_opens:%H.%M}–{tenant.intake_closes:%H.%M} {tenant.zone_label}"
    return [
        (_("Pemeriksaan dimulai"), tenant.get_clock_rule_display()),
        (_("Sasaran hari yang sama"), _on(tenant.same_day_target)),
        (_("Permohonan diterima"), hours),
    ]


def waiting(tenant: Tenant) -> Rows:
    """How long residents are waited for."""
    for_ever = _("terus")
    return [
        (_("Perbaikan ditunggu"), _("%(n)d hari") % {"n": tenant.return_days}),
        (_("Kedatangan ditunggu"), _("%(n)d hari") % {"n": tenant.visit_days}),
        (
            _("Dokumen ditunggu"),
            _("%(n)d hari") % {"n": tenant.unclaimed_days} if tenant.unclaimed_days else for_ever,
        ),
    ]


def work(tenant: Tenant) -> Rows:
    """S3-1, and until when a complaint is answered."""
    return [
        (_("Dua petugas untuk satu permohonan"), _on(tenant.two_person_rule)),
        (_("Nama petugas pada daftar pembuka berkas"), _on(tenant.names_officers)),
        (_("Aduan dijawab dalam"), _("%(n)d hari kerja") % {"n": tenant.complaint_days}),
    ]


def hand_over(tenant: Tenant) -> Rows:
    """X-11, S4-21."""
    ways = [str(DELIVERY.get(way, way)) for way in tenant.delivery_options]
    return [
        (_("Waktu mengambil"), tenant.get_handover_rule_display()),
        (_("Cara menerima"), ", ".join(ways)),
        (_("Cetak per wilayah"), _on(tenant.routes_by_zone)),
        (_("Pesan untuk yang datang"), tenant.visit_notice or _("tidak ada")),
    ]


def banner(tenant: Tenant) -> Rows:
    """S1-25."""
    if not tenant.banner_text:
        return [(_("Spanduk"), _("tidak ada"))]
    begin = long_date(tenant.banner_from) if tenant.banner_from else _("sekarang")
    end = long_date(tenant.banner_until) if tenant.banner_until else _("dicabut")
    return [
        (_("Spanduk"), tenant.banner_text),
        (_("Tampil"), _("%(begin)s sampai %(end)s") % {"begin": begin, "end": end}),
    ]


def _on(value: bool) -> str:
    return _("ya") if value else _("tidak")
