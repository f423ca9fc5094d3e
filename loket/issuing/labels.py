"""What can be issued: the names of outputs, and what they are made of (services data, ``outputs``)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class OutputKind:
    """One kind of output: its name, its medium, and whether residents may print it themselves on A4 80 gram."""

    name: Promise
    medium: str
    self_printable: bool


OUTPUT_KINDS: dict[str, OutputKind] = {
    "ktp_el": OutputKind(_("KTP-el"), "card", False),
    "ktp_el_wna": OutputKind(_("KTP-el Orang Asing"), "card", False),
    "ktp_pasangan": OutputKind(_("KTP-el pasangan yang ditinggalkan"), "card", False),
    "kia": OutputKind(_("KIA"), "card", False),
    "surat_keterangan_ktp": OutputKind(_("Surat Keterangan pengganti KTP-el"), "a4", True),
    "bukti_jadwal": OutputKind(_("Bukti jadwal"), "portal", True),
    "surket_rekam": OutputKind(_("Surat keterangan perekaman"), "a4", True),
    "ikd_aktif": OutputKind(_("IKD aktif"), "app", False),
    "kk": OutputKind(_("Kartu Keluarga"), "a4_tte", True),
    "biodata": OutputKind(_("Biodata penduduk (F-1.08)"), "a4_tte", True),
    "skpwni": OutputKind(_("SKPWNI"), "a4_tte", True),
    "skpln": OutputKind(_("SKPLN"), "a4_tte", True),
    "skdln": OutputKind(_("SKDLN"), "a4_tte", True),
    "skp_oa": OutputKind(_("Surat Keterangan Pindah Orang Asing"), "a4_tte", True),
    "sktt": OutputKind(_("SKTT"), "a4_tte", True),
    "pemberitahuan_konsolidasi": OutputKind(_("Pemberitahuan hasil konsolidasi"), "message", True),
    "skpti": OutputKind(_("Surat Keterangan Pengganti Tanda Identitas"), "a4", True),
    "skot": OutputKind(_("Surat Keterangan Orang Terlantar"), "a4", True),
    "sktk": OutputKind(_("Surat Keterangan Tanda Komunitas"), "a4", True),
    "bukti_nonpermanen": OutputKind(_("Bukti pendaftaran penduduk nonpermanen"), "a4", True),
    "kutipan_akta": OutputKind(_("Kutipan akta"), "a4_tte", True),
    "kutipan_akta_kelahiran": OutputKind(_("Kutipan Akta Kelahiran"), "a4_tte", True),
    "kutipan_akta_kematian": OutputKind(_("Kutipan Akta Kematian"), "a4_tte", True),
    "kutipan_akta_perkawinan": OutputKind(_("Kutipan Akta Perkawinan (dua lembar)"), "a4_tte", True),
    "kutipan_akta_perceraian": OutputKind(_("Kutipan Akta Perceraian"), "a4_tte", True),
    "kutipan_akta_pengakuan_anak": OutputKind(_("Kutipan Akta Pengakuan Anak"), "a4_tte", True),
    "kutipan_akta_pengesahan_anak": OutputKind(_("Kutipan Akta Pengesahan Anak"), "a4_tte", True),
    "surat_keterangan_lahir_mati": OutputKind(_("Surat Keterangan Lahir Mati"), "a4_tte", True),
    "catatan_pinggir": OutputKind(_("Catatan pinggir pada register dan kutipan akta"), "endorsement", False),
    "surat_keterangan_pembatalan": OutputKind(_("Surat keterangan pembatalan"), "a4_tte", True),
    "surat_keterangan_kewarganegaraan": OutputKind(
        _("Surat keterangan pelaporan perubahan kewarganegaraan (F-2.11)"), "a4_tte", True
    ),
    "surat_keterangan_pelaporan": OutputKind(
        _("Surat keterangan pelaporan pencatatan sipil luar negeri"), "a4_tte", True
    ),
    "salinan_legalisir": OutputKind(_("Salinan dilegalisir"), "paper", False),
    "jawaban_pengaduan": OutputKind(_("Jawaban pengaduan"), "message", True),
}

#: Who may collect (domain: hand-over rules; another person needs the power of attorney F-1.07).
RELATIONS: dict[str, Promise] = {
    "self": _("Pemilik dokumen sendiri"),
    "family": _("Anggota keluarga dalam KK yang sama"),
    "proxy": _("Penerima kuasa (F-1.07)"),
}

#: What became of the old card (seed S1-4).
OLD_CARD: dict[str, Promise] = {
    "received": _("Kartu lama diterima"),
    "lost": _("Kartu lama hilang"),
    "not_applicable": _("Tidak ada kartu lama"),
}


def is_card(kind: str) -> bool:
    """Whether it is a card, which is collected or posted."""
    known = OUTPUT_KINDS.get(kind)
    return known is not None and known.medium == "card"


def output_name(kind: str) -> str:
    """The name of an output in the active language; the code itself for one that is not known."""
    known = OUTPUT_KINDS.get(kind)
    return str(known.name) if known else kind
