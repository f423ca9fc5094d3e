"""Rules that accept clean applications: off by default, logged, capped, sampled, undoable (issue 4)."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from loket.applications.actions.accept_by_rule import accept_by_rule
from loket.applications.actions.claim import claim
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.actions.undo import undo
from loket.applications.consulting import ACCEPT, consult, consult_on_arrival
from loket.applications.lifecycle import UndoRefused
from loket.applications.models import Application
from loket.applications.policies import NotAllowed
from loket.audit.actor import Actor
from loket.audit.models import Entry
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.registry.actions.look_up import look_up
from loket.registry.actions.set_registry import set_registry
from loket.registry.actions.set_rule import set_rule
from loket.registry.models import PendingLookup, RegistryLookup, RuleDecision
from loket.registry.queries import accepted_today
from loket.residents import lifecycle as resident_lifecycle
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import make_officer, make_paper, make_resident, sent

CODE = "ktp-hilang"


@pytest.fixture(autouse=True)
def never_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dice always fall past the sample."""
    monkeypatch.setattr(secrets, "randbelow", lambda sides: sides - 1)


def switch_on(*, cap: int = 5, sample: int = 10) -> None:
    """The office uses the register and the rule of the lost KTP-el."""
    set_registry(adapter="stub", asks_on_arrival=True, daily_limit=1000, legal_basis="UU 24/2013")
    set_rule(CODE, is_on=True, daily_cap=cap, sample_percent=sample, by_name="Ibu Rai")


def verified() -> Resident:
    """A resident whose account an officer has approved."""
    resident = make_resident()
    by = Actor("resident", str(resident.account.public_id))
    resident_lifecycle.move(
        resident, "activate", by=by, slot="applicant", columns={"verified_at": clock.now()}
    )
    return resident


def clean(*, agrees: bool = True, applicant: Resident | None = None) -> Application:
    """A case that meets every condition; ``agrees`` is what the register says."""
    case = sent(applicant=applicant or verified())
    paper = make_paper(case)
    paper.file.__class__.objects.filter(pk=paper.file.pk).update(
        state=FileState.REBUILT, rebuilt_name="x", received_key=None
    )
    answer(case, agrees=agrees)
    return case


def answer(case: Application, *, agrees: bool = True) -> None:
    """What the register said about the case."""
    RegistryLookup.objects.create(
        obj_type="application", obj_ref=case.reference, nik_hash=bytes(case.subject_hash or b""),
        purpose="case_check", legal_basis="UU 24/2013", adapter="stub", actor_kind="resident",
        outcome="answered", asked=["nama", "no_kk"], same=["nama", "no_kk"] if agrees else ["nama"],
        different=[] if agrees else ["no_kk"],
    )  # fmt: skip


def state_of(case: Application) -> str:
    """Where it stands now."""
    return str(Application.objects.get(pk=case.pk).state)


def test_issue_4_rules_are_off_by_default(in_buleleng: Tenant) -> None:
    set_registry(adapter="stub", asks_on_arrival=True, daily_limit=1000, legal_basis="x")
    case = clean()
    assert accept_by_rule(case.reference) == "off"
    assert (state_of(case), RuleDecision.objects.count()) == ("submitted", 0)


def test_issue_4_a_clean_case_is_accepted_and_logged_as_a_rule_decision(in_buleleng: Tenant) -> None:
    switch_on()
    case = clean()
    assert accept_by_rule(case.reference) == "accepted"
    assert state_of(case) == "approved"
    decision = RuleDecision.objects.get()
    assert (decision.rule_version, decision.outcome) == (1, "accepted")
    assert set(decision.inputs.values()) == {True}
    deed = Entry.objects.get(action="applications.approve")
    assert (deed.actor_kind, deed.actor_name) == ("system", "Aturan otomatis")
    message = Message.objects.filter(kind="applications.approved").first()
    assert message is not None
    assert message.not_before >= clock.now() + timedelta(minutes=9)


def _frozen(case: Application) -> None:
    by = Actor("officer", "x", "Made")
    resident_lifecycle.move(case.applicant, "freeze", by=by, slot="verifier")


def _returned_before(case: Application) -> None:
    Application.objects.filter(pk=case.pk).update(resubmissions=1)


def _unreadable(case: Application) -> None:
    file = case.attachments.get().file
    file.__class__.objects.filter(pk=file.pk).update(state=FileState.REFUSED)


def _shared_phone(case: Application) -> None:
    for _account in range(5):
        other = make_resident()
        Resident.objects.filter(pk=other.pk).update(phone_hash=bytes(case.applicant.phone_hash))


def _many_subjects(case: Application) -> None:
    for number in range(6):
        other = sent(applicant=verified())
        Application.objects.filter(pk=other.pk).update(
            applicant=case.applicant, subject_hash=bytes([number]) * 32
        )


