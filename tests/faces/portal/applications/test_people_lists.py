"""Lists of people in a browser without scripts: one at a time, one more, one less, "Ubah" from the check page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from loket.applications.actions.save_answers import save_answers
from loket.applications.models import Application
from loket.residents.models import Resident
from loket.tenants.models import Tenant
from tests.applications.apply import begin, make_verified
from tests.faces.portal.applications.people import fill_screen, signed_in

SARI = {"nama": "NI LUH SARI", "nik": "5108065203900011", "shdk": "anak"}
BUDI = {"nama": "I MADE BUDI", "nik": "5108065203900012", "shdk": "anak"}
WITNESS = {"nama": "NI LUH SARI", "kewarganegaraan": "WNI"}
NUMBERS = {"nik": "5108065203900011", "no_kk": "5108061203150004"}


def screen(draft: Application, key: str) -> str:
    return f"/permohonan/{draft.reference}/isi/{key}/"


def inputs(slug: str, number: int, row: dict[str, str], **more: str) -> dict[str, str]:
    return {**{f"{slug}-{number}-{item}": value for item, value in row.items()}, **more}


def kept(draft: Application, slug: str) -> Any:
    return Application.objects.get(pk=draft.pk).read_answers().get(slug)


def body(page: HttpResponse) -> str:
    return page.content.decode()


@pytest.fixture
def client(in_buleleng: Tenant) -> Client:
    """Signed in as a verified resident."""
    return signed_in(make_verified())


@pytest.fixture
def birth(client: Client) -> Application:
    """A birth certificate, which needs two witnesses."""
    return begin(_applicant(), "akta-kelahiran")


@pytest.fixture
def family(client: Client) -> Application:
    """A new KK for members who separate: a list that grows."""
    return begin(_applicant(), "kk-pisah")


def _total(page: str) -> int:
    found = re.search(r"Langkah \d+ dari (\d+)", page)
    assert found
    return int(found[1])


def _applicant() -> Resident:
    return Resident.objects.get()


def test_two_witnesses_have_two_small_screens_each(client: Client, birth: Application) -> None:
    """At most three fields of one topic per screen (experience rule 1)."""
    first = body(client.get(screen(birth, "saksi-1")))
    assert "Saksi 1 dari 2" in first
    assert "Dua orang dewasa yang tahu peristiwa ini." in first
    assert "saksi-0-nik" not in first
    assert "tambah" not in first
    answer = fill_screen(client, screen(birth, "saksi-1"), inputs("saksi", 0, WITNESS))
    assert answer.headers["Location"] == screen(birth, "saksi-1-b")
    second = body(client.get(answer.headers["Location"]))
    assert "Saksi 1 dari 2 (lanjutan)" in second
    assert "NI LUH SARI" in second
    answer = fill_screen(client, screen(birth, "saksi-1-b"), inputs("saksi", 0, NUMBERS))
    assert answer.headers["Location"] == screen(birth, "saksi-2")
    assert kept(birth, "saksi") == [WITNESS | NUMBERS]


def test_a_foreign_witness_is_asked_for_the_passport(client: Client, birth: Application) -> None:
    foreign = {"nama": "JOHN SMITH", "kewarganegaraan": "WNA"}
    fill_screen(client, screen(birth, "saksi-1"), inputs("saksi", 0, foreign))
    shown = body(client.get(screen(birth, "saksi-1-b")))
    assert "saksi-0-paspor_nomor" in shown
    assert "saksi-0-nik" not in shown
    refused = fill_screen(client, screen(birth, "saksi-1-b"), inputs("saksi", 0, {"paspor_nomor": ""}))
    assert refused.status_code == 422


def test_a_family_grows_by_a_button(client: Client, family: Application) -> None:
    """Step counts follow: each new person is one more screen."""
    before = body(client.get(screen(family, "anggota-1")))
    assert "Tambah orang lagi" in before
    assert "Hapus orang ini" not in before
    total = _total(before)
    answer = fill_screen(client, screen(family, "anggota-1"), inputs("anggota", 0, SARI, tambah="anggota"))
    assert answer.headers["Location"] == screen(family, "anggota-2")
    page = body(client.get(screen(family, "anggota-2")))
    assert "Anggota 2 dari 2" in page
    assert _total(page) == total + 1
    fill_screen(client, screen(family, "anggota-2"), inputs("anggota", 1, BUDI))
    assert kept(family, "anggota") == [SARI, BUDI]


def test_a_mistake_keeps_the_person_and_adds_nobody(client: Client, family: Application) -> None:
    typed = inputs("anggota", 0, {**SARI, "nik": "12"}, tambah="anggota")
    refused = fill_screen(client, screen(family, "anggota-1"), typed)
    assert refused.status_code == 422
    assert "NIK harus 16 angka, ini baru 2." in body(refused)
    assert 'value="NI LUH SARI"' in body(refused)
    assert [row["nama"] for row in kept(family, "anggota")] == ["NI LUH SARI"]


def test_a_person_left_blank_loses_his_screen_and_the_walk_goes_on(
    client: Client, family: Application
) -> None:
    save_answers(family, {"anggota": [SARI, {}]}, edition=None)
    blank = inputs("anggota", 1, {"nama": "", "nik": ""})
    after = fill_screen(client, screen(family, "anggota-2"), blank)
    last = fill_screen(client, screen(family, "anggota-1"), inputs("anggota", 0, SARI))
    assert after.headers["Location"] == last.headers["Location"]
    assert kept(family, "anggota") == [SARI]


def test_a_person_is_removed_by_a_button(client: Client, family: Application) -> None:
    save_answers(family, {"anggota": [SARI, BUDI]}, edition=None)
    answer = fill_screen(client, screen(family, "anggota-1"), {"hapus": "anggota-0"})
    assert answer.headers["Location"] == screen(family, "anggota-1")
    assert kept(family, "anggota") == [BUDI]
    forged = fill_screen(client, screen(family, "anggota-1"), {"hapus": "anggota-0"})
    assert forged.status_code == 422
    assert kept(family, "anggota") == [BUDI]


def test_the_check_page_leads_to_each_person_and_back(client: Client, birth: Application) -> None:
    """ "Ubah" opens the person's own screens, one after the other, then the check page again."""
    other = {**WITNESS, **NUMBERS, "nama": "I MADE BUDI", "nik": "5108065203900012"}
    save_answers(birth, {"saksi": [WITNESS | NUMBERS, other]}, edition=None)
    page = body(client.get(f"/permohonan/{birth.reference}/periksa/"))
    assert "Saksi 1" in page
    second = f"{screen(birth, 'saksi-2')}?dari=periksa"
    assert second in page
    typed = inputs("saksi", 1, {"nama": "I MADE BUDIASA", "kewarganegaraan": "WNI"})
    answer = fill_screen(client, second, typed)
    assert answer.headers["Location"] == f"{screen(birth, 'saksi-2-b')}?dari=periksa"
    assert kept(birth, "saksi")[1] == {**other, "nama": "I MADE BUDIASA"}


def test_what_is_missing_leads_to_the_person_who_lacks_it(client: Client, birth: Application) -> None:
    save_answers(birth, {"saksi": [WITNESS | NUMBERS, WITNESS]}, edition=None)
    page = body(client.get(f"/permohonan/{birth.reference}/periksa/"))
    missing = page.partition("<dl")[0]
    assert screen(birth, "saksi-2-b") in missing


def test_a_whole_list_posted_at_once_is_kept(client: Client, birth: Application) -> None:
    other = {**WITNESS, **NUMBERS, "nama": "I MADE BUDI", "nik": "5108065203900012"}
    typed = inputs("saksi", 0, WITNESS | NUMBERS) | inputs("saksi", 1, other)
    assert fill_screen(client, screen(birth, "saksi-1"), typed).status_code == 302
    assert kept(birth, "saksi") == [WITNESS | NUMBERS, other]
