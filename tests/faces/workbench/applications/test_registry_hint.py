"""SIAK's hint and the rule's decision on the case page (issue 4)."""

from __future__ import annotations

import secrets

import pytest
from django.test import Client

from loket.applications.actions.accept_by_rule import accept_by_rule
from loket.applications.models import Application
from loket.files.models import StoredFile
from loket.registry.actions.look_up import look_up
from loket.registry.actions.set_registry import set_registry
from loket.registry.models import PendingLookup
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import make_membership, sent
from tests.applications.test_accept_by_rule import clean, switch_on, verified
from tests.faces.workbench.desk import at_desk, url


@pytest.fixture
def desk(buleleng: Tenant) -> Client:
    with in_tenant(buleleng):
        return at_desk(make_membership("verifikator_layanan"))


def test_issue_4_the_case_page_asks_siak_and_shows_the_answer_as_a_hint(
    buleleng: Tenant, desk: Client
) -> None:
    with in_tenant(buleleng):
        case = sent(applicant=verified())
    assert "Data SIAK" not in desk.get(url(case)).content.decode()
    with in_tenant(buleleng):
        set_registry(adapter="stub", asks_on_arrival=True, daily_limit=9, legal_basis="UU 24/2013")
    assert "Belum ditanyakan." in desk.get(url(case)).content.decode()
    assert desk.post(url(case, "siak")).status_code == 302
    with in_tenant(buleleng):
        pending = PendingLookup.objects.get()
        assert (pending.purpose, pending.actor_kind) == ("case_check", "officer")
    assert look_up(buleleng, pending.pk) == "unknown"
    shown = desk.get(url(case)).content.decode()
    assert "NIK ini tidak dikenal SIAK." in shown
    assert "hanya petunjuk" in shown
    assert "Periksa berkas ini" in shown


def test_issue_4_a_rules_decision_is_shown_with_what_it_saw_and_undone_by_one_button(
    buleleng: Tenant, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets, "randbelow", lambda sides: sides - 1)
    with in_tenant(buleleng):
        switch_on()
        case = clean()
        StoredFile.objects.update(phash=None)
        assert accept_by_rule(case.reference) == "accepted"
    shown = desk.get(url(case)).content.decode()
    assert "Diterima otomatis" in shown
    assert "Semua isian yang ditanyakan sesuai di SIAK: ya" in shown
    assert "Urungkan, saya periksa sendiri" in shown
    assert desk.post(url(case, "urungkan")).status_code == 302
    with in_tenant(buleleng):
        assert Application.objects.get(pk=case.pk).state == "in_verification"


def test_nobody_asks_siak_about_a_case_he_does_not_see(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        case = sent(applicant=verified())
        set_registry(adapter="stub", asks_on_arrival=True, daily_limit=9, legal_basis="UU 24/2013")
        kia = at_desk(make_membership("operator_kia"))
    assert kia.post(url(case, "siak")).status_code == 404
    with in_tenant(buleleng):
        assert not PendingLookup.objects.exists()
