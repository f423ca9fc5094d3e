"""An officer orders the same deed for many cases."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain
from loket.staff.models import Membership
from loket.tenants.models import Office

from .. import labels, reasons, rules
from ..deeds import Deed, deeds
from ..models import Batch, BatchItem
from ..rules import Officer
from ..wakeup import defer_batch

_SENTENCE_LENGTH = 200


class BatchRefused(Refusal):
    """The order cannot be: too many cases, none, an unknown deed, or something is not chosen."""

    default_code = "batch"


def start_batch(
    deed_key: str,
    cases: Sequence[tuple[int, int]],
    *,
    by: Officer,
    choices: Mapping[str, Any],
    order_key: uuid.UUID,
) -> Batch:
    """Write the order and its cases (row number and version as seen); the worker carries it out.

    ``choices``: "reason" and "note" for a rejection, "colleague" (public id), "place" (slug) and "ready_from"
    (ISO). Whether the officer may is asked for each case when its turn comes. The same ``order_key`` again gives
    the first order back. Raises ``BatchRefused``.
    """
    deed = deeds.get(deed_key)
    if deed is None:
        raise BatchRefused(_("Pilih yang akan dikerjakan."), field="pekerjaan")
    _check_count(len(cases))
    chosen = _chosen(deed, choices)
    starts = clock.now() + (rules.UNDO_WINDOW if deed.is_undoable else rules.AT_ONCE)
    batch = Batch(
        deed=deed.key,
        choices=chosen,
        officer_id=by.membership_id,
        language="en" if (get_language() or "").startswith("en") else "id",
        total=len(cases),
        created_at=clock.now(),
        starts_at=starts,
        order_key=order_key,
    )
    try:
        with transaction.atomic():
            batch.save()
            _write_items(batch, cases)
    except IntegrityError:
        first: Batch = Batch.objects.get(order_key=order_key, officer_id=by.membership_id)
        return first
    detail = {"deed": deed.key, "cases": len(cases)}
    record(
        "applications.batch_ordered",
        actor=by.actor,
        obj_type="batch",
        obj_ref=str(batch.public_id),
        detail=detail,
    )
    defer_batch(batch.pk, at=starts)
    return batch


def _check_count(count: int) -> None:
    if not count:
        raise BatchRefused(_("Tidak ada berkas yang dipilih."))
    if count > rules.BATCH_LIMIT:
        said = ngettext(
            "Paling banyak %(n)d berkas sekali jalan. Persempit saringannya atau centang sebagian.",
            "Paling banyak %(n)d berkas sekali jalan. Persempit saringannya atau centang sebagian.",
            rules.BATCH_LIMIT,
        )
        raise BatchRefused(said % {"n": rules.BATCH_LIMIT}, code="too_many")


def _write_items(batch: Batch, cases: Sequence[tuple[int, int]]) -> None:
    BatchItem.objects.bulk_create(
        BatchItem(tenant=batch.tenant, batch=batch, application_id=pk, version=version, position=position)
        for position, (pk, version) in enumerate(cases)
    )


def _chosen(deed: Deed, choices: Mapping[str, Any]) -> dict[str, str]:
    chosen: dict[str, str] = {}
    if "reason" in deed.needs:
        chosen |= _reason(str(choices.get("reason", "")), str(choices.get("note", "")))
    if "colleague" in deed.needs:
        colleague = _uuid(choices.get("colleague"))
        if colleague is None or not Membership.objects.filter(public_id=colleague, active=True).exists():
            raise BatchRefused(_("Pilih petugasnya."), field="kepada")
        chosen["colleague"] = str(colleague)
    if "place" in deed.needs:
        if not Office.objects.filter(slug=choices.get("place", "")).exists():
            raise BatchRefused(_("Pilih tempat pengambilan."), field="tempat")
        if not choices.get("ready_from"):
            raise BatchRefused(_("Isi tanggal mulai bisa diambil."), field="mulai")
        chosen |= {"place": str(choices["place"]), "ready_from": str(choices["ready_from"])}
    return chosen


def _reason(code: str, note: str) -> dict[str, str]:
    reason = reasons.reason_of("reject", code)
    if reason is None:
        raise BatchRefused(_("Pilih alasannya dulu."), field="alasan")
    words = plain(note, max_length=_SENTENCE_LENGTH) if note else ""
    if reason.code == labels.OTHER and not words:
        raise BatchRefused(_("Tulis alasannya dalam satu kalimat untuk pemohon."), field="kalimat")
    return {"reason": reason.code, "note": words}


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
