"""What officers are told about the work that waits for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.notifications.messages import MessageKind

DIGEST = MessageKind(
    "digest",
    "reports",
    {
        "hari": "Selasa 24 November",
        "jumlah": "17",
        "isi": "Permohonan: 12. Proses: 5. Lewat target: 2, baru 1.",
    },
    required=("isi",),
    variables_en={
        "hari": "Tuesday 24 November",
        "isi": "Applications: 12. To process: 5. Past the target: 2, 1 of them new.",
    },
    title=_("Ringkasan pagi untuk petugas"),
    email=True,
    is_optional=True,
)
