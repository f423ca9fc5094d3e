"""Lists of people in Chromium on a 360 px phone: calm screens of one person, one more by a button, scripts off."""

from __future__ import annotations

import os
from pathlib import Path

from loket.applications.actions.save_answers import save_answers
from loket.residents.models import Resident
from loket.tenants.scope import in_tenant
from tests.applications.apply import begin, make_verified
from tests.browser import eyes
from tests.browser.eyes import Site
from tests.browser.test_applying import phone_of
from tests.faces.portal.applications.people import signed_in

SARI = {"nama": "NI LUH SARI", "nik": "5108065203900011", "shdk": "anak"}
WITNESS = {"nama": "NI LUH SARI", "kewarganegaraan": "WNI"}


def _drafts(site: Site) -> tuple[str, str, str]:
    """Session key, a birth certificate with its first witness begun, a KK with one member."""
    with in_tenant(site.buleleng):
        sari: Resident = make_verified()
        key = signed_in(sari).cookies["masuk"].value
        birth, family = begin(sari, "akta-kelahiran"), begin(sari, "kk-pisah")
        save_answers(birth, {"saksi": [WITNESS]}, edition=None)
        save_answers(family, {"anggota": [SARI]}, edition=None)
        return key, birth.reference, family.reference


def test_a_person_has_a_calm_screen_and_the_list_grows_without_scripts(site: Site) -> None:
    """Experience rules 1 and 11 to 13: few fields, axe 0, no sideways scroll."""
    key, birth, family = _drafts(site)
    page = phone_of(site, key).new_page()
    wrong = []
    for path in (f"{birth}/isi/saksi-1/", f"{birth}/isi/saksi-1-b/", f"{family}/isi/anggota-1/"):
        page.goto(site.url(f"/permohonan/{path}"))
        page.wait_for_load_state("networkidle")
        found = [*eyes.small_targets(page), *eyes.wide_with_large_text(page)]
        found += ["sideways scroll"] if eyes.overflow(page) else []
        if folder := os.environ.get("LOKET_LOOK"):
            page.screenshot(path=Path(folder) / f"{path.strip('/').rpartition('/')[2]}.png", full_page=True)
        page.set_viewport_size({"width": 360, "height": 2400})
        wrong += [(path, one) for one in [*found, *eyes.faults(page)]]
        page.set_viewport_size({"width": 360, "height": 800})
    assert wrong == []
    plain = phone_of(site, key, java_script_enabled=False).new_page()
    plain.goto(site.url(f"/permohonan/{family}/isi/anggota-1/"))
    plain.get_by_role("button", name="Tambah orang lagi").click()
    plain.wait_for_url("**/isi/anggota-2/")
    assert plain.locator("h1").inner_text() == "Anggota 2 dari 2"
    plain.get_by_role("button", name="Hapus orang ini").click()
    plain.wait_for_url("**/isi/anggota-1/")
    assert plain.locator("h1").inner_text() == "Anggota 1"
