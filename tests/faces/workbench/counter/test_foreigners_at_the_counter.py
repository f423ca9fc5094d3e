"""A foreigner without a NIK at the counter: registered by passport and served (issue 3)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from loket.residents.models import Resident
from loket.residents.queries import current_papers
from loket.tenants.models import Tenant
from tests.applications.apply import make_version
from tests.applications.cases import make_membership
from tests.residents.foreigners import ANNA_NUMBER, verified_foreigner
from tests.residents.people import photo

from ..desk import at_desk
from .beside import found

SEEN = ["paspor_asli", "izin_asli", "wajah"]
PERSON: dict[str, Any] = {
    "dengan": "paspor",
    "negara": "NLD",
    "paspor": "NX12B45C6",
    "paspor_sampai": "1-5-2031",
    "izin": "itas",
    "nama": "Anna Visser",
    "desa": "51.08.06.2001",
    "hp": "own",
    "no_wa": "0812 3456 7899",
    "asli": SEEN,
}


@pytest.fixture
def counter(in_buleleng: Tenant) -> Client:
    make_version()
    return at_desk(make_membership("petugas_loket", name="Kadek Ayu"))


def register(counter: Client, **changes: Any) -> Any:
    return counter.post("/petugas/loket/daftar/", {**PERSON, **changes})


def test_a_number_without_an_account_opens_the_form_by_passport(counter: Client) -> None:
    page = found(counter, "nld nx12b45c6")
    assert "Daftarkan orang ini" in page
    assert f'value="{ANNA_NUMBER}"' in page
    assert '<option value="NLD" selected>' in page
    assert 'name="no_kk"' not in page
    assert "Orang asing tanpa NIK" in found(counter)


def test_with_all_originals_the_account_stands_at_once(counter: Client) -> None:
    """S1-19 and S3-1 by passport: who types and what was seen is on record."""
    answer = register(counter, dok_perjalanan=photo())
    assert answer.status_code == 302, answer.content.decode()
    anna = Resident.objects.get()
    assert (anna.is_verified, anna.is_complete, anna.nik_hash, str(anna.passport)) == (
        True,
        True,
        None,
        ANNA_NUMBER,
    )
    assert anna.originals_seen == SEEN
    assert set(current_papers(anna)) == {"dok_perjalanan"}
    begun = counter.post(f"{answer['Location']}layanan/ktp-hilang/")
    assert begun.status_code == 409
    assert "Layanan ini perlu NIK." in begun.content.decode()
    again = register(counter)
    assert again.status_code == 409
    assert "Paspor ini sudah punya akun." in again.content.decode()


def test_with_fewer_originals_a_verifier_looks(counter: Client) -> None:
    register(counter, asli=["paspor_asli"])
    assert Resident.objects.get().state == "awaiting_verification"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"paspor": "AB1"}, "Nomor paspor terdiri dari 6 sampai 9 huruf dan angka"),
        ({"negara": "XYZ"}, "Pilih negara penerbit paspor dari daftar."),
        ({"paspor_sampai": "1-5-2020"}, "Paspor ini sudah habis masa berlakunya."),
        ({"izin": "tamu"}, "Pilih izin tinggalnya."),
        ({"asli": ["ktp_asli"]}, "ktp_asli"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    counter: Client, changes: dict[str, Any], sentence: str
) -> None:
    answer = register(counter, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Resident.objects.exists()


def test_somebody_known_is_compared_with_his_passport(counter: Client) -> None:
    anna = verified_foreigner()
    page = found(counter, ANNA_NUMBER)
    assert "Paspor asli" in page
    assert "Kartu Keluarga asli" not in page
    assert ANNA_NUMBER not in page
    begun = counter.post(f"/petugas/loket/orang/{anna.public_id}/mulai/", {"asli": SEEN})
    assert begun.status_code == 302
