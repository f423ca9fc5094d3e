"""The morning digest (issue 4, time): once a day, on working days, the desk's own numbers, only who wants it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from loket.applications.actions.escalate import escalate
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.reports.actions.send_digests import send_digests
from loket.staff.models import Membership
from loket.tenants.models import Tenant

from ..applications.cases import make_membership, sent
from ..faces.workbench.desk import at_desk
from ..residents.people import registered

#: Tuesday 24 November 2026, 07.40 WITA; Buleleng opens at 07.30.
MORNING = datetime(2026, 11, 23, 23, 40, tzinfo=UTC)


@pytest.fixture
def made(in_buleleng: Tenant) -> Membership:
    return reader("verifikator_layanan")


def reader(*roles: str, name: str = "Made Wirawan") -> Membership:
    member = make_membership(*roles, name=name)
    member.email = f"{name.split(maxsplit=1)[0].lower()}@contoh.id"
    member.save(update_fields=["email"])
    return member


def letters() -> list[Message]:
    return list(Message.objects.filter(kind="reports.digest").order_by("pk"))


def at(moment: datetime) -> int:
    with clock.frozen(moment):
        return send_digests()


def test_the_digest_counts_what_the_queue_shows(made: Membership) -> None:
    with clock.frozen(MORNING - timedelta(hours=2)):
        for _ in range(3):
            sent()
    assert at(MORNING) == 1
    (letter,) = letters()
    assert (letter.channel, letter.to) == ("email", "made@contoh.id")
    assert "Permohonan: 3." in letter.text
    with clock.frozen(MORNING):
        assert at_desk(made).get("/petugas/permohonan/").context["pile"].count == 3


def test_it_comes_once_a_day_even_when_the_worker_is_started_again(made: Membership) -> None:
    sent()
    assert [at(MORNING + timedelta(minutes=step)) for step in (0, 10, 20)] == [1, 0, 0]
    Message.objects.update(state="sent")
    assert at(MORNING + timedelta(hours=1)) == 0
    assert at(MORNING + timedelta(days=1)) == 1


def test_a_worker_killed_between_two_officers_leaves_nobody_out(
    made: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first letter was promised and committed, the second not: the next tick sends only the second."""
    sent()
    assert at(MORNING) == 1
    reader("verifikator_layanan", name="Ketut Ayu")
    assert at(MORNING + timedelta(minutes=10)) == 1
    assert [letter.to for letter in letters()] == ["made@contoh.id", "ketut@contoh.id"]


@pytest.mark.parametrize(
    "moment",
    [
        MORNING - timedelta(minutes=30),
        MORNING + timedelta(hours=5),
        MORNING + timedelta(days=4),
        datetime(2026, 12, 24, 23, 40, tzinfo=UTC),
    ],
    ids=["before opening", "afternoon", "Saturday", "Christmas"],
)
def test_only_on_the_morning_of_a_working_day(made: Membership, moment: datetime) -> None:
    with clock.frozen(MORNING - timedelta(days=1)):
        sent()
    assert at(moment) == 0


def test_who_switched_it_off_left_or_has_nothing_waiting_hears_nothing(made: Membership) -> None:
    assert at(MORNING) == 0, "nothing waits"
    sent()
    desk = at_desk(made)
    assert "Matikan ringkasan pagi" in desk.get("/petugas/saya/").content.decode()
    desk.post("/petugas/ringkasan/")
    assert at(MORNING) == 0
    assert "Kirim ringkasan pagi" in desk.get("/petugas/saya/").content.decode()
    desk.post("/petugas/ringkasan/", {"ringkasan": "1"})
    Membership.objects.filter(pk=made.pk).update(active=False)
    assert at(MORNING) == 0
    Membership.objects.filter(pk=made.pk).update(active=True)
    assert at(MORNING) == 1


def test_a_late_case_is_new_in_one_digest_only(in_buleleng: Tenant) -> None:
    """Escalation without spam: flagged once, new once, afterwards only counted."""
    reader("kepala_dinas", name="Ibu Kepala")
    with clock.frozen(MORNING - timedelta(days=7)):
        sent()
    with clock.frozen(MORNING - timedelta(hours=3)):
        assert escalate() == 1
        assert escalate() == 0
    assert at(MORNING) == 1
    assert at(MORNING + timedelta(days=1)) == 1
    first, second = letters()
    assert "Lewat target: 1, baru 1." in first.text
    assert "Lewat target: 1." in second.text
    assert not Message.objects.exclude(kind__in=["reports.digest", "applications.submitted"]).exists()


def test_registrations_that_wait_are_told_to_who_checks_them(in_buleleng: Tenant) -> None:
    reader("verifikator_user", name="Wayan Sudana")
    registered()
    assert at(MORNING) == 1
    assert "Akun baru: 1." in letters()[0].text


def test_it_speaks_the_officers_language(made: Membership) -> None:
    sent()
    made.account.language = "en"
    made.account.save(update_fields=["language"])
    at(MORNING)
    assert letters()[0].text.startswith("Good morning.")
