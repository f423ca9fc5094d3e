"""Send one item of an account back to the resident."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.residents import lifecycle
from loket.residents.labels import items_for, repair_reason
from loket.residents.models import Resident, ResidentDefect, ResidentStep
from loket.residents.policies import require_may_decide
from loket.residents.rules import salutation
from loket.staff.models import Membership

from ._officer import actor_of, seconds_open


class ReasonMissing(Refusal):
    """No listed reason, no item it can be said of, or no note where the reason needs one."""

    default_code = "reason"


def return_for_repair(
    resident: Resident, *, by: Membership, reason: str, item: str = "", note: str = ""
) -> ResidentStep:
    """Ask for one item again; everything else is kept (experience.md, interaction rule 14).

    ``reason`` is a code or key of ``labels.REPAIR_REASONS``; ``item`` defaults to the reason's only one.
    The message carries the listed sentences, never the free note. Raises ``ReasonMissing``,
    ``RoleMissing``, ``OwnCase`` and ``MoveRefused``.
    """
    require_may_decide(by, resident)
    chosen = repair_reason(reason)
    if chosen is None:
        raise ReasonMissing(_("Pilih alasan perbaikan."), field="alasan")
    theirs = items_for(is_foreigner=not resident.nik_hash)
    possible = [one for one in chosen.items if one in theirs]
    thing = item or (possible[0] if len(possible) == 1 else "")
    if thing not in possible:
        raise ReasonMissing(_("Pilih bagian yang perlu diperbaiki."), field="bagian")
    words = plain(note, max_length=300) if note.strip() else ""
    if chosen.needs_note and not words:
        raise ReasonMissing(_("Tulis apa yang perlu diperbaiki, satu kalimat."), field="catatan")
    with override(resident.account.language):
        message = {
            "sapaan": salutation(resident.name, resident.gender),
            "karena": str(chosen.because),
            "langkah": str(chosen.todo),
        }
    remarks = {"reason": chosen.code, "item": thing, "note": words, "seconds": seconds_open(resident, by)}
    with transaction.atomic():
        step = lifecycle.move(
            resident,
            "return_for_repair",
            by=actor_of(by),
            slot="verifier",
            remarks=remarks,
            message=message,
        )
        ResidentDefect.objects.create(
            resident=resident, step=step, item=thing, reason=chosen.code, note=words
        )
    return step
