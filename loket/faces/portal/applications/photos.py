"""Photos that the server has, as the photo field and the check page show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from loket.applications.models import Application, Attachment
from loket.applications.models.attachment import AttachmentSource
from loket.files.states import FileState
from loket.foundation.ui.dates import kilobytes, long_date


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """One photo: addresses, words, and the value of its "Hapus" button (empty when it stays)."""

    thumbnail: str
    full: str
    text: str
    remove: str
    refusal: str
    is_waiting: bool


def kept(application: Application, rows: Iterable[Attachment], *, removable: bool) -> list[KeptPhoto]:
    """The photos of one paper in their order."""
    return [_kept(application, row, number, removable) for number, row in enumerate(rows, start=1)]


def _kept(application: Application, row: Attachment, number: int, removable: bool) -> KeptPhoto:
    file = row.file
    address = reverse("portal:applications:paper", args=[application.reference, file.public_id])
    shows = file.state == FileState.REBUILT
    return KeptPhoto(
        thumbnail=f"{address}?kecil=1" if shows and file.is_image else "",
        full=address if shows else "",
        text=_words(row, number),
        remove=str(file.public_id) if removable else "",
        refusal=str(file.refusal_sentence) if file.state == FileState.REFUSED else "",
        is_waiting=file.state == FileState.RECEIVED,
    )


def _words(row: Attachment, number: int) -> str:
    file = row.file
    if row.source == AttachmentSource.ACCOUNT:
        return _("Dari akun Anda, %(date)s. Bisa diganti.") % {"date": long_date(file.created_at)}
    if row.source == AttachmentSource.LOCKER and row.checked_at is not None:
        return _("Foto yang diperiksa %(date)s. Bisa diganti.") % {"date": long_date(row.checked_at)}
    kind = _("Foto %(number)d") if file.is_image else _("PDF %(number)d")
    words = [
        f"{kind % {'number': number}}, {kilobytes(file.size)}",
        *(str(warning) for warning in file.warnings),
    ]
    return ". ".join(word.rstrip(".") for word in words)
