"""A complaint from its coming in to its end: number, deadline, answers, messages, walls (seeds S4-28, S2-14)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from loket.applications.actions.claim import claim
from loket.audit.actor import VISITOR
from loket.audit.models import Entry as AuditEntry
from loket.complaints.actions.answer import answer
from loket.complaints.actions.close import close
from loket.complaints.actions.file_complaint import Filing, file_complaint
from loket.complaints.actions.forget import forget
from loket.complaints.actions.name_concerned import name_concerned
from loket.complaints.actions.pass_on import pass_on
from loket.complaints.actions.rate import rate
from loket.complaints.actions.reopen import reopen
from loket.complaints.actions.report_data_fault import report_data_fault
from loket.complaints.models import Complaint, Entry
from loket.complaints.policies import ComplaintRefused, NotAllowed, Overtaken, may_read
from loket.complaints.queries import complaint_numbered, entries_of, figures, open_count, visible_to
from loket.complaints.rules import KEPT_FOR, MOST_REOPENINGS, REOPEN_FOR, read_number
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.notifications.models import Message
from loket.tenants.models import Tenant
from tests.applications.cases import as_officer, make_membership, make_officer, make_resident, sent
from tests.complaints.filing import filed

ROLE = "petugas_pengaduan"


def test_a_complaint_gets_a_number_and_a_day_by_which_it_is_answered(in_buleleng: Tenant) -> None:
    """S4-28, services data: five working days unless the office says otherwise."""
    complaint = filed()
    assert read_number(complaint.reference.lower().replace("-", " ")) == complaint.reference
    assert complaint.reference.startswith("ADU-")
    assert complaint.due_at == in_buleleng.calendar().add(complaint.created_at, 5, "working_day")
    message = Message.objects.get(kind="complaints.received")
    assert complaint.reference in message.text
    row = Complaint.objects.get()
    assert entries_of(row, with_notes=False)[0].text == "Sudah dua minggu KTP saya belum jadi."
    assert b"minggu" not in bytes(Entry.objects.get().sealed_text)


def test_the_same_form_sent_twice_is_one_complaint(in_buleleng: Tenant) -> None:
    key, filing = uuid.uuid4(), Filing("teknis", "Halaman kosong.", phone="+6281299000000")
    first, second = (file_complaint(filing, by=VISITOR, key=key) for _twice in range(2))
    assert first.pk == second.pk
    assert Message.objects.filter(kind="complaints.received").count() == 1


def test_an_answer_reaches_the_person_and_may_be_replied_to_and_rated(in_buleleng: Tenant) -> None:
    """R25: reply time, reply once more, rate the answer."""
    complaint, made = filed(language="en"), make_officer(ROLE, name="Luh Armini")
    answer(complaint, "Your card is printed today.", by=made)
    assert complaint.is_in_time is True
    said = Message.objects.get(kind="complaints.answered")
    assert "Your card is printed today." in said.text
    rate(complaint, is_content=False, by=VISITOR)
    due = complaint.due_at
    with clock.frozen(clock.now() + timedelta(days=3)):
        reopen(complaint, "It is not there.", by=VISITOR)
        assert (complaint.state, complaint.is_open) == ("reopened", True)
        assert complaint.due_at != due
        with pytest.raises(ComplaintRefused):
            rate(complaint, is_content=True, by=VISITOR)
        answer(complaint, "It is there now.", by=made)
    assert complaint.is_content is None
    with clock.frozen(clock.now() + REOPEN_FOR + timedelta(days=4)), pytest.raises(ComplaintRefused):
        reopen(complaint, "Still not.", by=VISITOR)
    assert [one.voice for one in entries_of(complaint, with_notes=True)] == [
        "resident", "office", "resident", "office",
    ]  # fmt: skip


def test_a_complaint_is_not_opened_again_for_ever(in_buleleng: Tenant) -> None:
    complaint, made = filed(), make_officer(ROLE)
    for _round in range(MOST_REOPENINGS):
        answer(complaint, "Sudah.", by=made)
        reopen(complaint, "Belum.", by=VISITOR)
    answer(complaint, "Sudah.", by=made)
    with pytest.raises(ComplaintRefused, match="aduan baru"):
        reopen(complaint, "Belum.", by=VISITOR)


def test_what_is_about_officers_is_kept_from_those_it_is_about(in_buleleng: Tenant) -> None:
    """A report of conduct or levies goes to heads and the complaints counter, never to the officer concerned."""
    case = sent()
    both = make_membership("verifikator_layanan", ROLE, name="Made Wirawan")
    head, counter = make_officer("kepala_dinas"), make_officer(ROLE, name="Luh Armini")
    claim(case, by=as_officer(both))
    report = filed("pungli", "Diminta Rp50.000.", application=case)
    late = filed("terlambat", application=case)
    assert not may_read(as_officer(both), report)
    assert may_read(as_officer(both), late)
    assert may_read(head, report)
    assert may_read(counter, report)
    assert report not in visible_to(as_officer(both))
    assert (open_count(as_officer(both)), open_count(counter)) == (1, 2)
    with pytest.raises(NotAllowed):
        answer(report, "Tidak benar.", by=as_officer(both))
    assert not may_read(make_officer("verifikator_layanan"), late)
    other = filed("pelayanan", "Petugas loket 2 membentak.")
    named = make_membership(ROLE, name="Gede Rai")
    assert may_read(as_officer(named), other)
    name_concerned(other, named, by=counter)
    assert not may_read(as_officer(named), other)
    with pytest.raises(ComplaintRefused, match="Pilih kepada siapa"):
        pass_on(other, named, "Tolong.", by=counter)


def test_who_stays_unknown_is_kept_nowhere(in_buleleng: Tenant) -> None:
    """A report of levies may be anonymous; a confidential one keeps no name and no account."""
    anonymous = filed("pungli", "Ada calo di parkiran.", phone="")
    assert (len(anonymous.secret), anonymous.secret.isdigit()) == (6, True)
    assert not Message.objects.exists()
    hidden = filed("pelayanan", "Dibentak.", resident=make_resident(), name="Sari", is_confidential=True)
    row = Complaint.objects.get(pk=hidden.pk)
    assert (row.resident_id, row.name) == (None, "")
    answer(row, "Petugasnya kami tegur.", by=make_officer(ROLE))
    assert "tegur" not in Message.objects.get(kind="complaints.answered").text
    with pytest.raises(ComplaintRefused, match="nomor HP") as refused:
        filed("terlambat", phone="")
    assert refused.value.field == "pelapor_hp"


def test_a_fault_found_by_an_officer_opens_a_complaint_and_tells_the_applicant(in_buleleng: Tenant) -> None:
    """S2-14: marked "data tidak sinkron", a linked complaint is opened and the applicant hears of it."""
    case, made = sent(), make_officer("verifikator_layanan")
    complaint = report_data_fault(case, "Tanggal lahir berbeda di pusat.", by=made)
    assert (complaint.application_id, complaint.resident_id) == (case.pk, case.applicant_id)
    told = Message.objects.get(kind="complaints.data_fault")
    assert complaint.reference in told.text
    assert case.reference in told.text
    assert "lahir" not in told.text
    with pytest.raises(ComplaintRefused, match=complaint.reference):
        report_data_fault(case, "Lagi.", by=made)
    with pytest.raises(NotAllowed):
        report_data_fault(case, "Bukan tugas saya.", by=make_officer("operator_kia"))
    assert AuditEntry.objects.filter(action="complaints.fault_reported", obj_ref=case.reference).count() == 1


def test_nobody_answers_his_own_complaint(in_buleleng: Tenant) -> None:
    sari = make_resident()
    member = make_membership(ROLE)
    member.nik_hash = bytes(sari.nik_hash)
    member.save()
    with pytest.raises(NotAllowed, match="keluarga"):
        answer(filed(resident=sari), "Selesai.", by=as_officer(member))


def test_the_second_of_two_officers_is_told_and_the_same_form_twice_is_one_answer(
    in_buleleng: Tenant,
) -> None:
    complaint = filed()
    as_read_by_ayu = complaint_numbered(complaint.reference)
    assert as_read_by_ayu is not None
    made, ayu, key = make_officer(ROLE, name="Made"), make_officer(ROLE, name="Ayu"), uuid.uuid4()
    answer(complaint, "Sudah selesai.", by=made, key=key)
    answer(complaint, "Sudah selesai.", by=made, key=key)
    with pytest.raises(Overtaken, match="Made"):
        close(as_read_by_ayu, "solved", by=ayu)
    assert Message.objects.exclude(kind="complaints.received").count() == 1
    assert Entry.objects.filter(voice="office").count() == 1


def test_words_and_numbers_are_destroyed_in_time_and_the_count_stays(in_buleleng: Tenant) -> None:
    """As other personal data: the key goes, what was said cannot be read again."""
    complaint, open_one = filed(name="Ni Luh Sari"), filed()
    answer(complaint, "Selesai.", by=make_officer(ROLE))
    assert forget() == 0
    with clock.frozen(clock.now() + KEPT_FOR + timedelta(days=1)):
        assert forget() == 1
        assert forget() == 0
    row = Complaint.objects.get(pk=complaint.pk)
    assert (row.name, row.phone, row.secret, entries_of(row, with_notes=True)) == ("", "", "", [])
    assert entries_of(Complaint.objects.get(pk=open_one.pk), with_notes=True)


def test_heads_see_topics_by_age(in_buleleng: Tenant) -> None:
    """domain: complaints by category and age."""
    monday = datetime(2026, 11, 30, 2, tzinfo=UTC)
    for days in (0, 3, 10, 30):
        with clock.frozen(monday - timedelta(days=days)):
            filed()
    with clock.frozen(monday):
        answered = filed("teknis")
        answer(answered, "Sudah bisa.", by=make_officer(ROLE))
        rate(answered, is_content=True, by=VISITOR)
    lines = {line.topic: line for line in figures(make_officer("kepala_dinas"), at=monday, days=90)}
    assert lines["terlambat"].ages == (1, 1, 1, 1)
    assert (lines["terlambat"].open, lines["terlambat"].late) == (4, 2)
    technical = lines["teknis"]
    assert (technical.open, technical.answered, technical.in_time, technical.content) == (0, 1, 1, 1)


@pytest.mark.parametrize("number", ["", "BLL-26-7KQ4M2XP-C", "ADU-26-AAAAAAAA-B", "x" * 400])
def test_what_is_no_number_of_a_complaint_is_refused(number: str) -> None:
    with pytest.raises(Refusal):
        read_number(number)
