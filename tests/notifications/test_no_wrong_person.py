"""R53 as a model: whatever happens in whatever order, no message reaches a number that is not the person's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loket.foundation.gateways.outgoing import TransportError
from loket.foundation.kernel import clock
from loket.notifications.actions.cancel import cancel
from loket.notifications.actions.deliver import deliver
from loket.notifications.actions.queue import queue
from loket.notifications.actions.readdress import readdress
from loket.notifications.messages import Recipient, address_books
from loket.notifications.models import Message
from loket.tenants.models import Tenant

from .conftest import UNTRUE, Line

START = datetime(2026, 11, 23, 1, tzinfo=UTC)
OWNERS = ("sari", "budi")
NUMBERS = [f"+628120000000{digit}" for digit in range(6)]
EVENTS = st.one_of(
    st.tuples(st.just("promise"), st.sampled_from(OWNERS), st.integers(0, 2), st.sampled_from([0, 10])),
    st.tuples(st.just("new number"), st.sampled_from(OWNERS), st.sampled_from(NUMBERS), st.booleans()),
    st.tuples(st.just("gone"), st.sampled_from(OWNERS)),
    st.tuples(st.just("undo"), st.integers(0, 2)),
    st.tuples(st.just("handed over"), st.integers(0, 2)),
    st.tuples(st.just("fault"), st.booleans()),
    st.tuples(st.just("work"), st.sampled_from([1, 12, 60])),
)


class World:
    """What is true at the moment, beside what was sent."""

    def __init__(self, dinas: Tenant, lines: dict[str, Line]) -> None:
        """Two people with a number each, nothing sent."""
        self.dinas, self.lines, self.now = dinas, lines, START
        self.book = {"sari": Recipient(phone=NUMBERS[0]), "budi": Recipient(phone=NUMBERS[1])}
        self.undone: set[str] = set()
        self.wrongs: list[str] = []
        address_books.register("model", self.book.get)
        for line in lines.values():
            line.sent.clear()
            line.faults.clear()
        UNTRUE.clear()

    def happen(self, event: tuple[object, ...]) -> None:
        """Let one event take place."""
        name, *details = event
        getattr(self, "_" + str(name).replace(" ", "_"))(*details)

    def _promise(self, owner: str, case: int, wait: int) -> None:
        to = self.book.get(owner)
        if to is None:
            return
        later = self.now + timedelta(seconds=wait)
        who = Recipient(phone=to.phone, owner=f"model:{owner}", name=owner)
        with clock.frozen(self.now):
            self.undone.discard(f"{owner}/{case}")
            values = {"nomor": f"{owner}-{case}"}
            queue("notifications.ready", to=who, variables=values, ref=f"{owner}/{case}", not_before=later)

    def _new_number(self, owner: str, number: str, tells: bool) -> None:
        if owner in self.book:
            self.book[owner] = Recipient(phone=number)
            if tells:
                readdress(f"model:{owner}", self.book[owner])

    def _gone(self, owner: str) -> None:
        self.book.pop(owner, None)

    def _undo(self, case: int) -> None:
        for owner in OWNERS:
            cancel(f"{owner}/{case}")
            self.undone.add(f"{owner}/{case}")

    def _handed_over(self, case: int) -> None:
        UNTRUE.update(f"{owner}/{case}" for owner in OWNERS)

    def _fault(self, permanent: bool) -> None:
        self.lines["whatsapp"].faults.append(TransportError("model", permanent=permanent))

    def _work(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        with clock.frozen(self.now):
            for message in list(Message.objects.promised()):
                before = sum(len(line.sent) for line in self.lines.values())
                deliver(self.dinas, message.pk)
                if sum(len(line.sent) for line in self.lines.values()) > before:
                    self._judge(message)

    def _judge(self, message: Message) -> None:
        owner = message.owner.partition(":")[2]
        sent = self.lines[message.channel].sent[-1]
        present = self.book.get(owner)
        if present is None or sent.to != present.phone:
            self.wrongs.append(f"{message.ref} went to a number that is not {owner}'s")
        if message.ref in self.undone or message.ref in UNTRUE:
            self.wrongs.append(f"{message.ref} was no longer true")


@pytest.mark.usefixtures("dinas")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(EVENTS, min_size=3, max_size=25))
def test_no_order_of_events_reaches_the_wrong_person(
    dinas: Tenant, lines: dict[str, Line], events: list[tuple[object, ...]]
) -> None:
    world = World(dinas, lines)
    with transaction.atomic():
        for event in [*events, ("work", 60), ("work", 60)]:
            world.happen(event)
        assert world.wrongs == []
        assert not Message.objects.filter(state="sending").exists()
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("blinded", "events"),
    [
        ("_follows_owner", [("promise", "sari", 0, 10), ("new number", "sari", NUMBERS[4], False)]),
        ("_reason_to_drop", [("promise", "sari", 1, 10), ("handed over", 1)]),
    ],
)
def test_the_model_sees_a_blinded_check(
    dinas: Tenant,
    lines: dict[str, Line],
    monkeypatch: pytest.MonkeyPatch,
    blinded: str,
    events: list[tuple[object, ...]],
) -> None:
    monkeypatch.setattr(
        f"loket.notifications.actions.deliver.{blinded}", lambda message: "" if "reason" in blinded else True
    )
    world = World(dinas, lines)
    for event in [*events, ("work", 60)]:
        world.happen(event)
    assert world.wrongs
