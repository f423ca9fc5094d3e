"""What people read about a file: one plain sentence per refusal, one word per quality warning."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: Why a file was refused, said so that the reader knows what to do next. The key is stored with the file.
REFUSALS = {
    "empty": _("Berkas ini kosong. Ambil foto lagi atau pilih berkas lain."),
    "too_large": _("Berkas ini lebih dari 15 MB. Pilih berkas yang lebih kecil."),
    "not_photo": _("Berkas ini bukan foto. Pilih foto JPG atau PNG."),
    "too_many_pixels": _("Ukuran foto ini terlalu besar. Ambil foto dengan kamera HP."),
    "truncated": _("Berkas ini tidak lengkap. Ambil foto lagi atau pilih berkas lain."),
    "unreadable": _("Berkas ini tidak bisa dibuka. Ambil foto lagi atau pilih berkas lain."),
    "pdf_script": _("PDF ini berisi program. Kirim foto dokumennya saja."),
    "pdf_locked": _("PDF ini terkunci. Kirim PDF tanpa kata sandi atau foto dokumennya."),
    "pdf_pages": _("PDF ini lebih dari 30 halaman. Kirim halaman yang diminta saja."),
    "infected": _("Berkas ini ditolak pemeriksa virus. Pilih berkas lain."),
    "quota": _("Terlalu banyak berkas hari ini. Coba lagi besok atau datang ke kantor."),
    "unknown_upload": _("Berkas belum diterima. Ambil foto lagi atau pilih berkas lain."),
    "incomplete_upload": _("Berkas belum selesai dikirim. Tunggu sebentar, lalu kirim lagi."),
}

#: Said while the rebuilt copy is not there yet.
NOT_READY = _("Foto sedang disiapkan. Muat ulang halaman sebentar lagi.")
#: Said when a file was refused or erased and somebody asks for its bytes.
NOT_AVAILABLE = _("Berkas ini tidak tersedia.")

#: Advice about a photo that was accepted; each can be overruled (experience.md, rule 9).
QUALITY = {
    "blurred": _("Foto tampak buram."),
    "dark": _("Foto tampak gelap."),
    "glare": _("Foto tampak silau."),
    "small": _("Foto terlalu kecil untuk dibaca."),
}
