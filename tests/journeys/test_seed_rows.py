"""Rows of the sources that no other test names, each by its number, through the pages that people use."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from loket.applications.actions.approve import approve
from loket.applications.actions.claim import claim
from loket.applications.actions.invite import invite
from loket.applications.actions.record_visit import record_visit
from loket.applications.lifecycle import MoveUnknown
from loket.applications.models import Application
from loket.catalogue.loading import packaged
from loket.conversations.actions.ask import ask
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.residents.actions.cancel import cancel
from loket.residents.labels import CANCEL_REASONS, CancelReason
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import LOST_ANSWERS, add_papers, begin, fill, make_verified, make_version
from tests.applications.cases import (
    RECORDING,
    make_membership,
    make_officer,
    make_resident,
    resident_actor,
    sent,
)
from tests.applications.many import copies_of
from tests.catalogue.conftest import opened
from tests.faces.portal.applications.people import fill_screen, send, signed_in
from tests.faces.workbench.counter.beside import begun
from tests.faces.workbench.desk import at_desk
from tests.residents.people import registered

#: Tuesday 24 November 2026, 10.00 WITA.
TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def test_s1_18_every_form_has_help_and_an_example_in_plain_indonesian() -> None:
    """Each paper says how to photograph it and has a drawn sample; each service says for whom it is and what to do."""
    book = packaged()
    lacking = []
    for code in book.services:
        data = book.definition(code)
        if not data["for_whom_id"] or not data["presence"]["reason_id"]:
            lacking.append(code)
        for paper in data["documents"]:
            if not paper.get("help_id") or not paper.get("sample"):
                lacking.append(f"{code}: {paper['slug']}")
    assert len(book.services) == 66
    assert not lacking


def test_s1_18_each_service_has_a_page_that_says_how(buleleng: Tenant, phone: Client) -> None:
    opened(buleleng)
    codes = re.findall(r'href="/layanan/([a-z0-9-]+)/"', phone.get("/layanan/").content.decode())
    assert len(set(codes)) >= 4
    for code in set(codes) - {"pilih"}:
        page = phone.get(f"/layanan/{code}/").content.decode()
        assert "Siapkan dulu" in page or "Yang dibawa" in page, code
        assert "Biasanya" in page, code


def test_s1_21_at_the_counter_somebody_without_email_is_offered_collection(in_buleleng: Tenant) -> None:
    """By e-mail without an address is refused beside the field; the same screen offers collection."""
    make_version("kk-perubahan-data")
    resident = make_verified("NI KETUT REMPEG")
    counter = at_desk(make_membership("petugas_loket"))
    sitting = begun(counter, resident)
    counter.post(f"{sitting}layanan/kk-perubahan-data/")
    address = f"/permohonan/{Application.objects.get().reference}/isi/cara-menerima/"
    offered = counter.get(address).content.decode()
    assert 'value="email"' in offered
    assert 'value="ambil_dinas"' in offered
    asked = fill_screen(counter, address, {"penyelesaian": "email"}).headers["Location"]
    refused = fill_screen(counter, asked, {"pemohon_email": ""})
    assert refused.status_code == 422
    assert "“E-mail” belum diisi." in refused.content.decode()
    place = re.search(r'name="lokasi_ambil"[^>]*value="([^"]+)"', offered)
    collected = {"penyelesaian": "ambil_dinas", **({"lokasi_ambil": place[1]} if place else {})}
    taken = fill_screen(counter, address, collected)
    assert taken.status_code == 302, taken.content.decode()
    assert taken.headers["Location"] != asked, "no address is asked for any more"


def test_s1_23_a_child_of_the_same_kk_applies_for_an_elder_and_the_role_is_on_record(
    in_buleleng: Tenant,
) -> None:
    """S1-23, S3-5: the officer reads who applied as what; the elder's own NIK finds the case."""
    child = make_verified("I WAYAN SUTA")
    elder = make_resident("NI KETUT REMPEG")
    elder_nik, kk = str(elder.nik), str(child.nomor_kk)
    Resident.objects.filter(pk=elder.pk).delete()
    draft = begin(child)
    for_elder = {"subjek_nik": elder_nik, "subjek_nama": "NI KETUT REMPEG", "subjek_no_kk": kk}
    fill(draft, {**LOST_ANSWERS, "peran_pemohon": "anak", **for_elder})
    add_papers(draft)
    done = send(signed_in(child), f"/permohonan/{draft.reference}/periksa/")
    assert done.status_code == 302, done.content.decode()
    case = Application.objects.get()
    assert (case.applicant_id, case.subject_name) == (child.pk, "NI KETUT REMPEG")
    assert bytes(case.household_hash or b"") == bytes(child.kk_hash or b"")
    desk = at_desk(make_membership("verifikator_layanan"))
    page = desk.get(f"/petugas/permohonan/{case.reference}/").content.decode()
    assert re.search(r"Anda mengajukan sebagai</dt><dd><bdi>Anak<", page)
    found = desk.post("/petugas/cari/", {"q": elder_nik, "keperluan": "pelayanan"})
    assert [row.application.pk for row in found.context["rows"]] == [case.pk]


