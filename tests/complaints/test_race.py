"""Two officers answer the same complaint at the same moment: one answer, one message, the other is told.

Real threads, real commits, connections of their own.
"""

from __future__ import annotations

import pytest

from loket.complaints.actions.answer import answer
from loket.complaints.actions.close import close
from loket.complaints.models import Complaint, Entry
from loket.complaints.queries import complaint_numbered
from loket.notifications.models import Message
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import make_officer
from tests.applications.racing import race
from tests.complaints.filing import filed

ROUNDS = 12


@pytest.fixture
def tenant(real_commits: str) -> Tenant:
    return create_from_profile("buleleng", "buleleng.localhost")


def test_of_two_answers_at_once_one_is_given(tenant: Tenant) -> None:
    """O11: answered once, whoever was quicker; the second reads who it was."""
    with in_tenant(tenant):
        numbers = [filed().reference for _round in range(ROUNDS)]
        made, ayu = (make_officer("petugas_pengaduan", name=name) for name in ("Made", "Ayu"))

    def read(number: str) -> Complaint:
        found = complaint_numbered(number)
        assert found is not None
        return found

    def answers(place: int) -> str:
        with in_tenant(tenant):
            answer(read(numbers[place]), "Sudah selesai.", by=made)
        return "won"

    def closes(place: int) -> str:
        with in_tenant(tenant):
            close(read(numbers[place]), "solved", by=ayu)
        return "won"

    told = race(ROUNDS, answers, closes)
    for outcomes in told:
        assert sorted(word for word, _sentence in outcomes) == ["refused 409", "won"]
        assert any("Made" in said or "Ayu" in said for word, said in outcomes if word != "won")
    with in_tenant(tenant):
        assert Entry.objects.filter(voice="office").count() == ROUNDS
        assert Message.objects.exclude(kind="complaints.received").count() == ROUNDS
