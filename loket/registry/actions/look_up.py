"""Ask one question that was put down; the network is spoken to between two short transactions."""

from __future__ import annotations

import time
from dataclasses import dataclass

from procrastinate.contrib.django import app

from loket.foundation.gateways import registry
from loket.foundation.gateways.registry import Comparison, Question, RegistrySilent
from loket.registry.models import PendingLookup, RegistryLookup
from loket.registry.queries import asked_since, registry_settings, today_begins
from loket.tenants.keys import lookup_hash
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant


@dataclass(frozen=True, slots=True)
class _Outcome:
    word: str
    code: str = ""
    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    milliseconds: int = 0


def look_up(tenant: Tenant, pending_id: int) -> str:
    """Ask the question ``pending_id`` and write the outcome into the journal; returns the outcome's word.

    Answers nothing ("gone") when it was asked already. Past the day's limit nobody is asked ("limit"). Whoever
    wanted to know is told by a job in the same transaction. Never raises for a register that misbehaves.
    """
    with in_tenant(tenant):
        pending = PendingLookup.objects.filter(pk=pending_id).first()
        if pending is None:
            return "gone"
        settings = registry_settings()
        is_over = asked_since(today_begins()) >= settings.daily_limit
        question = _question(pending, tenant, settings.legal_basis)
    outcome = _Outcome("limit") if is_over else _asked(settings.adapter, question)
    with in_tenant(tenant):
        if not PendingLookup.objects.filter(pk=pending_id, key=pending.key).delete()[0]:
            return "gone"
        _write(pending, question, settings.adapter, outcome)
        if pending.then:
            app.configure_task(pending.then, queue="upkeep").defer(
                tenant_id=tenant.pk, obj_ref=pending.obj_ref
            )
    return outcome.word


def _question(pending: PendingLookup, tenant: Tenant, legal_basis: str) -> Question:
    asked = pending.question
    return Question(
        nik=asked["nik"],
        fields=asked["fields"],
        purpose=pending.purpose,
        legal_basis=legal_basis,
        key=str(pending.key),
        tenant=tenant.slug,
    )


def _asked(adapter: str, question: Question) -> _Outcome:
    begun = time.monotonic()
    try:
        found = registry.registry_for(adapter, tenant=question.tenant).compare(question)
    except RegistrySilent as silence:
        word = "silent" if silence.is_outage else "fault"
        return _Outcome(word, silence.code[:40], milliseconds=_since(begun))
    except Exception as error:  # an adapter that breaks in a way nobody foresaw is an outage, not a lost job
        return _Outcome("silent", type(error).__name__[:40], milliseconds=_since(begun))
    return _read(found, _since(begun))


def _read(found: Comparison, milliseconds: int) -> _Outcome:
    if not found.is_known:
        return _Outcome("unknown", milliseconds=milliseconds)
    verdicts = found.verdicts
    return _Outcome(
        "answered",
        same=tuple(name for name, verdict in verdicts.items() if verdict is True),
        different=tuple(name for name, verdict in verdicts.items() if verdict is False),
        milliseconds=milliseconds,
    )


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


def _write(pending: PendingLookup, question: Question, adapter: str, outcome: _Outcome) -> None:
    RegistryLookup.objects.create(
        obj_type=pending.obj_type,
        obj_ref=pending.obj_ref,
        nik_hash=lookup_hash(question.nik),
        purpose=pending.purpose,
        legal_basis=question.legal_basis,
        adapter=adapter,
        actor_kind=pending.actor_kind,
        actor_id=pending.actor_id,
        outcome=outcome.word,
        code=outcome.code,
        asked=sorted(question.fields),
        same=sorted(outcome.same),
        different=sorted(outcome.different),
        milliseconds=outcome.milliseconds,
    )
