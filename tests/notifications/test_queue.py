"""What is promised when: rows and jobs in the transaction of the change."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.foundation.kernel import clock
from loket.notifications.actions.cancel import cancel
from loket.notifications.actions.queue import queue
from loket.notifications.messages import Recipient
from loket.notifications.models import Message, MessageText
from loket.notifications.rules import TextFault
from loket.tenants.models import Tenant

from .conftest import SARI

NUMBER = {"nomor": "BLL-26-7KQ4M2XP-C"}


def test_a_message_and_its_job_are_written_together(dinas: Tenant) -> None:
    (message,) = queue("notifications.news", to=SARI, variables=NUMBER, ref="BLL-26-7KQ4M2XP-C")
    assert (message.channel, message.state) == ("whatsapp", "queued")
    assert message.text == f"Permohonan BLL-26-7KQ4M2XP-C diterima {dinas.short_name}."
    job = ProcrastinateJob.objects.get()
    assert job.args == {"tenant_id": dinas.pk, "message_id": message.pk}


def test_nothing_is_left_when_the_change_is_rolled_back(dinas: Tenant) -> None:
    with transaction.atomic():
        queue("notifications.news", to=SARI, variables=NUMBER)
        transaction.set_rollback(True)
    assert Message.objects.count() == ProcrastinateJob.objects.count() == 0


def test_the_office_chooses_the_channels_x_4(dinas: Tenant) -> None:
    """X-4: the order of channels is a setting; an address that is missing skips its channel."""
    dinas.notify_channels = ["email", "sms", "whatsapp"]
    (message,) = queue("notifications.news", to=SARI, variables=NUMBER)
    assert (message.channel, message.next_channels) == ("sms", ["whatsapp"])


def test_mail_goes_beside_the_phone_when_the_address_is_known(dinas: Tenant) -> None:
    sari = Recipient(phone="+6281234567890", email="sari@example.com")
    messages = queue("notifications.news", to=sari, variables=NUMBER)
    assert [message.channel for message in messages] == ["whatsapp", "email"]
    assert messages[1].subject == "Kabar"
    assert messages[1].text.endswith(f"-- \n{dinas.short_name}\nbuleleng.localhost\n")


def test_somebody_without_an_address_is_promised_nothing(dinas: Tenant) -> None:
    assert queue("notifications.news", to=Recipient(), variables=NUMBER) == []


def test_english_is_sent_to_those_who_chose_it(dinas: Tenant) -> None:
    (message,) = queue("notifications.quiet", to=SARI, variables=NUMBER) or [None]
    assert message is None, "off until the office switches it on"
    dinas.optional_message_kinds = ["quiet"]
    english = Recipient(phone="+6281234567890", language="en")
    (message,) = queue("notifications.quiet", to=english, variables=NUMBER)
    assert message.text == "Application BLL-26-7KQ4M2XP-C in progress."


def test_the_same_promise_twice_is_one_message(dinas: Tenant) -> None:
    first = queue("notifications.news", to=SARI, variables=NUMBER, dedupe="received:1")
    again = queue("notifications.news", to=SARI, variables=NUMBER, dedupe="received:1")
    assert [message.pk for message in first] == [message.pk for message in again]
    assert ProcrastinateJob.objects.count() == 1


@pytest.mark.parametrize("variables", [{}, {"nomor": "1", "nik": "2"}])
def test_a_missing_or_foreign_variable_is_refused_at_once(dinas: Tenant, variables: dict[str, str]) -> None:
    with pytest.raises(TextFault):
        queue("notifications.news", to=SARI, variables=variables)


def test_an_undone_decision_takes_its_message_back(dinas: Tenant) -> None:
    later = clock.now() + timedelta(seconds=10)
    queue("notifications.news", to=SARI, variables=NUMBER, ref="case-1", not_before=later)
    queue("notifications.news", to=SARI, variables=NUMBER, ref="case-2", not_before=later)
    assert cancel("case-1", "notifications.news") == 1
    states = dict(Message.objects.values_list("ref", "state"))
    assert states == {"case-1": "cancelled", "case-2": "queued"}


def test_codes_go_before_everything_else(dinas: Tenant) -> None:
    queue("notifications.news", to=SARI, variables=NUMBER)
    queue("notifications.code", to=SARI, variables={"kode": "482913"})
    priorities = ProcrastinateJob.objects.order_by("id").values_list("priority", flat=True)
    assert list(priorities) == [0, 10]


def test_neither_address_nor_text_lies_open_in_the_database(dinas: Tenant) -> None:
    queue("notifications.code", to=SARI, variables={"kode": "482913"})
    with connection.cursor() as cursor:
        cursor.execute(
            "select notifications_message::text, procrastinate_jobs::text from notifications_message, "
            "procrastinate_jobs"
        )
        row = " ".join(cursor.fetchone())
    for secret in ("482913", "81234567890", b"482913".hex(), b"81234567890".hex()):
        assert secret not in row


def test_the_own_wording_of_the_office_wins(dinas: Tenant) -> None:
    MessageText.objects.create(
        kind="notifications.test", channel="whatsapp", language="id", text="Halo dari {dinas}, {jam}."
    )
    (message,) = queue("notifications.test", to=SARI, variables={"jam": "08.00 WITA"})
    assert message.text == f"Halo dari {dinas.short_name}, 08.00 WITA."
