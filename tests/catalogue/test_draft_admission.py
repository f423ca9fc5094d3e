"""When a service takes applications: window and quota as pure computations, and its settings."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from loket.catalogue.actions.set_admission import AdmissionRefused, set_admission
from loket.catalogue.admission import Shut, Window, shut
from loket.catalogue.models import Service
from loket.tenants.models import Tenant

WITA = ZoneInfo("Asia/Makassar")
#: A Tuesday.
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=WITA)
EIGHT_TO_TEN = Window(opens_at=time(8), closes_at=time(10))


def at(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, 0, tzinfo=WITA)


def test_without_limits_it_is_always_open() -> None:
    assert shut(Window(), NOON, sent_today=10**6) is None


def test_outside_the_hours_it_says_when_it_opens_again() -> None:
    assert shut(EIGHT_TO_TEN, at(24, 9)) is None
    assert shut(EIGHT_TO_TEN, at(24, 7)) == Shut("hours", at(24, 8))
    assert shut(EIGHT_TO_TEN, at(24, 10)) == Shut("hours", at(25, 8))


def test_a_full_day_opens_tomorrow_and_a_full_week_on_monday() -> None:
    window = Window(quota_day=2, quota_week=5)
    assert shut(window, NOON, sent_today=1, sent_this_week=4) is None
    assert shut(window, NOON, sent_today=2, sent_this_week=4) == Shut("day", at(25, 0))
    assert shut(window, NOON, sent_today=0, sent_this_week=5) == Shut("week", at(30, 0))


def test_after_its_last_day_it_does_not_open_again() -> None:
    window = Window(opens_at=time(8), closes_at=time(10), last_day=date(2026, 11, 24))
    assert shut(window, at(24, 11)) == Shut("ended", None)
    assert shut(window, at(25, 9)) == Shut("ended", None)


BAD = [
    ({"opens_at": time(8)}, "closes_at"),
    ({"opens_at": time(8), "closes_at": time(8)}, "closes_at"),
    ({"quota_day": 10, "quota_week": 9}, "quota_week"),
]


@pytest.mark.parametrize(("values", "field"), BAD)
def test_settings_that_do_not_go_together_are_refused(
    in_buleleng: Tenant, values: dict[str, object], field: str
) -> None:
    service = Service.objects.create(code="x", category="y")
    nothing = dict.fromkeys(("quota_day", "quota_week", "opens_at", "closes_at"))
    with pytest.raises(AdmissionRefused) as refused:
        set_admission(service, **(nothing | values))  # type: ignore[arg-type]  # built from a table
    assert refused.value.field == field
