"""The family list and the locker in Chromium on a 360 px phone: calm, reachable, no faults, scripts off."""

from __future__ import annotations

import os
from pathlib import Path

from loket.applications.actions.save_answers import save_answers
from loket.foundation.kernel import clock
from loket.residents.actions.keep_member import Told, keep_member
from loket.residents.models import LockerAnswers, LockerPaper
from loket.tenants.scope import in_tenant
from tests.applications.apply import begin, make_verified, photo
from tests.browser import eyes
from tests.browser.eyes import Site
from tests.browser.test_applying import phone_of
from tests.faces.portal.applications.people import signed_in


def _kept(site: Site) -> tuple[str, str, str]:
    """Session key, a draft and a member of somebody who keeps a son, a wife, a family card and answers."""
    with in_tenant(site.buleleng):
        sari, at = make_verified(), clock.now()
        son = keep_member(sari, Told("I MADE ADI", "anak", nik="5108061203150001", birth_date="2015-03-12"))
        keep_member(sari, Told("I KETUT BUDI", "suami", nik="5108061203850002"))
        LockerPaper.objects.create(
            resident=sari, slug="kk_asli", about=bytes(sari.kk_hash), file=photo(), taken_at=at,
            checked_at=at, origin="BLL-26-7KQ4M2XP-C",
        )  # fmt: skip
        LockerAnswers.objects.create(
            resident=sari, about=bytes(sari.nik_hash), answers={"agama": "hindu", "alamat_jalan": "Jl. Ngurah Rai"},
            checked_at=at, origin="BLL-26-7KQ4M2XP-C",
        )  # fmt: skip
        draft = save_answers(begin(sari), {"peran_pemohon": "diri_sendiri"}, edition=None)
        return signed_in(sari).cookies["masuk"].value, draft.reference, str(son.public_id)


def test_the_pages_are_calm_and_a_tap_answers_untuk_siapa(site: Site) -> None:
    """Experience rules 11 to 13 and R13: axe 0, no sideways scroll, targets of a thumb; script off."""
    key, draft, son = _kept(site)
    page = phone_of(site, key).new_page()
    wrong = []
    for path in (
        "/keluarga/", f"/keluarga/{son}/", f"/keluarga/{son}/hapus/", "/berkas-saya/",
        f"/permohonan/{draft}/isi/untuk-siapa/", f"/permohonan/{draft}/isi/kertas-kk-asli/",
    ):  # fmt: skip
        page.goto(site.url(path))
        page.wait_for_load_state("networkidle")
        found = [*eyes.small_targets(page), *eyes.wide_with_large_text(page)]
        found += ["sideways scroll"] if eyes.overflow(page) else []
        if folder := os.environ.get("LOKET_LOOK"):
            page.screenshot(path=Path(folder) / f"{path.strip('/').replace('/', '_')}.png", full_page=True)
        page.set_viewport_size({"width": 360, "height": 2400})
        wrong += [(path, one) for one in [*found, *eyes.faults(page)]]
        page.set_viewport_size({"width": 360, "height": 800})
    assert wrong == []
    plain = phone_of(site, key, java_script_enabled=False).new_page()
    plain.goto(site.url(f"/permohonan/{draft}/isi/untuk-siapa/"))
    plain.get_by_role("button", name="I MADE ADI").click()
    plain.wait_for_url("**/isi/pemilik/")
    assert plain.locator("[name=subjek_nama]").input_value() == "I MADE ADI"
