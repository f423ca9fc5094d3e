"""S3-1: where the office wants it, verifying and processing are two people's work; never one's own family's case."""

from __future__ import annotations

import pytest

from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.actions.undo import undo
from loket.applications.models import Application
from loket.applications.policies import NotAllowed, Officer
from loket.catalogue.actions.set_offer import set_offer
from loket.tenants.actions.change_settings import change_settings
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .cases import as_officer, make_membership, make_officer, sent

BOTH = ("verifikator_layanan", "operator_ktp")


def approved_by(officer: Officer) -> Application:
    case = sent()
    claim(case, by=officer)
    approve(case, by=officer)
    return case


@pytest.fixture
def two_people(buleleng: Tenant) -> Tenant:
    with in_tenant(buleleng):
        change_settings({"two_person_rule": True})
    buleleng.refresh_from_db()
    return buleleng


def test_who_approved_may_not_process_where_the_office_forbids_it(two_people: Tenant) -> None:
    """S3-1: two separate checks by two different users."""
    with in_tenant(two_people):
        made, putu = make_officer(*BOTH), make_officer(*BOTH, name="Putu Ariani")
        case = approved_by(made)
        with pytest.raises(NotAllowed, match="petugas lain yang memprosesnya"):
            take_into_process(case, by=made)
        take_into_process(case, by=putu)
        assert case.state == "in_process"


def test_one_officer_may_do_both_where_the_office_does_not_mind(in_buleleng: Tenant) -> None:
    """S3-37: the roles can be given to one person or to two."""
    made = make_officer(*BOTH)
    case = approved_by(made)
    take_into_process(case, by=made)
    assert case.state == "in_process"


def test_a_service_may_ask_for_two_people_where_the_office_does_not(in_buleleng: Tenant) -> None:
    """Issue 4: the rule switched on for one service, by the administrator."""
    made = make_officer(*BOTH)
    case = approved_by(made)
    assert set_offer(case.service.code, {"needs_two_people": True}) == ["needs_two_people"]
    case = Application.objects.get(pk=case.pk)
    with pytest.raises(NotAllowed, match="petugas lain yang memprosesnya"):
        take_into_process(case, by=made)
    take_into_process(case, by=make_officer(*BOTH, name="Putu Ariani"))
    assert case.state == "in_process"


def test_an_undone_approval_is_nobody_s(two_people: Tenant) -> None:
    """Who thought again has not approved; the one who approves in the end is the first of the two."""
    with in_tenant(two_people):
        made = make_officer(*BOTH)
        case = approved_by(made)
        undo(case, by=made)
        assert Application.objects.get(pk=case.pk).approved_by == ""


@pytest.mark.parametrize("column", ["nik_hash", "kk_hash"])
def test_nobody_decides_his_own_or_his_family_s_case(in_buleleng: Tenant, column: str) -> None:
    """Issue 4: an officer cannot approve himself or his own KK."""
    case = sent()
    member = make_membership(*BOTH)
    own = case.subject_hash if column == "nik_hash" else case.household_hash
    setattr(member, column, own)
    member.save()
    with pytest.raises(NotAllowed, match="keluarga Anda"):
        claim(case, by=as_officer(member))