def test_s1_24_questions_reach_an_inbox_of_the_staff(in_buleleng: Tenant) -> None:
    """The desk's first page counts them and leads there."""
    case = sent()
    ask(case, "Apakah bisa diambil anak saya?", by=resident_actor(case))
    desk = at_desk(make_membership("verifikator_layanan"))
    assert 'href="/petugas/pesan/"' in desk.get("/petugas/").content.decode()
    inbox = desk.get("/petugas/pesan/").content.decode()
    assert case.reference in inbox


def test_s1_26_s1_1_what_came_online_and_at_the_counter_stands_in_one_queue(in_buleleng: Tenant) -> None:
    online, counter = sent(), sent()
    Application.objects.filter(pk=counter.pk).update(channel="counter", assisted_name="Kadek Ayu")
    page = at_desk(make_membership("verifikator_layanan")).get("/petugas/permohonan/?antrean=periksa")
    assert [row.application.pk for row in page.context["rows"]] == [online.pk, counter.pk]


@pytest.mark.parametrize("reason", CANCEL_REASONS[:3], ids=lambda one: one.code)
def test_s3_26_each_reason_of_the_source_cancels_a_user_who_is_told_it_and_may_register_again(
    in_buleleng: Tenant, reason: CancelReason
) -> None:
    """Wrong data, missing upload, masked selfie."""
    first = registered()
    cancel(first, by=make_membership("verifikator_user"), reason=reason.code)
    assert str(reason.because) in Message.objects.get(kind="residents.cancelled").text
    again = registered()
    assert (again.pk != first.pk, again.state) == (True, "awaiting_verification")


def test_s3_3_two_hundred_new_cases_of_a_day_are_paged_and_sieved(in_buleleng: Tenant) -> None:
    """Every case stands on exactly one page; a sieve by channel leaves its own."""
    cases = copies_of(sent(), 199)
    Application.objects.filter(pk__in=[case.pk for case in cases[:60]]).update(channel="counter")
    desk = at_desk(make_membership("verifikator_layanan"))
    for address, expected in (("?antrean=periksa", 200), ("?antrean=periksa&kanal=counter", 60)):
        seen: list[int] = []
        page = desk.get(f"/petugas/permohonan/{address}")
        while True:
            seen += [row.application.pk for row in page.context["rows"]]
            if not page.context["next_query"]:
                break
            page = desk.get(f"/petugas/permohonan/?{page.context['next_query']}")
        assert (len(seen), len(set(seen))) == (expected, expected), address


def test_s4_19_s4_22_who_was_never_recorded_is_told_where_when_and_what_to_bring_once(
    in_buleleng: Tenant,
) -> None:
    """One visit at most: after it the case goes on, and nobody can ask for another."""
    made = make_officer("verifikator_layanan", "petugas_perekaman")
    with clock.frozen(TUESDAY):
        case = sent(RECORDING)
        claim(case, by=made)
        approve(case, by=made)
        at = TUESDAY + timedelta(days=2)
        invite(case, by=made, place="Kantor Dukcapil", at=at, bring="KK asli")
        told = Message.objects.get(kind="applications.awaiting_visit").text
        assert "Kantor Dukcapil" in told
        assert "26 November" in told
        assert "KK asli" in told
        record_visit(case, by=made)
        with pytest.raises(MoveUnknown):
            invite(case, by=made, place="Kantor Dukcapil", at=at, bring="KK asli")


def test_s4_27_the_account_page_invites_checking_and_leads_to_services_of_change(buleleng: Tenant) -> None:
    opened(buleleng)
    with in_tenant(buleleng):
        browser = signed_in(make_verified())
    page = browser.get("/akun/").content.decode()
    assert "Ada yang berubah di KTP atau KK Anda?" in page
    services = browser.get("/layanan/?cari=perubahan").content.decode()
    assert "/layanan/ktp-perubahan-data/" in services


def test_s4_26_the_first_page_warns_of_brokers(buleleng: Tenant, phone: Client) -> None:
    assert "Jangan titip ke calo." in phone.get("/").content.decode()
