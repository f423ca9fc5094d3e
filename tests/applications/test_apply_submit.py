"""Sending in: once, with its number, its clock, its print site and its message."""

from __future__ import annotations

import threading
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection

from loket.applications import states
from loket.applications.actions.attach import attach
from loket.applications.actions.detach import detach
from loket.applications.actions.save_answers import save_answers
from loket.applications.actions.start_draft import start_draft
from loket.applications.actions.submit import AlreadyRunning, NotDeclared, submit
from loket.applications.actions.withdraw import TooLateToWithdraw, withdraw
from loket.applications.completeness import RequirementsIncomplete
from loket.applications.models import Application, Step
from loket.audit.models import Entry
from loket.files.models import StoredFile
from loket.files.states import FileState
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.tenants.actions.create_from_profile import create_from_profile
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import (
    LOST_ANSWERS,
    actor,
    add_papers,
    begin,
    fill,
    make_verified,
    make_version,
    photo,
    ready_draft,
)
from tests.applications.cases import make_officer, sent
from tests.cast import BULELENG_HOST

#: Friday 20 November 2026, 20.00 in Buleleng (WITA).
FRIDAY_EVENING = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def _send(draft: Application, key: uuid.UUID | None = None) -> Application:
    return submit(draft, submit_key=key or uuid.uuid4(), by=actor(draft.applicant))


def test_s2_5_a_friday_evening_application_starts_on_monday_morning(in_buleleng: Tenant) -> None:
    with clock.frozen(FRIDAY_EVENING):
        done = _send(ready_draft())
    zone = in_buleleng.zone
    assert done.state == states.SUBMITTED
    assert done.submitted_at == FRIDAY_EVENING
    starts = done.processing_starts_at.astimezone(zone)
    assert (starts.strftime("%A"), starts.day) == ("Monday", 23)
    assert done.first_decision_due > done.processing_starts_at


@pytest.mark.parametrize("hour", [0, 1, 12, 23])
def test_s2_1_intake_never_closes(in_buleleng: Tenant, hour: int) -> None:
    local = datetime(2026, 11, 22, hour, 5, tzinfo=in_buleleng.zone)
    with clock.frozen(local):
        done = _send(ready_draft())
    assert done.submitted_at.astimezone(in_buleleng.zone) == local


def test_one_transaction_has_history_audit_and_message(in_buleleng: Tenant) -> None:
    done = _send(ready_draft())
    step = Step.objects.get(application=done)
    assert (step.move, step.to_state, step.actor_name) == ("submit", "submitted", "")
    assert Entry.objects.filter(action="applications.submit", obj_ref=done.reference).count() == 1
    message = Message.objects.get(kind="applications.submitted")
    assert done.reference in message.ref
    assert done.notice_version
    assert done.read_answers()["subjek_nik"] == done.applicant.nik


def test_a_double_tap_makes_one_application_one_number(in_buleleng: Tenant) -> None:
    draft, key = ready_draft(), uuid.uuid4()
    first, second = _send(draft, key), _send(draft, key)
    assert first.reference == second.reference == draft.reference
    assert Step.objects.filter(application=draft).count() == 1
    assert Message.objects.filter(kind="applications.submitted").count() == 1


def test_the_second_of_two_tabs_gets_the_same_application(in_buleleng: Tenant) -> None:
    draft = ready_draft()
    assert _send(draft).pk == _send(draft).pk
    assert Application.objects.filter(state=states.SUBMITTED).count() == 1


@pytest.mark.parametrize("slug", ["surat_polisi_hilang", "kk_asli"])
def test_s0_22_a_missing_mandatory_paper_is_refused_and_named(in_buleleng: Tenant, slug: str) -> None:
    draft = ready_draft()
    draft.attachments.filter(slug=slug).delete()
    with pytest.raises(RequirementsIncomplete) as refused:
        _send(draft)
    assert [(one.kind, one.slug) for one in refused.value.missing] == [("paper", slug)]
    assert "belum ada" in str(refused.value.missing[0].sentence)


def test_s0_21_a_gap_in_the_answers_is_named(in_buleleng: Tenant) -> None:
    draft = ready_draft(answers={**LOST_ANSWERS, "surat_polisi_nomor": None})
    with pytest.raises(RequirementsIncomplete) as refused:
        _send(draft)
    assert [one.slug for one in refused.value.missing] == ["surat_polisi_nomor"]


def test_a_file_that_the_decoder_refused_stops_the_sending(in_buleleng: Tenant) -> None:
    draft = ready_draft()
    file = draft.attachments.get(slug="kk_asli").file
    StoredFile.objects.filter(pk=file.pk).update(state=FileState.REFUSED, refusal="unreadable")
    with pytest.raises(RequirementsIncomplete) as refused:
        _send(draft)
    assert "tidak bisa dibuka" in str(refused.value.missing[0].sentence)


