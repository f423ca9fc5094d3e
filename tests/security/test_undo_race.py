"""Undo against a worker that was quicker: either the message dies or the decision stands, never both."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.applications import states
from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.undo import undo
from loket.applications.lifecycle import UndoRefused
from loket.foundation.kernel import clock
from loket.notifications import lifecycle as messages
from loket.notifications.models import Message
from loket.residents.actions.undo import undo as undo_account
from loket.residents.actions.verify import verify
from loket.residents.lifecycle import MoveRefused
from loket.tenants.models import Tenant
from tests.applications.cases import make_membership, make_officer, make_paper, sent
from tests.residents.people import registered

NOON = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def _taken_by_a_worker_whose_clock_is_ahead(kind: str) -> Message:
    message = Message.objects.filter(kind=kind).get()
    with clock.frozen(NOON + timedelta(seconds=10)):
        claimed = messages.claim(message.pk)
    assert claimed is not None
    return claimed


def test_a_case_whose_message_is_on_its_way_is_not_undone(in_buleleng: Tenant) -> None:
    officer = make_officer("verifikator_layanan")
    with clock.frozen(NOON):
        case = sent()
        make_paper(case)
        claim(case, by=officer)
        approve(case, by=officer)
        _taken_by_a_worker_whose_clock_is_ahead("applications.approved")
        with pytest.raises(UndoRefused):
            undo(case, by=officer)
    case.refresh_from_db()
    assert case.state == states.APPROVED


def test_an_account_whose_message_is_on_its_way_is_not_undone(in_buleleng: Tenant) -> None:
    officer = make_membership("verifikator_user")
    with clock.frozen(NOON):
        resident = registered()
        step = verify(resident, by=officer)
        _taken_by_a_worker_whose_clock_is_ahead("residents.verified")
        with pytest.raises(MoveRefused):
            undo_account(step, by=officer)
    resident.refresh_from_db()
    assert resident.is_verified