@pytest.mark.parametrize(
    ("spoil", "condition"),
    [
        (lambda case: answer(case, agrees=False), "registry"),
        (_frozen, "account"),
        (_returned_before, "first"),
        (_unreadable, "papers"),
        (_shared_phone, "broker"),
        (_many_subjects, "broker"),
    ],
)
def test_issue_4_any_no_leaves_the_case_to_an_officer(
    in_buleleng: Tenant, spoil: object, condition: str
) -> None:
    switch_on()
    case = clean()
    spoil(case)  # type: ignore[operator]  # one of the functions above
    assert accept_by_rule(case.reference) == "refused"
    assert state_of(case) == "submitted"
    assert [key for key, yes in RuleDecision.objects.get().inputs.items() if not yes] == [condition]


def test_without_an_answer_about_this_very_person_nothing_is_accepted(in_buleleng: Tenant) -> None:
    switch_on()
    case = clean()
    Application.objects.filter(pk=case.pk).update(subject_hash=b"o" * 32)
    assert accept_by_rule(case.reference) == "refused"
    old = clean()
    Application.objects.filter(pk=old.pk).update(submitted_at=clock.now() + timedelta(minutes=1))
    assert accept_by_rule(old.reference) == "refused"


def test_papers_still_being_rebuilt_are_waited_for(in_buleleng: Tenant) -> None:
    switch_on()
    case = clean()
    make_paper(case, "surat_polisi_hilang")
    assert accept_by_rule(case.reference) == "later"
    assert RuleDecision.objects.count() == 0


def test_issue_4_a_share_goes_to_a_person_anyway_and_the_dice_fall_once(
    in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_on(sample=100)
    case = clean()
    assert accept_by_rule(case.reference) == "sampled"
    set_rule(CODE, is_on=True, daily_cap=5, sample_percent=1, by_name="Ibu Rai")
    assert accept_by_rule(case.reference) == "seen"
    assert state_of(case) == "submitted"


def test_issue_4_the_day_is_capped(in_buleleng: Tenant) -> None:
    switch_on(cap=2)
    outcomes = [accept_by_rule(clean().reference) for _case in range(3)]
    assert outcomes == ["accepted", "accepted", "capped"]
    assert accepted_today(CODE) == 2
    with clock.frozen(clock.now() + timedelta(days=1)):
        assert accept_by_rule(clean().reference) == "accepted"


def test_issue_4_an_officer_takes_a_rules_decision_back_within_ten_minutes(in_buleleng: Tenant) -> None:
    switch_on()
    case = clean()
    accept_by_rule(case.reference)
    officer = make_officer("verifikator_layanan")
    with clock.frozen(clock.now() + timedelta(minutes=9)):
        undo(Application.objects.get(pk=case.pk), by=officer)
    case = Application.objects.get(pk=case.pk)
    assert (case.state, case.assignee_id) == ("in_verification", officer.membership_id)
    assert Message.objects.get(kind="applications.approved", channel="whatsapp").state == "cancelled"
    late = clean()
    accept_by_rule(late.reference)
    with clock.frozen(clock.now() + timedelta(minutes=11)), pytest.raises(UndoRefused):
        undo(Application.objects.get(pk=late.pk), by=officer)


def test_nobody_processes_what_can_still_be_taken_back(in_buleleng: Tenant) -> None:
    switch_on()
    case = clean()
    accept_by_rule(case.reference)
    operator = make_officer("operator_ktp")
    with pytest.raises(NotAllowed, match="otomatis"):
        take_into_process(Application.objects.get(pk=case.pk), by=operator)
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        take_into_process(Application.objects.get(pk=case.pk), by=operator)
    assert state_of(case) == "in_process"


def test_a_case_an_officer_took_first_is_left_to_him(in_buleleng: Tenant) -> None:
    switch_on()
    case = clean()
    claim(Application.objects.get(pk=case.pk), by=make_officer("verifikator_layanan"))
    assert accept_by_rule(case.reference) == "gone"


def test_the_way_from_sending_to_the_rule(buleleng: Tenant) -> None:
    """A question is put down when the case arrives; its answer orders the rule's job."""
    with in_tenant(buleleng):
        switch_on()
        case = sent(applicant=verified())
        consult_on_arrival(case, by=Actor("resident", "x"))
        pending = PendingLookup.objects.get(obj_type="application")
        assert (pending.then, pending.purpose) == (ACCEPT, "case_check")
        assert pending.question["nik"] == str(case.applicant.nik)
    assert look_up(buleleng, pending.pk) == "unknown"
    with in_tenant(buleleng):
        assert accept_by_rule(case.reference) == "refused"


def test_by_default_a_case_that_arrives_asks_nobody(in_buleleng: Tenant) -> None:
    case = sent(applicant=verified())
    consult_on_arrival(case, by=Actor("resident", "x"))
    assert not consult(case, by=Actor("officer", "x"))
    assert PendingLookup.objects.count() == 0


def test_a_change_of_the_rule_raises_its_version(in_buleleng: Tenant) -> None:
    switch_on()
    assert set_rule(CODE, is_on=True, daily_cap=5, sample_percent=10, by_name="Ibu Rai").version == 1
    assert set_rule(CODE, is_on=True, daily_cap=9, sample_percent=10, by_name="Ibu Rai").version == 2
    assert Entry.objects.filter(action="registry.set_rule").count() == 2
