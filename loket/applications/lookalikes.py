"""Cases that look like this one: same person, family card, phone or photo, or a name and birth date alike.

Only what the officer may see anyway; hints for him, never a decision. By keyed hashes and indexed parts of the
photos' hashes; the name, which costs most, is asked on the page of look-alikes alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.files.queries import near_pairs
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik
from loket.foundation.kernel.names import search_form

from .finding import cases_sharing
from .models import Application, Attachment
from .models.attachment import AttachmentSource
from .queries import current_papers
from .queue_filter import named
from .relations import bring
from .rules import Officer

#: As many are shown; a broker's phone may have hundreds.
MOST = 20
_MOST_PHOTOS = 100
_MOST_CANDIDATES = 300
REASONS: dict[str, Promise] = {
    "nik": _("NIK sama"),
    "kk": _("Nomor KK sama"),
    "phone": _("Nomor HP pemohon sama"),
    "photo": _("Foto sama"),
    "name": _("Nama mirip dan tanggal lahir sama"),
}
_BIRTH_SLUGS = ("subjek_tgl_lahir", "anak_tgl_lahir", "tgl_lahir")
_NIK_SLUGS = ("subjek_nik", "anak_nik", "pemohon_nik")
_NAMED = "SELECT id FROM applications_by_name(%s, %s, %s, %s)"


#: Papers here and there, by the number of the other case.
Pairs = dict[int, list[tuple[Attachment, Attachment]]]


@dataclass(slots=True)
class Alike:
    """Another case and why it looks alike; ``photos`` are pairs of papers, here and there."""

    case: Application
    why: list[str] = field(default_factory=list)
    photos: list[tuple[Attachment, Attachment]] = field(default_factory=list)

    @property
    def reasons(self) -> list[Promise]:
        """The reasons in words."""
        return [REASONS[reason] for reason in self.why]


def alike_cases(
    application: Application,
    officer: Officer,
    *,
    by_name: bool = False,
    papers: Iterable[Attachment] | None = None,
) -> list[Alike]:
    """The officer's other cases that look like this one, the newest first; at most ``MOST``.

    ``papers``: the current ones with their files, when the caller has them already.
    """
    phones = _same_phone(application)
    pairs = _photo_pairs(application, current_papers(application) if papers is None else papers)
    names = _same_name(application, officer) if by_name else set()
    rows = _sharing(application, officer, phones, {*pairs, *names})
    found = [Alike(case, _why(application, case, phones), pairs.get(case.pk, [])) for case in rows]
    for one in found:
        if one.photos:
            one.why.append("photo")
        if one.case.pk in names and "nik" not in one.why:
            one.why.append("name")
    return [one for one in found if one.why]


def _sharing(
    application: Application, officer: Officer, phones: set[int], keys: set[int]
) -> list[Application]:
    """The officer's other cases that share something with this one."""
    shared: dict[str, list[Any]] = {
        "subject_hash": [application.subject_hash] if application.subject_hash is not None else [],
        "household_hash": [application.household_hash] if application.household_hash is not None else [],
        "applicant_id": sorted(phones),
        "id": sorted(keys)[-_MOST_CANDIDATES:],
    }
    found = cases_sharing(officer, shared, most=MOST + 1)
    others = [case for case in found if case.pk != application.pk][:MOST]
    for case in others:
        bring(case, "service_version")
    return others


def _why(application: Application, other: Application, phones: set[int]) -> list[str]:
    why = []
    if _equal(application.subject_hash, other.subject_hash):
        why.append("nik")
    elif _equal(application.household_hash, other.household_hash):
        why.append("kk")
    if other.applicant_id in phones and other.applicant_id != application.applicant_id:
        why.append("phone")
    return why


def _same_phone(application: Application) -> set[int]:
    """Other accounts with the applicant's phone."""
    with connection.cursor() as cursor:
        applicant = application.applicant
        cursor.execute(_PHONE, [application.tenant_id, bytes(applicant.phone_hash), applicant.pk, MOST])
        return {pk for (pk,) in cursor.fetchall()}


_PHONE = "SELECT id FROM residents_resident WHERE tenant_id = %s AND phone_hash = %s AND id <> %s LIMIT %s"


def _photo_pairs(application: Application, papers: Iterable[Attachment]) -> Pairs:
    """Papers here and there with nearly the same photo, by the other case; one's own account's photos apart."""
    mine = [
        paper for paper in papers if paper.file.phash is not None and paper.source == AttachmentSource.UPLOAD
    ]
    near = near_pairs(paper.file for paper in mine)
    by_file: dict[int, list[Attachment]] = {}
    for paper in mine:
        for pk in near.get(paper.file_id, set()) | {paper.file_id}:
            by_file.setdefault(pk, []).append(paper)
    if not by_file:
        return {}
    others = Attachment.objects.filter(file__in=list(by_file), replaced_by=None)
    pairs: dict[int, list[tuple[Attachment, Attachment]]] = {}
    for other in others.exclude(application=application).select_related("file")[:_MOST_PHOTOS]:
        pairs.setdefault(other.application_id, []).extend((paper, other) for paper in by_file[other.file_id])
    return pairs


def _same_name(application: Application, officer: Officer) -> set[int]:
    """Cases of a person named alike and born on the same day; without a birth date nobody is alike."""
    born = born_on(application)
    words = search_form(application.subject_name)
    if born is None or len(words) < 3:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, named(words, officer, most=MOST))
        found = [pk for (pk,) in cursor.fetchall() if pk != application.pk]
    cases = Application.objects.filter(pk__in=found).select_related("service_version")
    return {case.pk for case in cases if born_on(case) == born}


def born_on(application: Application) -> date | None:
    """The subject's birth date as answered, else as the NIK says; None when neither tells."""
    answers = application.read_answers()
    for slug in _BIRTH_SLUGS:
        try:
            return date.fromisoformat(str(answers.get(slug) or ""))
        except ValueError:
            continue
    digits = next((str(answers[slug]) for slug in _NIK_SLUGS if answers.get(slug)), "")
    if len(digits) != 16 or not digits.isdigit():
        return None
    nik = Nik(digits, clock.now().date())
    return nik.birth_date(adult=True) or nik.birth_date()


def _equal(one: bytes | memoryview | None, other: bytes | memoryview | None) -> bool:
    return one is not None and other is not None and bytes(one) == bytes(other)
