"""Drafts: begun with what is known, kept at every step, never overwritten in silence."""

from __future__ import annotations

import pytest

from loket.applications.actions.save_answers import StaleForm, save_answers
from loket.applications.actions.start_draft import MAX_DRAFTS, NotVerified, TooManyDrafts, start_draft
from loket.applications.actions.withdraw import withdraw
from loket.applications.models import Application
from loket.tenants.models import Tenant
from tests.applications.apply import LOST_ANSWERS, actor, add_papers, begin, fill, make_verified, make_version
from tests.applications.cases import make_resident


def test_s0_21_a_draft_begins_with_what_the_account_knows(in_buleleng: Tenant) -> None:
    resident = make_verified()
    answers = begin(resident).read_answers()
    assert answers["pemohon_nik"] == resident.nik
    assert answers["pemohon_nama"] == "NI LUH PUTU SARI"
    assert answers["pemohon_wilayah"] == "51.08.06.1001"


def test_a_double_tap_on_start_finds_the_same_draft(in_buleleng: Tenant) -> None:
    resident = make_verified()
    assert begin(resident).pk == begin(resident).pk


def test_a_second_draft_is_begun_once_the_first_was_filled(in_buleleng: Tenant) -> None:
    resident = make_verified()
    first = fill(begin(resident))
    assert begin(resident).pk != first.pk


def test_s3_27_an_unverified_resident_cannot_begin(in_buleleng: Tenant) -> None:
    resident = make_resident()
    with pytest.raises(NotVerified):
        start_draft(make_version(), resident=resident, by=actor(resident))


def test_a_robot_cannot_pile_up_drafts(in_buleleng: Tenant) -> None:
    resident = make_verified()
    for _count in range(MAX_DRAFTS):
        fill(begin(resident))
    with pytest.raises(TooManyDrafts):
        begin(resident)


def test_answers_are_kept_sealed_and_read_again(in_buleleng: Tenant) -> None:
    draft = fill(begin(make_verified()))
    row = Application.objects.get(pk=draft.pk)
    assert row.read_answers()["surat_polisi_polsek"] == "Polsek Singaraja"
    assert b"Polsek" not in bytes(row.sealed_answers)
    assert row.subject_name == "NI LUH PUTU SARI"


def test_the_second_of_two_tabs_is_told_and_loses_nothing(in_buleleng: Tenant) -> None:
    draft = begin(make_verified())
    opened_at = draft.edition
    save_answers(draft, {"catatan": "tab satu"}, edition=opened_at)
    with pytest.raises(StaleForm) as refused:
        save_answers(draft, {"catatan": "tab dua"}, edition=opened_at)
    assert refused.value.status == 409
    fresh = Application.objects.get(pk=draft.pk)
    assert fresh.read_answers()["catatan"] == "tab satu"
    saved = save_answers(fresh, {"catatan": "tab dua"}, edition=fresh.edition)
    assert saved.read_answers()["catatan"] == "tab dua"


def test_a_family_member_on_the_same_kk_is_the_subject(in_buleleng: Tenant) -> None:
    resident = make_verified()
    answers = {
        **LOST_ANSWERS,
        "peran_pemohon": "anak",
        "subjek_nik": "5108060101700002",
        "subjek_nama": "I MADE ARTA",
        "subjek_no_kk": resident.nomor_kk,
    }
    draft = fill(begin(resident), answers)
    assert draft.subject_name == "I MADE ARTA"
    assert bytes(draft.subject_hash or b"") != bytes(resident.nik_hash)
    assert bytes(draft.household_hash or b"") == bytes(resident.kk_hash or b"")


def test_a_thrown_away_draft_leaves_no_answers_and_no_papers(in_buleleng: Tenant) -> None:
    resident = make_verified()
    draft = fill(begin(resident))
    add_papers(draft)
    withdraw(Application.objects.get(pk=draft.pk), by=actor(resident))
    row = Application.objects.get(pk=draft.pk)
    assert row.read_answers() == {}
    assert row.attachments.count() == 0
