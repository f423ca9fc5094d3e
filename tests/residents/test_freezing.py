"""Freezing an account: with a reason, told to its owner, opened again by a second person only (issue 4)."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.audit.models import Entry
from loket.notifications.models import Message
from loket.residents.actions.freeze import FreezeReasonMissing, freeze, unfreeze
from loket.residents.actions.verify import verify
from loket.residents.lifecycle import MoveRefused
from loket.residents.models import Resident, ResidentStep
from loket.residents.policies import OwnCase, SecondPersonNeeded
from loket.staff.actions.note_identity import note_identity
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import sent
from tests.residents.people import PASSWORD, SARI_NIK, registered
from tests.staff.people import officer


@pytest.fixture
def made(buleleng: Tenant) -> Membership:
    return officer(buleleng)


@pytest.fixture
def wayan(buleleng: Tenant) -> Membership:
    return officer(buleleng, "wayan")


@pytest.fixture
def sari(buleleng: Tenant, made: Membership) -> Resident:
    with in_tenant(buleleng):
        resident = registered()
        verify(resident, by=made)
        return resident


def log_in(phone: Client, password: str = PASSWORD) -> object:
    """Try to log in as Sari."""
    return phone.post("/masuk/", {"nik": SARI_NIK, "password": password})


def test_issue_4_freezing_needs_a_listed_reason(buleleng: Tenant, sari: Resident, made: Membership) -> None:
    with in_tenant(buleleng):
        for reason, note in (("", ""), ("sebab lain", ""), ("other", " ")):
            with pytest.raises(FreezeReasonMissing):
                freeze(sari, by=made, reason=reason, note=note)
        step = freeze(sari, by=made, reason="broker", note="Sama dengan laporan 12 Nopember.")
        assert (step.reason, step.actor_name) == ("broker", "Made Contoh")
        assert Entry.objects.get(action="residents.freeze").detail["reason"] == "broker"


def test_the_owner_is_told_and_the_log_in_says_where_to_go(
    buleleng: Tenant, sari: Resident, made: Membership, phone: Client
) -> None:
    assert log_in(phone).status_code == 302  # type: ignore[attr-defined]  # test client
    with in_tenant(buleleng):
        freeze(sari, by=made, reason="misuse_reported")
        assert Message.objects.filter(kind="residents.frozen").count() == 1
        assert "misuse" not in Message.objects.get(kind="residents.frozen").text
    assert phone.get("/permohonan/").status_code == 302, "the session has ended"

    refused = log_in(Client(headers={"host": "buleleng.localhost"}))

    assert refused.status_code == 403  # type: ignore[attr-defined]  # test client
    assert "dibekukan sementara oleh kantor" in refused.content.decode()  # type: ignore[attr-defined]  # test client


def test_rule_34_who_does_not_know_the_password_learns_nothing(
    buleleng: Tenant, sari: Resident, made: Membership, phone: Client
) -> None:
    with in_tenant(buleleng):
        freeze(sari, by=made, reason="misuse_reported")
    wrong = log_in(phone, "salah sama sekali")
    nobody = phone.post("/masuk/", {"nik": "5108021203840009", "password": "salah sama sekali"})
    assert wrong.status_code == nobody.status_code == 422  # type: ignore[attr-defined]  # test client
    assert "dibekukan" not in wrong.content.decode()  # type: ignore[attr-defined]  # test client


def test_issue_4_only_a_second_person_opens_it_again(
    buleleng: Tenant, sari: Resident, made: Membership, wayan: Membership, phone: Client
) -> None:
    with in_tenant(buleleng):
        freeze(sari, by=made, reason="misuse_reported")
        with pytest.raises(SecondPersonNeeded):
            unfreeze(sari, by=made)
        unfreeze(sari, by=wayan, note="Pemilik datang dengan KTP asli.")
        assert Message.objects.filter(kind="residents.unfrozen").count() == 1
    assert log_in(phone).status_code == 302  # type: ignore[attr-defined]  # test client


def test_open_applications_of_a_frozen_account_go_on(
    buleleng: Tenant, sari: Resident, made: Membership
) -> None:
    with in_tenant(buleleng):
        case = sent(applicant=sari)
        freeze(sari, by=made, reason="broker")
        case.refresh_from_db()
        assert case.state == "submitted"


def test_nobody_freezes_or_opens_his_own_account(
    buleleng: Tenant, sari: Resident, made: Membership, wayan: Membership
) -> None:
    with in_tenant(buleleng):
        note_identity(wayan, nik=sari.nik_value)
        with pytest.raises(OwnCase):
            freeze(sari, by=wayan, reason="broker")
        freeze(sari, by=made, reason="broker")
        with pytest.raises(OwnCase):
            unfreeze(sari, by=wayan)


def test_a_waiting_account_cannot_be_frozen_and_a_frozen_one_not_twice(
    buleleng: Tenant, sari: Resident, made: Membership
) -> None:
    with in_tenant(buleleng):
        other = registered(nik="5108024107900002", phone="081234567891")
        with pytest.raises(MoveRefused):
            freeze(other, by=made, reason="broker")
        freeze(sari, by=made, reason="broker")
        with pytest.raises(MoveRefused):
            freeze(sari, by=made, reason="broker")
        assert ResidentStep.objects.filter(move="freeze").count() == 1
