"""The life of an account has one writer; the database refuses any other (security rules 9 and 37)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import InternalError, ProgrammingError, transaction

from loket.audit.actor import Actor
from loket.audit.models import Entry
from loket.notifications.models import Message
from loket.residents import lifecycle, migrations
from loket.residents.actions.freeze import freeze, unfreeze
from loket.residents.actions.verify import verify
from loket.residents.lifecycle import MoveRefused
from loket.residents.locker import kept_papers
from loket.residents.models import Resident, ResidentStep
from loket.residents.policies import OwnCase, require_may_decide
from loket.residents.states import MOVES, ResidentState
from loket.tenants.models import Tenant
from tests.residents.people import registered
from tests.staff.people import officer


def test_the_trigger_knows_the_same_moves_as_the_table() -> None:
    folder = Path(str(migrations.__file__)).parent
    written = set(re.findall(r"'(\w+>\w+)'", (folder / "0002_guard_state.py").read_text()))
    moves = {f"{move.from_}>{move.to}" for move in MOVES.moves}
    back = {f"{move.to}>{move.from_}" for move in MOVES.moves if move.undo}

    assert written == moves | back


def test_nobody_else_writes_the_state(in_buleleng: Tenant) -> None:
    sari = registered()

    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Resident.objects.filter(pk=sari.pk).update(state=ResidentState.VERIFIED)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic():
        Resident.objects.filter(pk=sari.pk).update(state=ResidentState.FROZEN, version=sari.version + 1)


def test_a_move_leaves_history_record_and_message(in_buleleng: Tenant) -> None:
    sari, made = registered(), officer(in_buleleng)

    step = verify(sari, by=made)

    assert (step.from_state, step.to_state, step.actor_name) == (
        "awaiting_verification",
        "verified",
        "Made Contoh",
    )
    assert Entry.objects.filter(action="residents.verify", actor_name="Made Contoh").count() == 1
    assert Message.objects.filter(kind="residents.verified").count() == 1
    assert {kept.slug for kept in kept_papers(sari)} == {"ktp_asli", "kk_asli"}


def test_a_decision_about_an_older_version_is_refused(in_buleleng: Tenant) -> None:
    sari, made = registered(), officer(in_buleleng)
    stale = Resident.objects.get(pk=sari.pk)
    verify(sari, by=made)

    with pytest.raises(MoveRefused):
        verify(stale, by=made)
    assert ResidentStep.objects.filter(move="verify").count() == 1


def test_a_move_that_does_not_exist_is_refused(in_buleleng: Tenant) -> None:
    sari = registered()

    with pytest.raises(MoveRefused):
        lifecycle.move(sari, "resubmit", by=Actor("resident"), slot="applicant")
    with pytest.raises(MoveRefused):
        lifecycle.move(sari, "verify", by=Actor("resident"), slot="applicant")


def test_a_frozen_account_cannot_log_in_until_it_is_let_go(in_buleleng: Tenant) -> None:
    sari, made = registered(), officer(in_buleleng)
    verify(sari, by=made)

    freeze(sari, by=made, reason="misuse_reported", note="laporan penyalahgunaan")
    sari.account.refresh_from_db()
    assert (sari.state, sari.account.is_active) == ("frozen", False)

    unfreeze(sari, by=officer(in_buleleng, "wayan"))
    sari.account.refresh_from_db()
    assert (sari.state, sari.account.is_active) == ("verified", True)


@pytest.mark.parametrize("two_people", [False, True])
def test_who_typed_an_account_at_the_counter_leaves_the_check_to_another(
    in_buleleng: Tenant, two_people: bool
) -> None:
    """S3-1: where the office wants two people, typing and verifying are two people's work too."""
    in_buleleng.two_person_rule = two_people
    made = officer(in_buleleng)
    resident = registered()
    resident.assisted_by = made
    if not two_people:
        require_may_decide(made, resident)
        return
    with pytest.raises(OwnCase):
        require_may_decide(made, resident)
