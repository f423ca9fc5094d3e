"""One person, all channels: the search and the page of a person (S3-5)."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.applications.models import Application
from loket.audit.models import Entry
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from ....applications.cases import CHILD_CARD, LOST_KTP, NO_DOCUMENT, make_membership, make_resident, sent
from ..desk import at_desk


@pytest.fixture
def desk(in_buleleng: Tenant) -> Client:
    return at_desk(make_membership("verifikator_layanan"))


def test_by_nik_name_phone_or_number_everything_of_the_person_on_all_channels(desk: Client) -> None:
    """S3-5: newest first."""
    person = make_resident("NI LUH PUTU SARI")
    cases = [sent(one, applicant=person) for one in (LOST_KTP, CHILD_CARD, NO_DOCUMENT)]
    for case, channel in zip(cases, ("web", "whatsapp", "counter"), strict=True):
        Application.objects.filter(pk=case.pk).update(channel=channel)
    sent(applicant=make_resident("I WAYAN SUDARMA"))
    for typed in (person.nik, person.phone, "luh putu sri"):
        page = desk.post("/petugas/cari/", {"q": typed})
        assert {row.application.pk for row in page.context["rows"]} == {case.pk for case in cases}, typed
        assert [one.pk for one in page.context["people"]] == [person.pk]
    history = desk.get(f"/petugas/warga/{person.public_id}/?keperluan=telepon")
    assert [row.application.pk for row in history.context["rows"]] == [case.pk for case in reversed(cases)]
    text = history.content.decode()
    assert "WhatsApp" in text
    assert str(person.nik) not in text
    entry = Entry.objects.get(action="desk.person_viewed")
    assert (entry.purpose, entry.obj_ref) == ("telepon", str(person.public_id))


def test_a_person_without_an_account_has_a_page_by_the_case(desk: Client) -> None:
    parent, child = make_resident("NI MADE RAI"), make_resident("PUTU ANAK RAI")
    case = sent(applicant=parent)
    Application.objects.filter(pk=case.pk).update(subject_hash=child.nik_hash, subject_name=child.name)
    other = sent(CHILD_CARD, applicant=child)
    page = desk.get(f"/petugas/permohonan/{case.reference}/warga/")
    assert {row.application.pk for row in page.context["rows"]} == {case.pk, other.pk}


def test_who_is_alike_is_counted(desk: Client) -> None:
    person, twin = make_resident("NI LUH PUTU SARI"), make_resident("NI LUH PUTU SARI")
    twin.kk_hash, twin.phone_hash = person.kk_hash, person.phone_hash
    twin.save()
    alike = desk.get(f"/petugas/warga/{person.public_id}/").context["alike"]
    assert (alike.same_kk, alike.same_phone, alike.same_name) == (1, 1, 1)


def test_an_operator_sees_no_account_and_no_stranger(in_buleleng: Tenant) -> None:
    """S3-38: the KIA operator finds his cases of the person, not the person's account."""
    person = make_resident("NI LUH PUTU SARI")
    sent(LOST_KTP, applicant=person)
    kia = at_desk(make_membership("operator_kia"))
    assert kia.get(f"/petugas/warga/{person.public_id}/").status_code == 404
    card = sent(CHILD_CARD, applicant=person)
    page = kia.get(f"/petugas/warga/{person.public_id}/")
    assert [row.application.pk for row in page.context["rows"]] == [card.pk]
    assert page.context["accounts"] == []
    found = kia.post("/petugas/cari/", {"q": person.nik})
    assert [row.application.pk for row in found.context["rows"]] == [card.pk]
    assert found.context["people"] == []


def test_an_officer_of_another_dinas_finds_nobody(buleleng: Tenant, surakarta: Tenant) -> None:
    with in_tenant(buleleng):
        person = make_resident("NI LUH PUTU SARI")
        sent(applicant=person)
        numbers = (str(person.nik), str(person.phone))
    with in_tenant(surakarta):
        membership = make_membership("verifikator_layanan")
    joko = at_desk(membership, "surakarta.localhost")
    for typed in (*numbers, "luh putu sari"):
        page = joko.post("/petugas/cari/", {"q": typed})
        assert (page.context["rows"], page.context["people"]) == ([], [])
    assert joko.get(f"/petugas/warga/{person.public_id}/").status_code == 404
