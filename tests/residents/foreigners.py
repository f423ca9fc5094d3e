"""People without a NIK for tests: their passports are invented (the Dutch specimen range, in part)."""

from __future__ import annotations

from django.test import Client

from loket.residents.models import Resident
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import PASSWORD, last_code, photo

ANNA_NUMBER = "NX12B45C6"
ANNA_PHONE = "081234567899"
#: What the first page takes.
PASSPORT = {"negara": "NLD", "paspor": "nx12 b45c6", "paspor_sampai": "1-5-2031"}
PAPERS = {
    "foto-paspor": "dok_perjalanan",
    "izin-itas": "itas",
    "tanda-tangan": "foto_ttd",
    "wajah-paspor": "selfie_paspor",
}


def passport_posts(browser: Client, **typed: str) -> list[object]:
    """Walk the Buleleng registration by passport up to the code; gives every answer met on the way."""
    phone = typed.pop("no_wa", ANNA_PHONE)
    answers = [
        browser.post("/daftar/paspor/", PASSPORT | typed),
        browser.post("/daftar/diri/", {"nama": "Anna Visser", "izin": "itas"}),
        browser.post("/daftar/kontak/", {"no_wa": phone, "email": "", "password": PASSWORD}),
    ]
    answers += [browser.post(f"/daftar/{step}/", {slug: photo()}) for step, slug in PAPERS.items()]
    return [*answers, browser.post("/daftar/periksa/", {"pernyataan": "on"})]


def register_by_passport(browser: Client, tenant: Tenant, **typed: str) -> list[object]:
    """The whole of it, with the code of the message."""
    answers = passport_posts(browser, **typed)
    return [*answers, browser.post("/daftar/kode/", {"kode": last_code(tenant)})]


def the_foreigner(tenant: Tenant) -> Resident:
    """The only resident without a NIK there."""
    with in_tenant(tenant):
        found: Resident = Resident.objects.select_related("account").get(nik_hash__isnull=True)
    return found
