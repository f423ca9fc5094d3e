"""Many real cases at once, copied from one that went the ordinary way: for races, orders over hundreds, kills."""

from __future__ import annotations

import copy
import os
import uuid

from loket.applications import lifecycle, states
from loket.applications.models import Application, Step
from loket.applications.policies import Officer
from loket.foundation.kernel import clock
from loket.foundation.kernel.reference import new_reference
from loket.tenants.scope import current_tenant


def copies_of(first: Application, count: int) -> list[Application]:
    """So many further cases in the state of ``first``, each of a person of its own; without history."""
    row = Application.objects.select_related("applicant").get(pk=first.pk)
    copies = []
    for _number in range(count):
        one = copy.copy(row)
        one.pk, one._state = None, copy.copy(row._state)
        one._state.adding = True
        one.reference = new_reference(current_tenant().reference_prefix, 26)
        one.subject_hash, one.submit_key = os.urandom(32), uuid.uuid4()
        one.sealed_answers = one.wrapped_key = None
        one.write_answers({"subjek_nama": row.subject_name})
        copies.append(one)
    with lifecycle.importing():
        made: list[Application] = Application.objects.bulk_create(copies)
    return made


def with_step(cases: list[Application], move: str, *, slot: str, by: Officer) -> None:
    """Write the last move into the history of each."""
    Step.objects.bulk_create(
        Step(
            tenant=current_tenant(), application=one, move=move, from_state=states.SUBMITTED,
            to_state=one.state, version=one.version, at=clock.now(), slot=slot,
            actor_kind=by.actor.kind, actor_id=by.actor.id, actor_name=by.actor.name,
        )
        for one in cases
    )  # fmt: skip
