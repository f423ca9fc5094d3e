""" "Biasanya selesai" tells what really happened in the last thirty days, else the office's target (P5)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.applications import lifecycle, usual
from loket.applications.models import Application, Step
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from tests.applications.apply import begin, make_verified, make_version

#: A Wednesday morning in Buleleng.
NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    usual.forget_usual()


def _finished(case: Application, days: float) -> None:
    """A case of the same service that took so many days from approval to the counter."""
    approved = NOW - timedelta(days=12)
    with lifecycle.importing():
        made = Application.objects.create(
            reference=f"BLL-26-TEST{Application.objects.count():04d}-A", service=case.service,
            service_version=case.service_version, applicant=case.applicant, state="ready", version=5,
            created_at=approved, submitted_at=approved, processing_starts_at=approved - timedelta(days=1),
            decided_at=approved, approved_at=approved,
        )  # fmt: skip
    Step.objects.create(
        application=made, move="mark_ready", from_state="in_production", to_state="ready", version=5,
        at=approved + timedelta(days=days), slot="process", actor_kind="officer",
    )  # fmt: skip


def _approved_case() -> Application:
    case = begin(make_verified())
    case.approved_at, case.service_due = NOW - timedelta(hours=1), NOW + timedelta(days=9)
    return case


def test_the_median_of_what_was_finished_is_told(in_buleleng: Tenant) -> None:
    make_version()
    with clock.frozen(NOW):
        case = _approved_case()
        for days in (1, 2, 2, 2, 9):
            _finished(case, days)
        told = usual.usually_done(case)
        assert told is not None
        assert told.date() == (NOW + timedelta(days=2)).date()


def test_with_too_few_finished_the_target_is_told(in_buleleng: Tenant) -> None:
    make_version()
    with clock.frozen(NOW):
        case = _approved_case()
        for days in (1, 2, 2):
            _finished(case, days)
        assert usual.usually_done(case) == case.service_due


def test_what_took_longer_than_usual_already_falls_back_to_the_target(in_buleleng: Tenant) -> None:
    make_version()
    with clock.frozen(NOW):
        case = _approved_case()
        for days in (1, 2, 2, 2, 2):
            _finished(case, days)
        case.approved_at = NOW - timedelta(days=5)
        assert usual.usually_done(case) == case.service_due


def test_it_never_falls_on_a_free_day(in_buleleng: Tenant) -> None:
    make_version()
    with clock.frozen(NOW):
        case = _approved_case()
        for _each in range(5):
            _finished(case, 3)  # Saturday
        told = usual.usually_done(case)
        assert told is not None
        assert told.astimezone(in_buleleng.zone).weekday() == 0
