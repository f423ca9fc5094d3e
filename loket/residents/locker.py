"""Questions about what a resident keeps: the people of the family, checked papers, answers given once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loket.files.models import StoredFile
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.tenants.one_row import some_rows

from .locker_rules import MOST_ANSWERS, is_expired
from .models import FamilyMember, LockerAnswers, LockerPaper, Resident


@dataclass(frozen=True, slots=True)
class Kept:
    """One paper of the locker with all its photos."""

    slug: str
    about: bytes
    photos: tuple[LockerPaper, ...]

    @property
    def first(self) -> LockerPaper:
        """Its first photo, which stands for it in addresses and lists."""
        return self.photos[0]

    @property
    def checked_at(self) -> datetime:
        """When an officer found it right."""
        return self.first.checked_at

    @property
    def is_of_account(self) -> bool:
        """Checked with the account, not with an application."""
        return not self.first.origin

    @property
    def is_expired(self) -> bool:
        """Too old to be offered again."""
        return is_expired(self.slug, self.checked_at, clock.now())


@dataclass(frozen=True, slots=True)
class Known:
    """One answer given before, and when the application that gave it was approved."""

    value: Any
    checked_at: datetime


def kept_papers(resident: Resident) -> list[Kept]:
    """Everything readable in the locker, the newest of each paper about each person, newest first.

    By hand-written statements, a second one where there is something: every photo screen asks for it.
    """
    found: dict[tuple[str, bytes], list[LockerPaper]] = {}
    for row in _readable_photos(resident):
        same = found.setdefault((row.slug, bytes(row.about)), [])
        if not same or same[0].checked_at == row.checked_at:
            same.append(row)
    return [Kept(slug, about, tuple(photos)) for (slug, about), photos in found.items()]


def _readable_photos(resident: Resident) -> list[LockerPaper]:
    rows = some_rows(LockerPaper, resident_id=resident.pk)
    files = (
        {file.pk: file for file in some_rows(StoredFile, id=[row.file_id for row in rows])} if rows else {}
    )
    for row in rows:
        row.file = files[row.file_id]
    readable = [row for row in rows if row.file.state not in (FileState.REFUSED, FileState.ERASED)]
    readable.sort(key=lambda row: (row.position, row.pk))
    return sorted(readable, key=lambda row: row.checked_at, reverse=True)


def papers_to_offer(resident: Resident) -> dict[tuple[str, bytes], Kept]:
    """Those that may be used again today, by kind and person."""
    return {(kept.slug, kept.about): kept for kept in kept_papers(resident) if not kept.is_expired}


def locker_photo(resident: Resident, public_id: object) -> LockerPaper | None:
    """One photo of the resident's own locker, or None."""
    found: LockerPaper | None = (
        LockerPaper.objects.select_related("file").filter(resident=resident, public_id=public_id).first()
    )
    return found


def known_answers(resident: Resident, about: bytes) -> dict[str, Known]:
    """What was said about this person in approved applications, the newest word of each. One query."""
    rows = LockerAnswers.objects.filter(resident=resident, about=about).order_by("-checked_at", "-id")
    found: dict[str, Known] = {}
    for row in rows[:MOST_ANSWERS]:
        for slug, value in row.answers.items():
            found.setdefault(slug, Known(value, row.checked_at))
    return found


def answer_sets(resident: Resident) -> list[LockerAnswers]:
    """Every set of answers kept, the newest first, for the resident's own page."""
    return list(LockerAnswers.objects.filter(resident=resident).order_by("-checked_at", "-id"))


def family_of(resident: Resident) -> list[FamilyMember]:
    """The people the resident keeps, in the order they were added. One query."""
    return sorted(some_rows(FamilyMember, resident_id=resident.pk), key=lambda member: member.pk)


def family_member(resident: Resident, public_id: object) -> FamilyMember | None:
    """One of them, or None."""
    found: FamilyMember | None = FamilyMember.objects.filter(resident=resident, public_id=public_id).first()
    return found
