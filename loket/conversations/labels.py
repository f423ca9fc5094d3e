"""The packaged replies, in both languages: what an office answers a hundred times a week."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ready:
    """One reply: the word it is picked by, and the words for residents in Indonesian and English."""

    title: str
    text: str
    text_en: str


PACKAGED = (
    Ready(
        "Sedang dikerjakan",
        "Permohonan Anda sedang kami kerjakan. Anda tidak perlu datang. Kami kabari begitu selesai.",
        "We are working on your application. You do not need to come. We will tell you when it is done.",
    ),
    Ready(
        "Kirim foto lebih jelas",
        "Foto yang dikirim kurang jelas. Kirim lagi di sini, diambil di tempat terang dan tidak terpotong.",
        "The photo is not clear enough. Please send it again here, taken where there is light and not cut off.",
    ),
    Ready(
        "Bawa dokumen asli",
        "Waktu mengambil, bawa surat dan kartu asli yang Anda foto. Tidak ada biaya.",
        "When you collect it, bring the original papers and cards that you photographed. It is free.",
    ),
    Ready(
        "Bisa diwakilkan",
        "Dokumen boleh diambil orang lain. Ia membawa KTP-nya sendiri dan menunjukkan pesan dengan nomor permohonan.",
        "Somebody else may collect the document. They bring their own KTP and show the message with the number.",
    ),
    Ready(
        "Terima kasih",
        "Terima kasih, pesan Anda sudah kami baca.",
        "Thank you, we have read your message.",
    ),
)
