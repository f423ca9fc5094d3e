"""What stands around a case: notes, links, corrections, opinions, SIAK's number, look-alikes (issue 4)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from loket.applications import casework
from loket.applications.actions.answer_opinion import answer_opinion
from loket.applications.actions.approve import approve
from loket.applications.actions.ask_opinion import QuestionMissing, ask_opinion
from loket.applications.actions.assign import CannotWorkOnIt, assign
from loket.applications.actions.claim import claim
from loket.applications.actions.correct_answers import NothingCorrected, correct_answers
from loket.applications.actions.link_cases import LinkRefused, link_cases
from loket.applications.actions.note_down import note_down
from loket.applications.actions.record_register_number import record_register_number
from loket.applications.actions.take_into_process import take_into_process
from loket.applications.actions.unlink_cases import unlink_cases
from loket.applications.actions.withdraw_opinion import withdraw_opinion
from loket.applications.lookalikes import alike_cases
from loket.applications.models import Application, CaseLink, Correction, Note
from loket.applications.policies import NotAllowed, Overtaken
from loket.audit.actions.record import record
from loket.audit.models import CannotChangeTheRecord, Entry
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.notifications.models import Message
from loket.tenants.keys import lookup_hash
from loket.tenants.models import PrintZone, Tenant

from .cases import (
    CHILD_CARD,
    as_officer,
    make_membership,
    make_officer,
    make_paper,
    make_resident,
    sent,
)

VERIFIER = "verifikator_layanan"


def another_zone() -> PrintZone:
    """A print zone without the kecamatan that the cases here are of."""
    found: PrintZone = PrintZone.objects.exclude(kecamatan__kecamatan_code="51.08.06").first()
    return found


def test_a_note_is_sealed_kept_for_ever_and_nobody_s_but_the_office_s(in_buleleng: Tenant) -> None:
    """Issue 4: internal notes."""
    case, made = sent(), make_officer(VERIFIER)
    note_down(case, "Sudah ditelepon,\n\nfoto menyusul.", by=made)
    (note,) = casework.notes_of(case)
    assert (note.text, note.author) == ("Sudah ditelepon,\n\nfoto menyusul.", "Made Wirawan")
    row = Note.objects.get()
    assert b"ditelepon" not in bytes(row.sealed_text)
    with pytest.raises(CannotChangeTheRecord):
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.filter(pk=row.pk).update(author_name="orang lain")
    with pytest.raises(Refusal, match="Tulis catatannya"):
        note_down(case, "  ", by=made)
    assert "ditelepon" not in str(list(Entry.objects.values_list("detail", flat=True)))


def test_words_about_a_case_are_gone_with_its_key(in_buleleng: Tenant) -> None:
    """Settled, data and keys: erasing a case's personal data is destroying its key."""
    case = sent()
    note_down(case, "Ibu kandung salah ketik.", by=make_officer(VERIFIER))
    case.erase_answers()
    case.save()
    assert [note.text for note in casework.notes_of(case)] == [""]


def test_the_history_also_holds_opened_and_downloaded(in_buleleng: Tenant) -> None:
    """S1-17, issue 4: history that also holds who opened and downloaded."""
    case, made = sent(), make_officer(VERIFIER)
    for action, detail in (
        ("applications.viewed", {}),
        ("applications.viewed", {}),
        ("applications.paper_viewed", {"small": True}),
        ("applications.paper_downloaded", {"paper": "kk_asli"}),
    ):
        record(action, actor=made.actor, obj_type="application", obj_ref=case.reference, detail=detail)
    told = [(str(one.label), one.who) for one in casework.happenings(case, [])]
    assert told == [("Dikirim", ""), ("Dibuka", "Made Wirawan"), ("Berkas diunduh", "Made Wirawan")]


def test_cases_are_linked_with_a_reason_and_unlinked_with_one(in_buleleng: Tenant) -> None:
    """Issue 4: linked cases."""
    one, other, made = sent(), sent(), make_officer(VERIFIER)
    with pytest.raises(LinkRefused):
        link_cases(one, one, by=made, reason="sama")
    with pytest.raises(Refusal, match="Jangan tulis NIK"):
        link_cases(one, other, by=made, reason="NIK 5108014501870001")
    link_cases(other, one, by=made, reason="Satu keluarga")
    link_cases(one, other, by=made, reason="Dua kali ditekan")
    assert CaseLink.objects.count() == 1
    assert [shown.other for shown in casework.links_of(one, made)] == [other]
    assert [shown.other for shown in casework.links_of(other, made)] == [one]
    with pytest.raises(Refusal, match="alasannya"):
        unlink_cases(CaseLink.objects.get(), by=made, reason="")
    unlink_cases(CaseLink.objects.get(), by=made, reason="Ternyata lain orang")
    assert casework.links_of(one, made) == []
    assert CaseLink.objects.get().unlink_reason == "Ternyata lain orang"


