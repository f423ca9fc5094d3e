"""People without a NIK for tests: their passports are invented (the Dutch specimen range, in part)."""

from __future__ import annotations

from django.test import Client

from loket.audit.actor import Actor
from loket.files.actions.receive import receive
from loket.foundation.kernel import clock
from loket.foundation.kernel.passports import Passport
from loket.residents import lifecycle
from loket.residents.actions.attach_photo import attach_photo
from loket.residents.actions.complete_profile import complete_profile
from loket.residents.actions.complete_registration import complete_registration
from loket.residents.actions.keep_account_papers import keep_account_papers
from loket.residents.actions.start_registration import save_answers, start_registration
from loket.residents.models import Resident, ResidentPaper
from loket.residents.queries import resident_by_passport
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.residents.people import PASSWORD, last_code, photo, photo_bytes

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


def waiting_foreigner(
    *, number: str = ANNA_NUMBER, country: str = "NLD", phone: str = ANNA_PHONE, until: str = "2031-05-01"
) -> Resident:
    """A foreigner who has sent everything and waits for an officer; needs an open scope."""
    draft = start_registration()
    told = {"negara": country, "paspor": number, "paspor_sampai": until, "izin": "itas"}
    save_answers(draft, {**told, "nama": "ANNA VISSER", "no_wa": "+62" + phone[1:]})
    for slug in PAPERS.values():
        attach_photo(draft, slug, receive(photo_bytes(), owner="test"))
    draft.phone_proved_at = clock.now()
    draft.save()
    complete_registration(draft, device_hash=b"f" * 32)
    resident = resident_by_passport(Passport(country, number))
    assert resident is not None
    return resident


def verified_foreigner() -> Resident:
    """A foreigner with a checked account and a desa, who may apply; needs an open scope."""
    resident, now = waiting_foreigner(), clock.now()
    by = Actor("officer", "made", "Made")
    lifecycle.move(resident, "verify", by=by, slot="verifier", columns={"verified_at": now})
    ResidentPaper.objects.filter(resident=resident).update(accepted_at=now)
    keep_account_papers(resident, at=now)
    complete_profile(resident, village_code="51.08.06.1003")
    return resident


def the_foreigner(tenant: Tenant) -> Resident:
    """The only resident without a NIK there."""
    with in_tenant(tenant):
        found: Resident = Resident.objects.select_related("account").get(nik_hash__isnull=True)
    return found
