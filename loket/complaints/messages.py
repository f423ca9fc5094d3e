"""What a complaint tells the person who complained, and the applicant whose data an officer found wrong."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.notifications.messages import MessageKind

_NUMBER = {"nomor": "ADU-26-7KQ4M2XP-C"}

RECEIVED = MessageKind(
    "received",
    "complaints",
    {**_NUMBER, "batas": "Senin 30 November"},
    required=("nomor", "batas"),
    variables_en={"batas": "Monday 30 November"},
    title=_("Aduan diterima"),
    email=True,
)
ANSWERED = MessageKind(
    "answered",
    "complaints",
    {
        **_NUMBER,
        "jawaban": "Mohon maaf atas keterlambatannya. KTP Anda kami cetak hari ini dan bisa diambil besok mulai "
        "pukul 08.00 di loket 2.",
    },
    required=("nomor",),
    variables_en={
        "jawaban": "We are sorry for the delay. Your KTP is printed today and can be collected tomorrow from "
        "08.00 at counter 2."
    },
    title=_("Aduan dijawab"),
    email=True,
)
CLOSED = MessageKind(
    "closed",
    "complaints",
    {**_NUMBER, "alasan": "Aduan yang sama sudah kami tangani."},
    required=("nomor", "alasan"),
    variables_en={"alasan": "We already deal with the same complaint."},
    title=_("Aduan ditutup"),
    email=True,
)
DATA_FAULT = MessageKind(
    "data_fault",
    "complaints",
    {
        "layanan": "KTP-el hilang",
        "permohonan": "BLL-26-7KQ4M2XP-C",
        **_NUMBER,
        "batas": "Senin 30 November",
    },
    required=("permohonan", "nomor", "batas"),
    variables_en={"batas": "Monday 30 November"},
    title=_("Data tidak sinkron"),
    email=True,
)

KINDS = (RECEIVED, ANSWERED, CLOSED, DATA_FAULT)