def test_statements_must_be_ticked(in_buleleng: Tenant) -> None:
    draft = begin(make_verified())
    draft = save_answers(draft, LOST_ANSWERS, edition=draft.edition)
    add_papers(draft)
    with pytest.raises(NotDeclared):
        _send(draft)


def test_s3_6_a_second_open_application_for_the_same_person_is_stopped_with_the_number(
    in_buleleng: Tenant,
) -> None:
    resident = make_verified()
    first, second = ready_draft(resident), ready_draft(resident)
    number = _send(first).reference
    with pytest.raises(AlreadyRunning) as refused:
        _send(second)
    assert number in str(refused.value)
    assert Application.objects.get(pk=second.pk).state == states.DRAFT


def test_s3_6_a_stranger_is_stopped_without_learning_the_number(in_buleleng: Tenant) -> None:
    owner, stranger = make_verified(), make_verified("I MADE ARTA")
    number = _send(ready_draft(owner)).reference
    about_owner = {
        **LOST_ANSWERS,
        "peran_pemohon": "anggota_kk",
        "subjek_nik": owner.nik,
        "subjek_nama": owner.name,
        "subjek_no_kk": owner.nomor_kk,
    }
    with pytest.raises(AlreadyRunning) as refused:
        _send(ready_draft(stranger, about_owner))
    assert number not in str(refused.value)


@pytest.mark.parametrize(
    ("village", "site"),
    [
        ("51.08.02.2001", "Kantor Kecamatan Seririt"),
        ("51.08.09.2001", "Kantor Kecamatan Kubutambahan"),
    ],
)
def test_s3_46_to_48_the_kecamatan_decides_the_print_site(
    in_buleleng: Tenant, village: str, site: str
) -> None:
    resident = make_verified()
    type(resident).objects.filter(pk=resident.pk).update(village_code=village, kecamatan_code=village[:8])
    resident.refresh_from_db()
    done = _send(ready_draft(resident))
    assert done.office.name == site
    assert done.kecamatan_code == village[:8]


def test_the_resident_withdraws_while_nobody_looked(in_buleleng: Tenant) -> None:
    done = _send(ready_draft())
    withdraw(done, by=actor(done.applicant), note="berubah pikiran")
    assert done.state == states.CANCELLED
    assert Step.objects.filter(application=done).latest("version").sentence


def test_the_resident_cannot_withdraw_what_is_being_worked_on(in_buleleng: Tenant) -> None:
    from loket.applications.actions.claim import claim

    case = sent()
    claim(case, by=make_officer("verifikator_layanan"))
    with pytest.raises(TooLateToWithdraw):
        withdraw(Application.objects.get(pk=case.pk), by=actor(case.applicant))


def test_s3_32_a_new_application_is_filled_from_the_cancelled_one(in_buleleng: Tenant) -> None:
    resident = make_verified()
    ended = _send(ready_draft(resident))
    withdraw(ended, by=actor(resident))
    copy = start_draft(make_version(), resident=resident, by=actor(resident), copy_of=ended)
    assert copy.reference != ended.reference
    answers = copy.read_answers()
    assert answers["surat_polisi_nomor"] == "SKTLK/123/XI/2026"
    assert "pernyataan_benar" not in answers
    assert {row.slug for row in copy.attachments.all()} == {"surat_polisi_hilang", "kk_asli"}


def test_several_photos_of_one_paper_keep_their_order(in_buleleng: Tenant) -> None:
    draft = fill(begin(make_verified()))
    rows = add_papers(draft, "kk_asli", "kk_asli")
    assert [row.position for row in rows] == [0, 1]
    detach(draft, rows[0])
    assert [row.pk for row in draft.attachments.all()] == [rows[1].pk]


def test_the_same_file_sent_twice_is_attached_once(in_buleleng: Tenant) -> None:
    draft, file = fill(begin(make_verified())), photo()
    assert attach(draft, "kk_asli", file).pk == attach(draft, "kk_asli", file).pk


def test_two_requests_at_once_make_one_application(real_commits: str) -> None:
    buleleng = create_from_profile("buleleng", BULELENG_HOST)
    with in_tenant(buleleng):
        draft = ready_draft()
    gate, numbers, faults = threading.Barrier(4), [], []

    def tap() -> None:
        try:
            gate.wait(10)
            with in_tenant(buleleng):
                numbers.append(
                    _send(Application.objects.select_related("applicant__account").get(pk=draft.pk)).reference
                )
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=tap) for _count in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not faults
    assert set(numbers) == {draft.reference}
    with in_tenant(buleleng):
        assert Step.objects.filter(application=draft).count() == 1
        assert Message.objects.filter(kind="applications.submitted").count() == 1