def test_a_linked_case_beyond_ones_roles_is_not_named(in_buleleng: Tenant) -> None:
    """S3-38: an operator of one document sees his only."""
    one, other = sent(CHILD_CARD), sent()
    link_cases(one, other, by=make_officer(VERIFIER), reason="Kakak dan adik")
    (shown,) = casework.links_of(one, make_officer("operator_kia"))
    assert shown.other is None


def test_an_officer_corrects_an_answer_with_trace_and_the_resident_is_told(in_buleleng: Tenant) -> None:
    """Issue 4: correction of data with trace and reason."""
    case, made = sent(), make_officer(VERIFIER)
    claim(case, by=made)
    before = case.read_answers()["subjek_nama"]
    with pytest.raises(NothingCorrected, match="alasannya"):
        correct_answers(case, {"subjek_nama": "A"}, by=made, reason="", edition=case.edition)
    with pytest.raises(NothingCorrected, match="tidak berubah"):
        correct_answers(case, {"subjek_nama": before}, by=made, reason="typing", edition=case.edition)
    stale = case.edition
    correct_answers(case, {"subjek_nama": "NI LUH SARI"}, by=made, reason="typing", edition=stale)
    stored = Application.objects.get(pk=case.pk)
    assert stored.read_answers()["subjek_nama"] == stored.subject_name == "NI LUH SARI"
    (trace,) = casework.corrections_of(stored)
    assert (trace.before, trace.after) == (before, "NI LUH SARI")
    assert b"SARI" not in bytes(Correction.objects.get().sealed_after)
    assert "Data dibetulkan" in [str(one.label) for one in casework.happenings(stored, [trace])]
    assert Message.objects.filter(kind="applications.corrected").count() == 1
    entry = Entry.objects.get(action="applications.corrected")
    assert entry.detail == {"questions": ["subjek_nama"], "reason": "typing"}
    with pytest.raises(Overtaken, match="baru saja diubah"):
        correct_answers(case, {"subjek_nama": "X"}, by=made, reason="typing", edition=stale)


def test_only_who_works_on_a_case_corrects_it(in_buleleng: Tenant) -> None:
    case, made = sent(), make_officer(VERIFIER)
    given = {"answers": {"subjek_nama": "A"}, "reason": "typing", "edition": case.edition}
    with pytest.raises(NotAllowed, match="selama berkas diperiksa"):
        correct_answers(case, by=made, **given)
    claim(case, by=made)
    with pytest.raises(NotAllowed, match="petugas lain"):
        correct_answers(case, by=make_officer(VERIFIER, name="Lain"), **given)


def test_the_operator_notes_siaks_number(in_buleleng: Tenant) -> None:
    """Issue 4: SIAK register number."""
    made = make_officer(VERIFIER, "operator_ktp")
    case = sent()
    claim(case, by=made)
    approve(case, by=made)
    take_into_process(case, by=made)
    with pytest.raises(Refusal, match="Contoh"):
        record_register_number(case, "??", by=made)
    record_register_number(case, " 5108-lt-24112026-0001 ", by=made)
    assert Application.objects.get(pk=case.pk).register_number == "5108-LT-24112026-0001"


def test_a_question_goes_to_those_above_and_comes_back_answered(in_buleleng: Tenant) -> None:
    """Issue 4: second opinion, pass upward."""
    case, made = sent(), make_officer(VERIFIER)
    kasi = make_officer("kasi_dafduk", name="Nyoman Kasi")
    with pytest.raises(QuestionMissing, match="siapa"):
        ask_opinion(case, "Apa boleh?", by=made)
    assert casework.openable_by(kasi, case.reference) is None
    asked = ask_opinion(case, "Apa surat ini cukup?", by=made, role="kasi_dafduk")
    assert [one.pk for one in casework.asked_of(kasi)] == [asked.pk]
    assert casework.openable_by(kasi, case.reference) == case
    with pytest.raises(NotAllowed, match="tidak diminta"):
        answer_opinion(asked, "Cukup.", by=make_officer("operator_kia"))
    answer_opinion(asked, "Cukup, lanjutkan.", by=kasi)
    with pytest.raises(Overtaken):
        answer_opinion(asked, "Tidak.", by=kasi)
    with pytest.raises(Overtaken):
        withdraw_opinion(asked, by=made)
    (shown,) = casework.opinions_of(case)
    assert (shown.question, shown.answer) == ("Apa surat ini cukup?", "Cukup, lanjutkan.")
    assert list(casework.asked_of(kasi)) == []
    assert casework.openable_by(kasi, case.reference) is None


