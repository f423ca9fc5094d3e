"""Sentences about accounts that several screens share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SIGN_IN_REFUSED = _("NIK atau kata sandi tidak cocok. Coba lagi, atau buat kata sandi baru lewat WhatsApp.")
PASSPORT_SIGN_IN_REFUSED = _(
    "Nomor paspor atau kata sandi tidak cocok. Coba lagi dengan kode negara di depan nomornya, "
    "atau buat kata sandi baru lewat WhatsApp."
)
ACCOUNT_FROZEN = _(
    "Akun ini dibekukan sementara oleh kantor. Datang ke kantor dengan KTP asli untuk membukanya. "
    "Permohonan yang berjalan tetap diproses."
)
OFFICER_SIGN_IN_REFUSED = _("Nama pengguna atau kata sandi tidak cocok. Coba lagi.")
CODE_WRONG = _("Kode tidak cocok. Periksa 6 angka di pesan yang terakhir.")
CODE_GONE = _("Kode sudah tidak berlaku. Minta kode baru.")
CODE_EXHAUSTED = _("Kode salah 5 kali. Tunggu 5 menit, lalu minta kode baru.")
CODE_TOO_SOON = _("Kode baru saja dikirim. Tunggu 1 menit sebelum meminta lagi.")
TOO_MANY = _("Terlalu banyak percobaan. Tunggu 15 menit, lalu coba lagi.")
TOO_MANY_CODES = _("Terlalu banyak kode diminta untuk nomor ini. Coba lagi satu jam lagi.")
SECOND_FACTOR_WRONG = _("Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi.")
RECOVERY_WRONG = _("Kode pemulihan tidak cocok atau sudah dipakai.")
PASSWORD_COMMON = _("Kata sandi ini mudah ditebak orang. Pilih yang lain.")
PASSWORD_PERSONAL = _(
    "Kata sandi memuat NIK, nama, tanggal lahir, nomor HP, atau nama kantor. Pilih yang lain."
)
PASSWORD_LONG = _("Kata sandi paling banyak 256 huruf.")
SESSION_ENDED = _("Anda keluar otomatis demi keamanan. Isian tersimpan. Masuk lagi untuk melanjutkan.")
