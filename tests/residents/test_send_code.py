"""Codes cost the office money: how many leave, and to whom (goal R10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket.accounts.rules import LimitReached
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Phone
from loket.notifications.models import Message
from loket.residents.actions.send_code import send_code
from loket.tenants.models import Tenant


def sent_to(number: str, session: int) -> None:
    send_code("register", Phone.parse(number), binding=session.to_bytes(32))


def test_three_an_hour_and_five_a_day_to_one_number(in_buleleng: Tenant) -> None:
    """From whatever session: dropping the cookie does not help."""
    start, left = clock.now(), []
    for hour in range(4):
        for turn in range(4):
            with clock.frozen(start + timedelta(hours=hour * 1.5, seconds=turn)):
                try:
                    sent_to("081234567890", hour * 10 + turn)
                except LimitReached:
                    left.append(False)
                else:
                    left.append(True)

    assert left[:4] == [True, True, True, False]
    assert sum(left) <= 5
    assert sum(left) == Message.objects.filter(kind="accounts.code").count()


def test_fifty_an_hour_to_a_block_of_a_thousand_numbers(in_buleleng: Tenant) -> None:
    for number in range(50):
        sent_to(f"081234567{number:03d}", number)

    with pytest.raises(LimitReached):
        sent_to("081234567999", 99)
    sent_to("081234568000", 100)

    assert Message.objects.filter(kind="accounts.code").count() == 51


def test_the_message_knows_no_nik_and_dies_with_its_code(in_buleleng: Tenant) -> None:
    sent_to("081234567890", 1)

    message = Message.objects.get(kind="accounts.code")
    assert message.is_urgent
    assert message.not_after is not None
    assert message.not_after - message.created_at == timedelta(minutes=5)
