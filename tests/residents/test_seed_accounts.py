"""Seed rows about accounts that no other file names: two roles, own family, two officers at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connections
from django.test import RequestFactory

from loket.accounts.devices import network_hash
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import NomorKk
from loket.notifications.models import Message
from loket.residents.actions.cancel import cancel
from loket.residents.actions.return_for_repair import return_for_repair
from loket.residents.actions.verify import verify
from loket.residents.lifecycle import MoveRefused
from loket.residents.models import Resident, ResidentStep
from loket.residents.policies import OwnCase, knows_himself
from loket.staff.actions.note_identity import note_identity
from loket.staff.policies import has_role
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import SARI_KK, registered
from tests.staff.people import officer


def test_s3_24_nobody_checks_himself_or_his_own_kk_by_any_door(in_buleleng: Tenant) -> None:
    sari, made = registered(), officer(in_buleleng)
    assert not knows_himself(made)
    cousin = registered(nik="5108024107900002", phone="081299990002")
    note_identity(made, nik=cousin.nik_value, nomor_kk=NomorKk.parse(SARI_KK))
    assert knows_himself(made)
    for account in (sari, cousin):
        with pytest.raises(OwnCase):
            verify(account, by=made)
        with pytest.raises(OwnCase):
            cancel(account, by=made, reason="mask")
        with pytest.raises(OwnCase):
            return_for_repair(account, by=made, reason="mask")
    assert ResidentStep.objects.filter(actor_kind="officer").count() == 0


def test_s3_37_checking_users_and_services_can_be_one_person_or_two(in_buleleng: Tenant) -> None:
    both = officer(in_buleleng, roles=("verifikator_user", "verifikator_layanan"))
    users, services = (
        officer(in_buleleng, "made2"),
        officer(in_buleleng, "made3", roles=("verifikator_layanan",)),
    )
    assert has_role(both, "verifikator_user")
    assert has_role(both, "verifikator_layanan")
    assert not has_role(users, "verifikator_layanan")
    assert not has_role(services, "verifikator_user")


def test_s3_25_one_of_two_decisions_counts_and_one_message_leaves(in_buleleng: Tenant) -> None:
    made, wayan, sari = officer(in_buleleng), officer(in_buleleng, "wayan"), registered()
    seen_by_wayan = Resident.objects.get(pk=sari.pk)
    verify(sari, by=made)
    with pytest.raises(MoveRefused, match=r"Petugas lain sudah memutuskan|sudah berubah"):
        cancel(seen_by_wayan, by=wayan, reason="mask")
    assert Message.objects.filter(kind__startswith="residents.").count() == 1


def test_issue_4_two_officers_in_the_same_second_one_wins_the_other_is_told(real_commits: str) -> None:
    buleleng = create_from_profile("buleleng", "buleleng.localhost")
    with in_tenant(buleleng):
        made, wayan = officer(buleleng), officer(buleleng, "wayan")
        people = [
            registered(nik=f"51080241079000{n}", kk=f"51080212030900{n}", phone=f"0812999900{n}")
            for n in range(10, 22)
        ]
    for resident in people:
        outcomes = _at_once(buleleng, resident, made, wayan)
        assert sorted(outcomes) == ["refused", "won"], outcomes
        with in_tenant(buleleng):
            steps = ResidentStep.objects.filter(resident=resident, actor_kind="officer")
            assert steps.count() == 1
            told = Message.objects.filter(owner=f"resident:{resident.public_id}")
            assert told.count() == 1


def _at_once(tenant: Tenant, resident: Resident, *officers: object) -> list[str]:
    """Both officers press at the same moment, one approves and the other refuses; how it went for each."""
    gate, outcomes = threading.Barrier(len(officers)), []

    def decide(number: int) -> None:
        try:
            with in_tenant(tenant):
                mine = Resident.objects.select_related("account").get(pk=resident.pk)
                gate.wait(timeout=10)
                if number:
                    cancel(mine, by=officers[number], reason="mask")  # type: ignore[arg-type]  # a membership
                else:
                    verify(mine, by=officers[number])  # type: ignore[arg-type]  # a membership
            outcomes.append("won")
        except Refusal as refusal:
            outcomes.append("refused" if "sudah" in str(refusal) else str(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(len(officers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_a_network_is_known_by_hash_and_a_proxy_is_none(in_buleleng: Tenant) -> None:
    def of(address: str) -> bytes:
        return network_hash(RequestFactory().get("/", REMOTE_ADDR=address))

    assert of("103.20.1.7") == of("103.20.1.200") != of("103.20.2.7")
    assert of("2001:470:1::1") == of("2001:470:1:9::1") != of("2001:470:2::1")
    assert of("127.0.0.1") == of("10.0.0.8") == of("nonsense") == of("") == b""
