"""Official wording of cases: verbs of the history and the packaged reasons an officer picks by number.

A reason has a word for the desk, a whole sentence for the resident and a key. ``{item}`` stands for the
name of the paper or question the reason is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.words import Words

ReasonUse = Literal["paper", "field", "reject", "cancel"]
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reason:
    """One packaged reason. ``key`` is pressed after the decision's own key (P 1, T 2)."""

    code: str
    use: ReasonUse
    key: str
    officer_label: Promise | Words
    resident_sentence: Promise | Words

    def sentence(self, *, item: str = "", note: str = "") -> str:
        """What the resident reads: the packaged sentence, or the officer's own words for "other"."""
        if self.code == OTHER:
            return note
        return str(self.resident_sentence).replace("{item}", item)


REASONS: tuple[Reason, ...] = (
    Reason(
        "blurred",
        "paper",
        "1",
        _("Foto buram"),
        _("Foto {item} buram. Ambil foto sekali lagi di tempat terang."),
    ),
    Reason(
        "cropped",
        "paper",
        "2",
        _("Terpotong"),
        _("Foto {item} terpotong. Ambil lagi sampai keempat sudutnya terlihat."),
    ),
    Reason(
        "photocopy",
        "paper",
        "3",
        _("Fotokopi"),
        _("Foto {item} dari fotokopi. Ambil foto dari lembar yang asli."),
    ),
    Reason(
        "wrong_paper",
        "paper",
        "4",
        _("Berkas keliru"),
        _("Foto yang dikirim bukan {item}. Kirim foto {item}."),
    ),
    Reason(
        "outdated",
        "paper",
        "5",
        _("Tidak berlaku"),
        _("{item} sudah tidak berlaku. Kirim yang masih berlaku."),
    ),
    Reason(
        "unlike_answers",
        "paper",
        "6",
        _("Beda dengan isian"),
        _("Tulisan di {item} berbeda dengan isian Anda. Periksa isian, atau kirim foto yang benar."),
    ),
    Reason(OTHER, "paper", "7", _("Lainnya"), _("Sebab lain, ditulis petugas.")),
    Reason(
        "unlike_papers",
        "field",
        "1",
        _("Beda dengan berkas"),
        _("Isian {item} berbeda dengan berkas Anda. Isi sesuai KK atau KTP."),
    ),
    Reason(
        "incomplete",
        "field",
        "2",
        _("Kurang lengkap"),
        _("Isian {item} kurang lengkap. Lengkapi lalu kirim lagi."),
    ),
    Reason(
        "unclear",
        "field",
        "3",
        _("Tidak jelas"),
        _("Isian {item} kurang jelas. Tulis lagi dengan lengkap."),
    ),
    Reason(OTHER, "field", "4", _("Lainnya"), _("Sebab lain, ditulis petugas.")),
    Reason(
        "not_domiciled",
        "reject",
        "1",
        _("Bukan penduduk sini"),
        _("Pemilik dokumen tercatat sebagai penduduk daerah lain. Ajukan di Dukcapil tempat tinggalnya."),
    ),
    Reason(
        "not_entitled",
        "reject",
        "2",
        _("Syarat hukum belum terpenuhi"),
        _("Syarat hukum untuk layanan ini belum terpenuhi."),
    ),
    Reason(
        "already_issued",
        "reject",
        "3",
        _("Dokumen sudah terbit"),
        _("Dokumen ini sudah pernah terbit dan masih berlaku."),
    ),
    Reason(
        "needs_court",
        "reject",
        "4",
        _("Perlu putusan pengadilan"),
        _("Perubahan ini memerlukan putusan pengadilan lebih dulu."),
    ),
    Reason(OTHER, "reject", "5", _("Lainnya"), _("Sebab lain, ditulis petugas.")),
    Reason(
        "data_wrong",
        "cancel",
        "1",
        _("Data tidak sesuai"),
        _("Data yang dikirim tidak sesuai dengan data kependudukan."),
    ),
    Reason(
        "papers_wrong",
        "cancel",
        "2",
        _("Berkas tidak sesuai"),
        _("Berkas yang dikirim tidak sesuai dengan layanan ini."),
    ),
    Reason(
        "duplicate",
        "cancel",
        "3",
        _("Permohonan ganda"),
        _("Permohonan yang sama sudah kami terima dengan nomor lain."),
    ),
    Reason(
        "by_request",
        "cancel",
        "4",
        _("Permintaan pemohon"),
        _("Permohonan dibatalkan atas permintaan Anda."),
    ),
    Reason(OTHER, "cancel", "5", _("Lainnya"), _("Sebab lain, ditulis petugas.")),
)

