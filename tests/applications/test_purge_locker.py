"""Every night: what was replaced or ran out thirty days ago leaves the locker, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.applications.actions.purge_locker import purge_locker
from loket.audit.models import Entry
from loket.files.models import StoredFile
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.residents.locker import kept_papers
from loket.residents.locker_rules import SUPERSEDED_KEPT_FOR
from loket.residents.models import LockerPaper, Resident
from loket.tenants.models import Tenant

from .apply import add_papers, begin, make_verified, photo


@pytest.fixture
def sari(in_buleleng: Tenant) -> Resident:
    """A verified resident of Buleleng."""
    return make_verified()


def keep(
    owner: Resident, slug: str, days: int, *, file: StoredFile | None = None, about: bytes = b""
) -> LockerPaper:
    """A paper that was checked so many days ago."""
    at = clock.now() - timedelta(days=days)
    made: LockerPaper = LockerPaper.objects.create(
        resident=owner, slug=slug, about=about or bytes(owner.nik_hash), file=file or photo(), taken_at=at,
        checked_at=at,
    )  # fmt: skip
    return made


def left(owner: Resident) -> set[int]:
    return set(LockerPaper.objects.filter(resident=owner).values_list("pk", flat=True))


def test_a_replaced_paper_goes_with_its_bytes_thirty_days_later(sari: Resident) -> None:
    old, new = keep(sari, "kk_asli", 200), keep(sari, "kk_asli", SUPERSEDED_KEPT_FOR.days + 1)
    assert purge_locker() == 1
    assert left(sari) == {new.pk}
    old.file.refresh_from_db()
    assert old.file.state == FileState.ERASED
    assert Entry.objects.get(action="applications.purge_locker").detail == {"photos": 1}
    assert purge_locker() == 0


def test_what_is_still_of_use_stays(sari: Resident) -> None:
    """Replaced only lately, of another person, of another resident, or the newest without an end."""
    other = make_verified("NI LAIN")
    kept = {
        keep(sari, "kk_asli", 400).pk,
        keep(sari, "kk_asli", SUPERSEDED_KEPT_FOR.days - 1).pk,
        keep(sari, "kutipan_lahir", 900).pk,
        keep(sari, "kutipan_lahir", 300, about=b"a" * 32).pk,
    }
    keep(other, "kutipan_lahir", 200)
    assert purge_locker() == 0
    assert left(sari) == kept
    assert len(kept_papers(other)) == 1


def test_a_paper_that_ran_out_goes_thirty_days_later(sari: Resident) -> None:
    keep(sari, "pas_foto", 180 + SUPERSEDED_KEPT_FOR.days + 1)
    lately = keep(sari, "pas_foto", 180 + SUPERSEDED_KEPT_FOR.days - 1, about=b"b" * 32)
    assert purge_locker() == 1
    assert left(sari) == {lately.pk}


def test_a_photo_that_an_application_shows_keeps_its_bytes(sari: Resident) -> None:
    (paper,) = add_papers(begin(sari), "kk_asli")
    keep(sari, "kk_asli", 300, file=paper.file)
    keep(sari, "kk_asli", 100)
    assert purge_locker() == 1
    paper.file.refresh_from_db()
    assert paper.file.state != FileState.ERASED
