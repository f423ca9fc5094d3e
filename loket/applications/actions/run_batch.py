"""Carry out an order, case by case. A worker that dies leaves the next case to the next worker, none twice."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.audit.actor import acting
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from ..deeds import deeds
from ..models import Application, Batch, BatchItem
from ..officers import officer_of
from ..policies import Overtaken
from ..queries import what_happened

log = logging.getLogger("loket.applications")
_RELATED = (
    "service",
    "service_version",
    "applicant",
    "applicant__account",
    "assignee",
    "office",
    "pickup_office",
)
_WHY = 300


def run_batch(tenant: Tenant, batch_id: int) -> int:
    """Do what is left of the order, one transaction for each case with its deed; returns how many were tried.

    The note that a case is done commits together with what was done, so killing the worker anywhere neither
    repeats nor loses one. Stops when the order was stopped.
    """
    tried = 0
    while True:
        with in_tenant(tenant):
            if not _next(batch_id):
                return tried
        tried += 1


def _next(batch_id: int) -> bool:
    """Do one case; False when there is nothing left to do now."""
    batch = Batch.objects.select_related("officer", "officer__account", "officer__zone").get(pk=batch_id)
    if batch.ended_at or clock.now() < batch.starts_at:
        return False
    waiting = BatchItem.objects.filter(batch=batch, fate=BatchItem.Fate.WAITING)
    item = None if batch.stopped_at else _locked(waiting)
    if item is None:
        if batch.stopped_at or not waiting.exists():
            Batch.objects.filter(pk=batch.pk, ended_at=None).update(ended_at=clock.now())
        return False
    with override(batch.language):
        why = _do(batch, item)
    fate = BatchItem.Fate.FAILED if why else BatchItem.Fate.DONE
    BatchItem.objects.filter(pk=item.pk).update(fate=fate, why=why[:_WHY], at=clock.now())
    return True


def _locked(waiting: QuerySet[BatchItem]) -> BatchItem | None:
    rows = waiting.select_for_update(of=("self",), skip_locked=True)
    found: BatchItem | None = rows.order_by("position").first()
    return found


def _do(batch: Batch, item: BatchItem) -> str:
    """Why it failed, in a sentence; empty when it is done."""
    member: Membership = batch.officer
    deed = deeds.get(batch.deed)
    if deed is None or not member.active:
        return _("Anda tidak aktif lagi sebagai petugas.")
    by = officer_of(member)
    try:
        with transaction.atomic(), acting(by.actor):
            case = _case(item)
            deed.do(case, by, batch.choices)
    except Refusal as refusal:
        return str(refusal.message)
    except (OperationalError, InterfaceError):  # the database is away: the order goes on when it is back
        raise
    except Exception as error:
        # not its words: they may hold a name
        log.error("batch item broke batch=%s item=%s fault=%s", batch.pk, item.pk, type(error).__name__)
        return _("Ada gangguan. Coba lagi dari halaman berkas.")
    return ""


def _case(item: BatchItem) -> Application:
    case: Application = Application.objects.select_related(*_RELATED).get(pk=item.application_id)
    if case.version != item.version:
        raise Overtaken(what_happened(case))
    return case
