"""A document passes over the counter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from loket.applications import lifecycle as cases
from loket.applications.models import Application
from loket.applications.policies import Officer, Overtaken, require_work
from loket.applications.queries import what_happened
from loket.applications.states import Slot
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.names import check_name
from loket.foundation.kernel.text import plain

from .. import labels, lifecycle
from ..models import HandOver, Output
from ..queries import originals_to_bring, outputs_of, pickup_code
from ..rules import all_done, asks_old_card
from ..states import READY
from .start_production import NothingToDo

_REASON_LENGTH = 300


class HandOverRefused(Refusal):
    """Something is missing at the counter; ``field`` says where."""

    default_code = "hand_over_refused"


@dataclass(frozen=True, slots=True)
class AtCounter:
    """What the officer saw and noted.

    ``originals``: slugs of the originals ticked. ``code``: the four digits, empty when the number or the
    message itself was shown (``message_shown``).
    """

    collector_name: str
    collector_relation: str
    originals: Iterable[str] = ()
    missing_reason: str = ""
    old_card: str = ""
    code: str = ""
    message_shown: bool = False


def hand_over(application: Application, *, by: Officer, counter: AtCounter) -> list[HandOver]:
    """Hand over every ready output, once each; the case is completed when nothing is left.

    Missing originals need a reason (S0-35); a replaced card must be accounted for (S1-4). Raises
    ``NotAllowed``, ``HandOverRefused``, ``NothingToDo``, or ``Overtaken`` when it was already handed over.
    """
    require_work(by, application, Slot.HAND_OVER)
    seen = set(counter.originals)
    missing = [slug for slug in originals_to_bring(application) if slug not in seen]
    noted = _checked(application, counter, missing=missing)
    with transaction.atomic():
        outputs = list(outputs_of(application))
        ready = [output for output in outputs if output.state == READY]
        if not ready:
            raise NothingToDo(what_happened(application))
        rows = [_pass(output, application, noted, by=by, seen=seen, missing=missing) for output in ready]
        if all_done(output.state for output in outputs):
            cases.move(application, "hand_over", by=by.actor, slot=Slot.HAND_OVER)
    return rows


def _checked(application: Application, counter: AtCounter, *, missing: list[str]) -> AtCounter:
    if counter.collector_relation not in labels.RELATIONS:
        raise HandOverRefused(_("Pilih siapa yang mengambil."), field="hubungan")
    if not counter.collector_name.strip():
        raise HandOverRefused(_("Tulis nama yang mengambil."), field="nama")
    if counter.code and counter.code.strip() != pickup_code(application):
        raise HandOverRefused(_("Kode ambil tidak cocok. Lihat lagi pesan pemohon."), field="kode")
    if not counter.code and not counter.message_shown:
        raise HandOverRefused(
            _("Isi kode ambil, atau centang bahwa pesan dengan nomor ini ditunjukkan."), field="kode"
        )
    if missing and not counter.missing_reason.strip():
        raise HandOverRefused(_("Ada asli yang belum dicentang. Tulis alasannya."), field="alasan_kurang")
    asked = asks_old_card(application.service_version.definition)
    old_card = counter.old_card or ("" if asked else "not_applicable")
    if old_card not in labels.OLD_CARD:
        raise HandOverRefused(_("Pilih apa yang terjadi dengan kartu lama."), field="kartu_lama")
    reason = plain(counter.missing_reason, max_length=_REASON_LENGTH) if missing else ""
    return AtCounter(
        collector_name=check_name(counter.collector_name, new=False),
        collector_relation=counter.collector_relation,
        missing_reason=reason,
        old_card=old_card,
        message_shown=counter.message_shown,
    )


def _pass(
    output: Output,
    application: Application,
    noted: AtCounter,
    *,
    by: Officer,
    seen: set[str],
    missing: list[str],
) -> HandOver:
    output.application = application
    lifecycle.move(output, "hand_over", by=by.actor, slot=Slot.HAND_OVER)
    try:
        with transaction.atomic():
            row: HandOver = HandOver.objects.create(
                output=output,
                at=clock.now(),
                officer_id=by.actor.id,
                officer_name=by.actor.name,
                collector_name=noted.collector_name,
                collector_relation=noted.collector_relation,
                originals_seen=sorted(seen),
                originals_missing=missing,
                missing_reason=noted.missing_reason,
                message_shown=noted.message_shown,
                old_card=noted.old_card,
            )
    except IntegrityError:
        raise Overtaken(what_happened(application)) from None
    return row
