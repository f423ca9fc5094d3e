"""What becomes of a promise: sent, tried again, handed to the next channel, set aside, or dropped in time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.foundation.gateways.outgoing import TransportError
from loket.foundation.kernel import clock
from loket.notifications import lifecycle
from loket.notifications.actions.deliver import deliver
from loket.notifications.actions.queue import queue
from loket.notifications.actions.readdress import readdress
from loket.notifications.actions.sweep import sweep
from loket.notifications.messages import Recipient, address_books
from loket.notifications.models import Message
from loket.notifications.queries import given_up_messages
from loket.tenants.models import Tenant

from .conftest import SARI, UNTRUE, Line

NUMBER = {"nomor": "BLL-26-7KQ4M2XP-C"}
BUSY = TransportError("http_503")
REFUSED = TransportError("http_400", permanent=True)


def news(**more: object) -> Message:
    """One promised message to Sari."""
    (message,) = queue("notifications.news", to=SARI, variables=NUMBER, **more)  # type: ignore[arg-type]  # test shorthand
    return message


def forget_jobs() -> None:
    """Lose every job, as after a worker took them."""
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs")


def test_a_message_leaves_once_however_often_it_is_called(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news()
    assert [deliver(dinas, message.pk) for _ in range(3)] == ["sent", "nothing to do", "nothing to do"]
    (sent,) = lines["whatsapp"].sent
    assert (sent.to, sent.key) == ("+6281234567890", str(message.key))
    message.refresh_from_db()
    assert (message.state, message.provider_id, message.maybe_twice) == ("sent", "line-1", False)


def test_a_passing_fault_is_tried_again_later(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news()
    lines["whatsapp"].faults = [BUSY]
    forget_jobs()
    assert deliver(dinas, message.pk) == "later"
    assert deliver(dinas, message.pk) == "too early"
    message.refresh_from_db()
    pause = message.not_before - clock.now()
    assert timedelta(seconds=2) < pause < timedelta(seconds=5.1)
    assert ProcrastinateJob.objects.filter(scheduled_at=message.not_before).exists()
    with clock.frozen(message.not_before + timedelta(milliseconds=1)):
        assert deliver(dinas, message.pk) == "sent"


def test_pauses_grow_and_an_end_comes(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news()
    lines["whatsapp"].faults = [BUSY] * 8
    pauses = []
    for _ in range(8):
        message.refresh_from_db()
        with clock.frozen(message.not_before + timedelta(seconds=1)):
            outcome = deliver(dinas, message.pk)
            message.refresh_from_db()
            pauses.append(message.not_before - clock.now())
    assert outcome == "set aside"
    assert pauses[5] > pauses[2] > pauses[0]


def test_the_next_channel_takes_over_x_4(dinas: Tenant, lines: dict[str, Line]) -> None:
    """X-4: failure of one channel falls back to the next."""
    message = news()
    lines["whatsapp"].faults = [REFUSED]
    assert deliver(dinas, message.pk) == "set aside"
    replacement = Message.objects.get(instead_of=message)
    assert (replacement.channel, replacement.text[:7]) == ("sms", "LOKET: ")
    assert deliver(dinas, replacement.pk) == "sent"
    assert len(lines["sms"].sent) == 1
    assert list(given_up_messages()) == []


def test_what_reaches_nobody_is_set_aside_for_people_to_see(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news()
    lines["whatsapp"].faults, lines["sms"].faults = [REFUSED], [REFUSED]
    deliver(dinas, message.pk)
    last = Message.objects.get(instead_of=message)
    deliver(dinas, last.pk)
    assert list(given_up_messages()) == [last]
    last.refresh_from_db()
    assert lifecycle.send_again(last)
    assert deliver(dinas, last.pk) == "sent"


def test_a_worker_that_died_with_the_message_shows(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news()
    assert lifecycle.claim(message.pk)
    assert deliver(dinas, message.pk) == "nothing to do", "the lease still runs"
    with clock.frozen(clock.now() + timedelta(seconds=60)):
        assert sweep() == 1
        assert deliver(dinas, message.pk) == "sent"
    message.refresh_from_db()
    assert message.maybe_twice


def test_a_worker_that_lost_its_lease_cannot_write(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news()
    slow = lifecycle.claim(message.pk)
    assert slow
    with clock.frozen(clock.now() + timedelta(seconds=60)):
        quick = lifecycle.claim(message.pk)
    assert quick
    assert not lifecycle.set_aside(slow, error="late", wipe=False)
    assert lifecycle.mark_sent(quick, provider_id="x", wipe=False)


def test_a_cut_line_is_told_honestly(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news()
    lines["whatsapp"].faults = [TransportError("cut", uncertain=True)]
    deliver(dinas, message.pk)
    message.refresh_from_db()
    assert message.maybe_twice


def test_no_message_leaves_before_the_undo_is_over(dinas: Tenant, lines: dict[str, Line]) -> None:
    message = news(not_before=clock.now() + timedelta(seconds=10))
    assert deliver(dinas, message.pk) == "too early"
    assert lines["whatsapp"].sent == []


def test_no_news_that_is_no_longer_true(dinas: Tenant, lines: dict[str, Line]) -> None:
    (message,) = queue("notifications.ready", to=SARI, variables=NUMBER, ref="case-1")
    UNTRUE.add("case-1")
    assert deliver(dinas, message.pk) == "dropped"
    message.refresh_from_db()
    assert (message.state, message.error, message.text) == ("cancelled", "no_longer_true", "")


def test_a_code_is_not_sent_after_its_life_and_its_text_is_wiped(
    dinas: Tenant, lines: dict[str, Line]
) -> None:
    codes = [queue("notifications.code", to=SARI, variables={"kode": "482913"})[0] for _ in range(2)]
    assert deliver(dinas, codes[0].pk) == "sent"
    with clock.frozen(clock.now() + timedelta(minutes=5, seconds=1)):
        assert deliver(dinas, codes[1].pk) == "dropped"
    for code in codes:
        code.refresh_from_db()
        assert (code.text, code.variables) == ("", {})


@pytest.fixture
def book() -> dict[str, Recipient]:
    """The addresses of "person:…" as they are now."""
    entries: dict[str, Recipient] = {}
    address_books.register("person", entries.get)
    return entries


def test_a_changed_number_gets_the_message_not_the_old_one(
    dinas: Tenant, lines: dict[str, Line], book: dict[str, Recipient]
) -> None:
    """R53: no message to a wrong person after a number change."""
    sari = Recipient(phone="+6281234567890", owner="person:sari")
    (message,) = queue("notifications.news", to=sari, variables=NUMBER)
    book["sari"] = Recipient(phone="+6281999999999", owner="person:sari")
    assert deliver(dinas, message.pk) == "sent"
    assert [sent.to for sent in lines["whatsapp"].sent] == ["+6281999999999"]


def test_a_deleted_person_and_an_old_numbers_code_get_nothing(
    dinas: Tenant, lines: dict[str, Line], book: dict[str, Recipient]
) -> None:
    sari = Recipient(phone="+6281234567890", owner="person:sari")
    (gone,) = queue("notifications.news", to=sari, variables=NUMBER)
    assert deliver(dinas, gone.pk) == "dropped"
    (code,) = queue("notifications.code", to=sari, variables={"kode": "482913"})
    book["sari"] = Recipient(phone="+6281999999999")
    assert deliver(dinas, code.pk) == "dropped"
    assert lines["whatsapp"].sent == []


def test_waiting_messages_move_to_the_new_number_at_once(dinas: Tenant, lines: dict[str, Line]) -> None:
    sari = Recipient(phone="+6281234567890", owner="household:sari")
    (message,) = queue("notifications.news", to=sari, variables=NUMBER)
    queue("notifications.code", to=sari, variables={"kode": "482913"})
    assert readdress("household:sari", Recipient(phone="+6281999999999")) == 1
    assert sorted(Message.objects.values_list("state", flat=True)) == ["cancelled", "queued"]
    deliver(dinas, message.pk)
    assert lines["whatsapp"].sent[0].to == "+6281999999999"


def test_the_sweeper_finds_a_promise_whose_job_was_lost(dinas: Tenant, lines: dict[str, Line]) -> None:
    """R51: stuck is noticed within 60 s."""
    news()
    forget_jobs()
    assert sweep() == 0, "not due for long enough"
    with clock.frozen(clock.now() + timedelta(seconds=31)):
        assert sweep() == 1
        assert sweep() == 1, "still unsent, but"
    assert ProcrastinateJob.objects.count() == 1, "one job is enough"
