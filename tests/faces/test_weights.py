"""What a visitor's phone really downloads, as served (experience.md rows 1 to 4; S0-10).

Add a page to the lists below and it is weighed. First visits carry the style sheet; later ones do not.
"""

from __future__ import annotations

import brotli
import pytest
from django.http import HttpResponse
from django.test import Client

from loket.foundation.ui import inline_css
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_verified, ready_draft
from tests.applications.cases import make_membership, standing_in
from tests.cast import BULELENG_HOST
from tests.catalogue.conftest import opened
from tests.faces.portal.applications.people import signed_in
from tests.faces.workbench.desk import at_desk

KB = 1024
FONT = (inline_css.FOLDER / "pjs.woff2").stat().st_size
PUBLIC = [
    "/", "/layanan/", "/layanan/pilih/", "/layanan/ktp-hilang/", "/masuk/", "/daftar/", "/lupa/", "/cek/",
    "/aduan/cek/", "/bantuan/", "/kantor/", "/privasi/", "/luring/", "/tidak/ada/",
]  # fmt: skip


def _weight(answer: HttpResponse) -> int:
    assert answer.headers.get("Content-Encoding") in {"br", "gzip"}, "pages travel compressed"
    return len(answer.content)


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_are_light_on_the_first_and_on_every_later_visit(buleleng: Tenant, path: str) -> None:
    opened(buleleng)
    phone = Client(headers={"host": BULELENG_HOST, "accept-encoding": "gzip, br"})
    first = _weight(phone.get(path))
    assert first <= 8 * KB, f"{path}: {first} bytes without the font"
    assert first + FONT <= 25 * KB
    later = _weight(phone.get(path))
    assert later <= 6 * KB, f"{path}: {later} bytes on a later visit"


def test_pages_of_a_resident_are_light(buleleng: Tenant) -> None:
    opened(buleleng)
    with in_tenant(buleleng):
        sari = make_verified()
        draft = ready_draft(sari)
        phone = signed_in(sari)
    phone.cookies[inline_css.COOKIE] = inline_css.short_hash()
    pages = ["/permohonan/", f"/permohonan/{draft.reference}/periksa/", "/akun/", "/aduan/"]
    weights = {path: _weight(phone.get(path, headers={"accept-encoding": "gzip, br"})) for path in pages}
    assert max(weights.values()) <= 6 * KB, weights


def test_the_case_page_of_an_officer_is_light_with_everything_it_loads(buleleng: Tenant) -> None:
    """Row 4: page, style sheets, scripts and font, without the photos."""
    opened(buleleng)
    with in_tenant(buleleng):
        case = standing_in("in_verification")
        officer = at_desk(make_membership("verifikator_layanan"))
    page = _weight(
        officer.get(f"/petugas/permohonan/{case.reference}/", headers={"accept-encoding": "gzip, br"})
    )
    files = ("resident.css", "desk.css", "resident.js", "desk.js")
    loaded = sum(len(brotli.compress((inline_css.FOLDER / name).read_bytes())) for name in files)
    assert page + loaded + FONT <= 40 * KB
