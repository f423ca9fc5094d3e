"""Somebody complains, logged in or not (seed S4-28)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.applications.models import Application
from loket.audit.actions.record import record
from loket.audit.actor import Actor
from loket.files.models import StoredFile
from loket.foundation.kernel.text import plain
from loket.residents.models import Resident

from ..labels import ABOUT_OFFICERS, TOPICS
from ..models import Complaint, Photo, Voice
from ..policies import ComplaintRefused
from ..queries import complaint_sent_as, officers_at
from ..rules import LONGEST, MOST_PHOTOS, new_code
from ._open import opened
from ._tell import day_promised, tell


@dataclass(frozen=True, slots=True)
class Filing:
    """What was filled in."""

    #: a key of ``labels.TOPICS``
    topic: str
    text: str = field(repr=False)
    name: str = field(default="", repr=False)
    #: +62…, empty for a complaint about officers from somebody who stays unknown
    phone: str = field(default="", repr=False)
    language: str = "id"
    #: number of a case as typed, canonical; empty for none
    claimed_number: str = ""
    is_confidential: bool = False
    wants_visit: bool = False


def file_complaint(
    filing: Filing,
    *,
    by: Actor,
    key: uuid.UUID,
    resident: Resident | None = None,
    application: Application | None = None,
    photos: Sequence[StoredFile] = (),
) -> Complaint:
    """Keep the complaint, promise the answer and confirm it by a message; the same ``key`` twice is one.

    ``application``: the case, once the caller has proved that the person may speak of it. A confidential
    complaint keeps no name and no account. The caller counts against abuse first. Raises ``ComplaintRefused``
    (422) with the field.
    """
    words = _checked(filing, photos)
    known = complaint_sent_as(key)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _kept(filing, words, by=by, key=key, about=(resident, application), photos=photos)
    except IntegrityError:
        earlier = complaint_sent_as(key)
        if earlier is None:
            raise
        return earlier


def _checked(filing: Filing, photos: Sequence[StoredFile]) -> str:
    if filing.topic not in TOPICS:
        raise ComplaintRefused(_("Pilih tentang apa aduan Anda."), field="kategori")
    words = plain(filing.text, max_length=LONGEST, multiline=True)
    if not words:
        raise ComplaintRefused(_("Tulis apa yang terjadi."), field="uraian")
    if not filing.phone and filing.topic not in ABOUT_OFFICERS:
        raise ComplaintRefused(
            _("Isi nomor HP, supaya jawabannya sampai. Contoh: 0812 3456 7890."), field="pelapor_hp"
        )
    if len(photos) > MOST_PHOTOS:
        raise ComplaintRefused(_("Paling banyak %(n)d foto.") % {"n": MOST_PHOTOS}, field="bukti_pengaduan")
    return words


def _kept(
    filing: Filing,
    words: str,
    *,
    by: Actor,
    key: uuid.UUID,
    about: tuple[Resident | None, Application | None],
    photos: Sequence[StoredFile],
) -> Complaint:
    resident, application = about
    hidden, sensitive = filing.is_confidential, filing.topic in ABOUT_OFFICERS
    columns = {
        "topic": filing.topic,
        "name": "" if hidden else filing.name,
        "phone": filing.phone,
        "code": "" if filing.phone else new_code(),
        "is_confidential": hidden,
        "wants_visit": filing.wants_visit,
        "language": filing.language,
        "resident": None if hidden else resident,
        "application": application,
        "claimed_number": filing.claimed_number,
        "concerns": officers_at(application) if application is not None and sensitive else [],
        "sent_key": key,
    }
    speaker = Actor(by.kind) if hidden else by
    complaint = opened(columns, words, voice=Voice.RESIDENT, by=speaker)
    for position, file in enumerate(photos, start=1):
        Photo.objects.create(complaint=complaint, file=file, position=position)
    record(
        "complaints.filed",
        actor=speaker,
        obj_type="complaint",
        obj_ref=complaint.reference,
        detail={"topic": complaint.topic, "photos": len(photos), "linked": application is not None},
    )
    tell(complaint, "complaints.received", batas=day_promised(complaint))
    return complaint
