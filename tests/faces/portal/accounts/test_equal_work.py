"""Known and unknown people cost the same work (security rule 34): counted in statements, not in milliseconds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import PASSWORD, SARI_KK, SARI_NIK, last_code, photo, registered

UNKNOWN_NIK = "5108020512840001"


@pytest.fixture
def sari(buleleng: Tenant) -> Resident:
    with in_tenant(buleleng):
        return registered(phone="085700001111")


def statements(deed: Callable[[], object]) -> list[str]:
    """The kinds and tables of the statements a deed needs, in order."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        deed()
    texts = [query["sql"] for query in seen.captured_queries]
    return [" ".join(re.sub(r"SAVEPOINT .*", "SAVEPOINT", text).split()[:3]) for text in texts]


def fresh() -> Client:
    browser = Client(headers={"host": "buleleng.localhost"})
    browser.get("/masuk/")
    return browser


def test_log_in(sari: Resident) -> None:
    def deed(nik: str) -> list[str]:
        browser = fresh()
        return statements(lambda: browser.post("/masuk/", {"nik": nik, "password": "salah sekali ya"}))

    deed(SARI_NIK)
    assert deed(SARI_NIK) == deed(UNKNOWN_NIK)


def test_forgotten_password(sari: Resident) -> None:
    def deed(nik: str) -> int:
        browser = fresh()
        return len(statements(lambda: browser.post("/lupa/", {"nik": nik})))

    deed("5108020512840009")
    assert abs(deed(SARI_NIK) - deed(UNKNOWN_NIK)) <= 2


def test_registration(sari: Resident, buleleng: Tenant) -> None:
    """The last step: an account is made, or its making is rehearsed and the owner told."""

    def deed(nik: str, phone: str) -> int:
        browser = fresh()
        browser.post("/daftar/", {"nik": nik, "no_kk": SARI_KK, "nama": "Ni Luh Sari Dewi"})
        browser.post("/daftar/kontak/", {"no_wa": phone, "password": PASSWORD})
        for step, slug in (
            ("ktp", "ktp_asli"),
            ("kk", "kk_asli"),
            ("tanda-tangan", "foto_ttd"),
            ("wajah", "selfie_ktp"),
        ):
            browser.post(f"/daftar/{step}/", {slug: photo()})
        browser.post("/daftar/periksa/", {"pernyataan": "on"})
        code = last_code(buleleng)
        return len(statements(lambda: browser.post("/daftar/kode/", {"kode": code})))

    deed("5108020512840009", "085733334440")
    taken, free = deed(SARI_NIK, "085733334441"), deed(UNKNOWN_NIK, "085733334442")
    assert abs(taken - free) <= 12, (taken, free)