#: Sentences of moves that nobody picks a reason for.
WITHDRAWN = _("Permohonan dibatalkan atas permintaan Anda.")
RETURN_EXPIRED = _("Batas waktu perbaikan sudah lewat. Anda boleh mengajukan lagi kapan saja.")
VISIT_EXPIRED = _("Anda belum datang sampai batas waktu. Anda boleh mengajukan lagi kapan saja.")
UNCLAIMED = _("Dokumen tidak diambil sampai batas waktu. Hubungi kantor atau ajukan lagi.")

#: What the history says was done, in the officers' words.
STEPS: dict[str, Promise] = {
    "submit": _("Dikirim"),
    "resubmit": _("Dikirim ulang setelah diperbaiki"),
    "withdraw": _("Dibatalkan oleh pemohon"),
    "claim": _("Diambil untuk diperiksa"),
    "hand_back": _("Dikembalikan ke antrean"),
    "approve": _("Disetujui"),
    "return_for_correction": _("Diminta perbaikan"),
    "reject": _("Ditolak"),
    "cancel": _("Dibatalkan"),
    "invite": _("Diminta datang"),
    "undo": _("Keputusan diurungkan"),
    "record_visit": _("Kunjungan dicatat"),
    "take_into_process": _("Mulai diproses"),
    "start_production": _("Mulai dikerjakan"),
    "mark_ready": _("Siap diambil"),
    "send": _("Dikirim ke pemohon"),
    "complete": _("Diselesaikan"),
    "hand_over": _("Diserahkan"),
    "confirm_delivery": _("Diterima pemohon"),
    "bring_back": _("Kembali dari pengiriman"),
    "expire": _("Lewat batas waktu"),
}

#: What the history calls a correction; it is no move.
CORRECTED = _("Data dibetulkan")
#: Why an officer puts an answer right himself instead of asking for it again.
CORRECTION_REASONS: dict[str, Promise] = {
    "typing": _("Salah ketik, terbaca jelas di berkas"),
    "by_phone": _("Sudah ditanyakan kepada pemohon"),
    "siak": _("Disamakan dengan data kependudukan"),
    "place": _("Nama atau kode wilayah disamakan"),
}

#: What the history says of looks and deeds that are no moves; keys as in the record.
DEEDS: dict[str, Promise] = {
    "applications.viewed": _("Dibuka"),
    "applications.paper_viewed": _("Foto dilihat"),
    "applications.paper_downloaded": _("Berkas diunduh"),
    "applications.compared": _("Foto dibandingkan"),
    "applications.sheet_printed": _("Lembar kerja dibuka"),
    "applications.registered": _("Nomor SIAK dicatat"),
    "applications.held": _("Ditahan, sistem pusat terganggu"),
    "applications.released": _("Dilanjutkan, sistem pusat pulih"),
    "applications.reminded": _("Pemohon diingatkan"),
    "applications.escalated": _("Lewat target, kepala diberi tahu"),
    "applications.linked": _("Ditautkan dengan berkas lain"),
    "applications.unlinked": _("Tautan dengan berkas lain dilepas"),
    "applications.opinion_asked": _("Pendapat diminta"),
    "applications.opinion_given": _("Pendapat diberikan"),
    "applications.opinion_withdrawn": _("Permintaan pendapat ditarik"),
    "applications.lookalikes_viewed": _("Berkas yang mirip dibuka"),
}
