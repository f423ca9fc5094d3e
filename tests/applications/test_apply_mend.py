"""Mending a returned application: only what was named, number and the rest stay."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from loket.applications import lifecycle, states
from loket.applications.actions._draft import NotEditable, NotToMend
from loket.applications.actions.attach import attach
from loket.applications.actions.detach import detach
from loket.applications.actions.resubmit import resubmit
from loket.applications.actions.save_answers import save_answers
from loket.applications.actions.submit import submit
from loket.applications.models import Application
from loket.applications.rules import Fault
from loket.applications.states import Slot
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from tests.applications.apply import actor, photo, ready_draft
from tests.applications.cases import make_officer


def returned(*faults: tuple[str, str]) -> Application:
    """Sent in, looked at, and sent back for these items."""
    draft = ready_draft()
    case = submit(draft, submit_key=uuid.uuid4(), by=actor(draft.applicant))
    officer = make_officer("verifikator_layanan").actor
    lifecycle.move(case, "claim", by=officer, slot=Slot.VERIFY)
    named = [
        Fault(kind=kind, item=item, reason_code="blurred", sentence="Foto KK buram.") for kind, item in faults
    ]
    lifecycle.move(case, "return_for_correction", by=officer, slot=Slot.VERIFY, defects=named)
    return case


def test_the_one_wrong_photo_is_replaced_and_the_rest_stays(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"))
    old = case.attachments.get(slug="kk_asli")
    with clock.frozen(clock.now() + timedelta(hours=1)):
        new = attach(case, "kk_asli", photo())
        done = resubmit(case, by=actor(case.applicant))
    old.refresh_from_db()
    assert old.replaced_by_id == new.pk
    assert (done.reference, done.state, done.resubmissions) == (case.reference, states.SUBMITTED, 1)
    assert done.attachments.filter(slug="surat_polisi_hilang").count() == 1


def test_what_was_right_cannot_be_changed(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"))
    with pytest.raises(NotToMend):
        attach(case, "surat_polisi_hilang", photo())
    with pytest.raises(NotToMend):
        save_answers(case, {"surat_polisi_nomor": "LAIN"}, edition=case.edition)


def test_it_cannot_be_sent_before_it_is_mended(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"), ("field", "surat_polisi_nomor"))
    with clock.frozen(clock.now() + timedelta(hours=1)):
        attach(case, "kk_asli", photo())
        with pytest.raises(lifecycle.NeedMissing):
            resubmit(case, by=actor(case.applicant))
        fresh = Application.objects.get(pk=case.pk)
        save_answers(fresh, {"surat_polisi_nomor": "SKTLK/124/XI/2026"}, edition=fresh.edition)
        done = resubmit(case, by=actor(case.applicant))
    assert done.read_answers()["surat_polisi_nomor"] == "SKTLK/124/XI/2026"


def test_a_new_photo_taken_away_again_leaves_it_unmended(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"))
    with clock.frozen(clock.now() + timedelta(hours=1)):
        new = attach(case, "kk_asli", photo())
        detach(case, new)
        with pytest.raises(lifecycle.NeedMissing):
            resubmit(case, by=actor(case.applicant))
    assert case.attachments.get(slug="kk_asli").replaced_by is None


def test_the_photo_an_officer_saw_cannot_be_taken_away(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"))
    with pytest.raises(NotToMend):
        detach(case, case.attachments.get(slug="kk_asli"))


def test_a_double_tap_sends_the_mended_one_once(in_buleleng: Tenant) -> None:
    case = returned(("paper", "kk_asli"))
    with clock.frozen(clock.now() + timedelta(hours=1)):
        attach(case, "kk_asli", photo())
        resubmit(case, by=actor(case.applicant))
        again = resubmit(case, by=actor(case.applicant))
    assert again.resubmissions == 1


def test_a_sent_application_stands(in_buleleng: Tenant) -> None:
    draft = ready_draft()
    case = submit(draft, submit_key=uuid.uuid4(), by=actor(draft.applicant))
    with pytest.raises(NotEditable):
        save_answers(case, {"catatan": "lagi"}, edition=case.edition)
    with pytest.raises(NotEditable):
        attach(case, "kk_asli", photo())
