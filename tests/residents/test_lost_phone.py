"""The phone is lost: the resident comes with the KTP, the account gets a new number (issue 4)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from loket.accounts.rules import CodeRefused, LimitReached
from loket.audit.models import Entry
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import NomorKk, Phone
from loket.notifications.models import Message
from loket.residents.actions.begin_phone_change import NotCompared, SamePhone, begin_phone_change
from loket.residents.actions.confirm_phone_change import confirm_phone_change
from loket.residents.actions.forget_traces import forget_traces
from loket.residents.actions.prove_phone import PhoneFull
from loket.residents.actions.prove_phone_change import prove_phone_change
from loket.residents.actions.take_back_phone_change import take_back_phone_change
from loket.residents.actions.verify import verify
from loket.residents.labels import FACE_TO_FACE
from loket.residents.lifecycle import MoveRefused
from loket.residents.models import PhoneChange, Resident
from loket.residents.policies import OwnCase, RoleMissing, SecondPersonNeeded
from loket.staff.actions.note_identity import note_identity
from loket.staff.models import Membership
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant, tenant_named
from tests.residents.people import PASSWORD, SARI_KK, SARI_NIK, SARI_PHONE, last_code, registered
from tests.staff.people import officer

NEW = Phone.parse("081299990000")
OLD = "+62" + SARI_PHONE[1:]
DESK = b"s" * 32


@pytest.fixture
def made(buleleng: Tenant) -> Membership:
    return officer(buleleng)


@pytest.fixture
def loket(buleleng: Tenant) -> Membership:
    return officer(buleleng, "loket", roles=("petugas_loket",))


@pytest.fixture
def sari(buleleng: Tenant, made: Membership) -> Resident:
    with in_tenant(buleleng):
        resident = registered()
        verify(resident, by=made)
        return resident


def begin(tenant: Tenant, sari: Resident, by: Membership, phone: Phone = NEW) -> PhoneChange:
    """The officer compares everything and types the new number."""
    with tenant_named(tenant):
        return begin_phone_change(sari, phone=phone, ticked=FACE_TO_FACE, by=by, binding=DESK)


def prove(tenant: Tenant, change: PhoneChange, by: Membership, code: str = "") -> PhoneChange:
    """The resident reads the code out."""
    with tenant_named(tenant):
        return prove_phone_change(change, code or last_code(tenant), by=by, binding=DESK)


def number_of(tenant: Tenant, sari: Resident) -> str:
    """The number in force."""
    with in_tenant(tenant):
        return str(Resident.objects.get(pk=sari.pk).phone)


def test_issue_4_the_new_number_is_in_force_sessions_end_and_both_phones_are_told(
    buleleng: Tenant, sari: Resident, loket: Membership, phone: Client
) -> None:
    assert phone.post("/masuk/", {"nik": SARI_NIK, "password": PASSWORD}).status_code == 302

    prove(buleleng, begin(buleleng, sari, loket), loket)

    assert number_of(buleleng, sari) == NEW.e164
    assert phone.get("/permohonan/").status_code == 302, "the lost phone is logged out"
    with in_tenant(buleleng):
        told = {message.kind: str(message.to) for message in Message.objects.exclude(kind="accounts.code")}
        assert told["residents.phone_changed"] == NEW.e164
        assert told["residents.phone_left"] == OLD
        deeds = list(Entry.objects.filter(action__contains="phone").values_list("action", flat=True))
    assert {"residents.begin_phone_change", "residents.change_phone"} <= set(deeds)


def test_issue_4_the_officer_ticks_what_he_saw_himself(
    buleleng: Tenant, sari: Resident, loket: Membership
) -> None:
    with tenant_named(buleleng), pytest.raises(NotCompared, match="Wajah"):
        begin_phone_change(sari, phone=NEW, ticked={"ktp", "data"}, by=loket, binding=DESK)
    with in_tenant(buleleng):
        assert not PhoneChange.objects.exists()
        assert not Message.objects.filter(kind="accounts.code").exists()


def test_issue_4_only_the_role_and_nobody_for_his_own_family(
    buleleng: Tenant, sari: Resident, loket: Membership
) -> None:
    stranger = officer(buleleng, "putu", roles=("operator_ktp",))
    with pytest.raises(RoleMissing):
        begin(buleleng, sari, stranger)
    with in_tenant(buleleng):
        note_identity(
            loket, nik=registered(nik="5108024107900002").nik_value, nomor_kk=NomorKk.parse(SARI_KK)
        )
    with pytest.raises(OwnCase):
        begin(buleleng, sari, loket)


def test_a_wrong_code_changes_nothing(buleleng: Tenant, sari: Resident, loket: Membership) -> None:
    change = begin(buleleng, sari, loket)
    wrong = "000000" if last_code(buleleng) != "000000" else "111111"
    with pytest.raises(CodeRefused):
        prove(buleleng, change, loket, wrong)
    with tenant_named(buleleng), pytest.raises(CodeRefused):
        prove_phone_change(change, last_code(buleleng), by=loket, binding=b"x" * 32)
    assert number_of(buleleng, sari) == OLD


def test_issue_4_where_the_office_wants_two_a_second_officer_confirms(
    buleleng: Tenant, sari: Resident, loket: Membership, made: Membership
) -> None:
    with in_tenant(buleleng):
        Tenant.objects.filter(pk=buleleng.pk).update(two_person_rule=True)
    buleleng.refresh_from_db()
    change = begin(buleleng, sari, loket)
    with in_tenant(buleleng), pytest.raises(MoveRefused):
        confirm_phone_change(change, by=made)
    prove(buleleng, change, loket)
    assert number_of(buleleng, sari) == OLD
    with in_tenant(buleleng):
        change = PhoneChange.objects.select_related("begun_by__account", "resident__account").get()
        with pytest.raises(SecondPersonNeeded):
            confirm_phone_change(change, by=loket)
        confirm_phone_change(change, by=made)
        with pytest.raises(MoveRefused):
            confirm_phone_change(change, by=made)
        assert Message.objects.filter(kind="residents.phone_changed").count() == 1
    assert number_of(buleleng, sari) == NEW.e164


def test_issue_4_for_24_hours_the_old_number_can_be_put_back_and_then_it_is_erased(
    buleleng: Tenant, sari: Resident, loket: Membership, made: Membership
) -> None:
    prove(buleleng, begin(buleleng, sari, loket), loket)
    with in_tenant(buleleng):
        change = PhoneChange.objects.select_related("resident__account").get()
        take_back_phone_change(change, by=made)
    assert number_of(buleleng, sari) == OLD
    with in_tenant(buleleng):
        assert forget_traces() == 1
    with clock.frozen(clock.now() + timedelta(days=2)):
        with in_tenant(buleleng):
            sari.refresh_from_db()
        prove(buleleng, begin(buleleng, sari, loket), loket)
        with clock.frozen(clock.now() + timedelta(hours=25)), in_tenant(buleleng):
            newest = PhoneChange.objects.select_related("resident__account").order_by("-id")[0]
            with pytest.raises(MoveRefused):
                take_back_phone_change(newest, by=made)
            assert forget_traces() == 1
            newest.refresh_from_db()
            assert str(newest.old_phone) == ""


def test_the_same_number_and_a_full_number_are_refused(
    buleleng: Tenant, sari: Resident, loket: Membership
) -> None:
    with pytest.raises(SamePhone):
        begin(buleleng, sari, loket, Phone.parse(SARI_PHONE))
    with in_tenant(buleleng):
        for serial in range(2, 7):
            registered(nik=f"510802410790000{serial}", phone="081299990000")
    with pytest.raises(PhoneFull):
        begin(buleleng, sari, loket)


def test_issue_4_an_account_gets_a_new_number_at_most_three_times_a_day(
    buleleng: Tenant, sari: Resident, loket: Membership
) -> None:
    for serial in range(3):
        begin(buleleng, sari, loket, Phone.parse(f"08129999000{serial}"))
    with pytest.raises(LimitReached, match="terlalu sering"):
        begin(buleleng, sari, loket, Phone.parse("081299990009"))


def test_a_relatives_number_becomes_the_persons_own_at_the_counter_and_comes_back_as_it_was(
    buleleng: Tenant, sari: Resident, loket: Membership
) -> None:
    """Issue 4: a lent number opens nothing without the counter; taken back it is the relative's again."""
    with in_tenant(buleleng):
        Resident.objects.filter(pk=sari.pk).update(phone_owner="relative")
        sari.refresh_from_db()
    same = begin(buleleng, sari, loket, Phone.parse(SARI_PHONE))
    change = prove(buleleng, same, loket)
    with in_tenant(buleleng):
        sari.refresh_from_db()
        assert sari.phone_owner == "own"
        change.refresh_from_db()
        take_back_phone_change(change, by=loket)
        sari.refresh_from_db()
        assert (sari.phone_owner, str(sari.phone)) == ("relative", OLD)