def test_a_question_stays_within_the_zone(in_buleleng: Tenant) -> None:
    """S3-49: a zone's officer is not asked about another's case."""
    seririt = another_zone()
    case, made = sent(kecamatan="51.08.06"), make_officer(VERIFIER)
    ask_opinion(case, "Bagaimana?", by=made, role="kasi_dafduk")
    assert list(casework.asked_of(make_officer("kasi_dafduk", zone=seririt))) == []
    there = make_membership("operator_kk", zone=seririt, name="Putu Seririt")
    with pytest.raises(QuestionMissing, match="tidak bertugas di wilayah"):
        ask_opinion(case, "Bagaimana?", by=made, officer=there)


def test_a_head_hands_a_case_to_a_colleague(in_buleleng: Tenant) -> None:
    """Issue 4: take, assign, hand back."""
    case, head = sent(), make_officer("kasi_dafduk", VERIFIER, name="Kepala Seksi")
    colleague = make_membership(VERIFIER, name="Ketut")
    with pytest.raises(NotAllowed, match="kepala seksi"):
        assign(case, to=colleague, by=make_officer(VERIFIER))
    with pytest.raises(CannotWorkOnIt):
        assign(case, to=make_membership("operator_kia"), by=head)
    family = make_membership(VERIFIER)
    family.kk_hash = case.household_hash
    family.save()
    with pytest.raises(CannotWorkOnIt):
        assign(case, to=family, by=head)
    assign(case, to=colleague, by=head)
    stored = Application.objects.get(pk=case.pk)
    assert (stored.state, stored.assignee_id) == ("in_verification", colleague.pk)
    assign(stored, to=make_membership(VERIFIER, name="Komang"), by=head)
    approve_refused = pytest.raises(NotAllowed, match="dibuka petugas lain")
    with approve_refused:
        approve(stored, by=as_officer(colleague))


def test_cases_that_look_alike_are_found_with_their_reasons(in_buleleng: Tenant) -> None:
    """Issue 4: same NIK, KK, phone, photo, similar name and birth date."""
    made = make_officer(VERIFIER, "operator_kia")
    case = sent()
    same_person = sent(CHILD_CARD, applicant=case.applicant)
    sister = make_resident("KADEK ALIT")
    sister.kk_hash, sister.phone_hash = case.applicant.kk_hash, case.applicant.phone_hash
    sister.save()
    family = sent(applicant=sister)
    stranger = sent(applicant=make_resident("WAYAN LAIN"))
    for paper, phash in ((make_paper(case), 1234567890123), (make_paper(stranger), 1234567890123 ^ 5)):
        StoredFile.objects.filter(pk=paper.file_id).update(phash=phash, state="rebuilt", rebuilt_name="x")
    found = {one.case.pk: one.why for one in alike_cases(case, made)}
    assert found == {same_person.pk: ["nik"], family.pk: ["kk", "phone"], stranger.pk: ["photo"]}
    zone = another_zone()
    assert stranger.pk not in {
        one.case.pk for one in alike_cases(case, make_officer("operator_ktp", zone=zone))
    }


def test_a_name_with_a_typing_mistake_and_the_same_birth_date_is_alike(in_buleleng: Tenant) -> None:
    """Issue 4: similar name and birth date."""
    made = make_officer(VERIFIER)
    nik, other_nik = "5108014501870001", "5108014501870099"
    cases = [
        sent(applicant=make_resident(name), answers={"subjek_nama": name, "subjek_nik": number})
        for name, number in (
            ("PUTU SURYANINGSIH", nik),
            ("PUTU SURYANINGSI", other_nik),
            ("PUTU SURYANINGSIH", "5108014602880003"),
        )
    ]
    found = {one.case.pk: one.why for one in alike_cases(cases[0], made, by_name=True)}
    assert found == {cases[1].pk: ["name"]}


def test_look_alikes_of_another_dinas_do_not_exist(buleleng: Tenant, surakarta: Tenant) -> None:
    from loket.tenants.scope import in_tenant

    with in_tenant(surakarta):
        theirs = sent()
        theirs.subject_hash = lookup_hash("5108014501870001")
        theirs.save()
    with in_tenant(buleleng):
        case = sent(answers={"subjek_nik": "5108014501870001"})
        assert alike_cases(case, make_officer(VERIFIER)) == []
