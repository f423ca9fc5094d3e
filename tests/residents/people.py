"""People of Buleleng and Surakarta for tests: their numbers are well-formed and invented."""

from __future__ import annotations

import io
import re
from functools import cache

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from loket.files.actions.receive import receive
from loket.foundation.kernel import clock
from loket.notifications.models import Message
from loket.residents.actions.attach_photo import attach_photo
from loket.residents.actions.complete_registration import complete_registration
from loket.residents.actions.start_registration import save_answers, save_password, start_registration
from loket.residents.models import Resident
from loket.residents.queries import resident_by_nik
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

SARI_NIK = "5108026512840001"
SARI_KK = "5108021203090007"
SARI_PHONE = "081234567890"
PASSWORD = "kopi hangat pagi"
PAPERS = ("ktp_asli", "kk_asli", "foto_ttd", "selfie_ktp")


@cache
def photo_bytes(colour: str = "teal") -> bytes:
    """A small real JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def photo(name: str = "foto.jpg") -> SimpleUploadedFile:
    """The photo as a browser sends it."""
    return SimpleUploadedFile(name, photo_bytes(), content_type="image/jpeg")


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


def registered(
    *,
    nik: str = SARI_NIK,
    kk: str = SARI_KK,
    name: str = "NI LUH SARI DEWI",
    phone: str = SARI_PHONE,
    proved: bool = True,
) -> Resident:
    """A resident of Buleleng who has sent everything and waits; needs an open scope."""
    draft = start_registration()
    save_answers(draft, {"nik": nik, "no_kk": kk, "nama": name, "no_wa": "+62" + phone[1:]})
    save_password(draft, _hashed())
    for slug in PAPERS:
        attach_photo(draft, slug, receive(photo_bytes(), owner="test"))
    draft.phone_proved_at = clock.now() if proved else None
    draft.save()
    complete_registration(draft, device_hash=b"d" * 32)
    resident = resident_by_nik(nik)
    assert resident is not None
    return resident


def last_code(tenant: Tenant) -> str:
    """The six digits of the newest code message."""
    with in_tenant(tenant):
        message = Message.objects.filter(kind="accounts.code").order_by("-id").first()
    assert message is not None, "no code was sent"
    found = re.search(r"\b\d{6}\b", message.text)
    assert found
    return found.group()


def register_by_posts(
    browser: Client, tenant: Tenant, *, nik: str = SARI_NIK, password: str = PASSWORD
) -> list[object]:
    """Walk the Buleleng registration without script; gives every answer met on the way."""
    answers = [
        browser.post("/daftar/", {"nik": nik, "no_kk": SARI_KK, "nama": "Ni Luh Sari Dewi"}),
        browser.post("/daftar/kontak/", {"no_wa": SARI_PHONE, "email": "", "password": password}),
        browser.post("/daftar/ktp/", {"ktp_asli": photo()}),
        browser.post("/daftar/kk/", {"kk_asli": photo()}),
        browser.post("/daftar/tanda-tangan/", {"foto_ttd": photo()}),
        browser.post("/daftar/wajah/", {"selfie_ktp": photo()}),
        browser.post("/daftar/periksa/", {"pernyataan": "on"}),
    ]
    answers.append(browser.post("/daftar/kode/", {"kode": last_code(tenant)}))
    return answers
