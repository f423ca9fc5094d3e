"""What an application knows before the resident types: the account, and an ended application copied from."""

from __future__ import annotations

from typing import Any

from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.residents.models import PhoneOwner, Resident

from ..models import Application, Attachment
from ..queries import current_papers
from . import _draft

#: Answers that are given anew each time: the sworn words, and what only this form can know.
_NEVER_COPIED = frozenset({"pernyataan_benar", "persetujuan_pdp"})


def account_answers(resident: Resident) -> dict[str, Any]:
    """The common answers that the verified account gives (``prefill: account`` in the catalogue)."""
    known = {
        "pemohon_nik": resident.nik,
        "pemohon_paspor": resident.passport,
        "pemohon_nama": resident.name,
        "pemohon_no_kk": resident.nomor_kk,
        "pemohon_hp": resident.phone,
        "pemohon_email": resident.email,
        "pemohon_wilayah": resident.village_code,
    }
    given: dict[str, Any] = {slug: value for slug, value in known.items() if value}
    if resident.phone_owner == PhoneOwner.NONE:
        given["pemohon_hp"] = None  # known to be absent: not asked for again (seed S1-22)
    return given


def copy_from(ended: Application, draft: Application) -> None:
    """Fill ``draft`` with the answers and the readable papers of ``ended`` (S3-32); the draft is saved."""
    old = {slug: value for slug, value in ended.read_answers().items() if slug not in _NEVER_COPIED}
    answers = old | draft.read_answers()
    draft.write_answers(answers)
    _draft.copy_facts(draft, answers)
    draft.saved_at = clock.now()
    draft.save()
    for row in current_papers(ended):
        if row.file.state not in {FileState.REFUSED, FileState.ERASED}:
            _copy_paper(row, draft)


def _copy_paper(row: Attachment, draft: Application) -> None:
    Attachment.objects.create(
        application=draft,
        slug=row.slug,
        position=row.position,
        file=row.file,
        source=row.source,
        checked_at=row.checked_at,
        created_at=clock.now(),
    )
