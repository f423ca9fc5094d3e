"""Counter, helpers, calls and simple mode in a real browser: a desk, a phone of 360 px, with rules of access."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from loket.accounts.sessions import SessionStore
from loket.applications.models import Application
from loket.intake.actions.begin_sitting import begin_sitting
from loket.intake.models import CallRequest
from loket.residents.models import PhoneOwner, Resident
from loket.staff.models import Membership
from loket.tenants.scope import in_tenant
from tests.applications.apply import begin, make_verified, make_version
from tests.applications.cases import make_membership
from tests.browser.eyes import DESK, PHONE, Site, faults, overflow, script_errors, small_targets, too_wide
from tests.faces.workbench.counter.beside import ALL_SEEN, make_helper

pytestmark = pytest.mark.browser


def _keep(page: Any, name: str) -> None:
    """A picture for the people who compare looks, when they ask for it."""
    folder = os.environ.get("LOKET_SHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page="phone" in name)


def _logged_in(site: Site, person: Membership | Resident, screen: dict[str, Any], **options: Any) -> Any:
    with in_tenant(person.tenant):
        store = SessionStore()
        store.begin(person.account, second_factor=isinstance(person, Membership))
    context = site.visitor(screen, **options)
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": str(store.session_key),
        "url": site.url("/"),
    }
    context.add_cookies([cookie])  # type: ignore[list-item]  # Playwright's own kind of dictionary
    return context.new_page()


def _seen(page: Any, name: str) -> list[str]:
    """What is wrong with the page shown."""
    _keep(page, name)
    wrong = [f"{name}: {fault}" for fault in faults(page)]
    if overflow(page):
        wrong.append(f"{name}: too wide {too_wide(page)}")
    return wrong


def test_the_counters_pages_stand_on_a_desk_and_a_phone(site: Site) -> None:
    with in_tenant(site.buleleng):
        version = make_version()
        version.service.counter_minutes = 60
        version.service.save()
        resident = make_verified("NI KETUT REMPEG")
        ayu = make_membership("petugas_loket", "verifikator_layanan", name="Kadek Ayu")
        sri = make_helper()
        poor = make_verified("I NYOMAN TANPA HP")
        Resident.objects.filter(pk=poor.pk).update(phone="", phone_owner=PhoneOwner.NONE)
        sitting = begin_sitting(ayu, resident, place="counter", consent="present", originals=ALL_SEEN)
        helped = begin_sitting(sri, resident, place="helper", consent="code")
    wrong = []
    for screen, look in (("desk", DESK), ("phone", PHONE)):
        page = _logged_in(site, ayu, look)
        heard = script_errors(page)
        for name, path in {
            "loket": "/petugas/loket/",
            "loket-daftar": "/petugas/loket/daftar/",
            "loket-orang": f"/petugas/loket/{sitting.public_id}/",
            "telepon": "/petugas/telepon/",
        }.items():
            page.goto(site.url(path))
            wrong += _seen(page, f"{name}-{screen}")
        page = _logged_in(site, sri, look)
        for name, path in {
            "pendamping": "/petugas/loket/",
            "pendamping-orang": f"/petugas/loket/{helped.public_id}/",
        }.items():
            page.goto(site.url(path))
            wrong += _seen(page, f"{name}-{screen}")
        page.goto(site.url("/petugas/loket/"))
        page.fill("[name=nik]", str(poor.nik))
        page.click("text=Lanjut")
        wrong += _seen(page, f"pendamping-izin-{screen}")
        assert heard == []
    assert not wrong, "\n".join(wrong)


def test_an_officer_registers_and_applies_without_a_script(site: Site) -> None:
    """The whole way of a walk-in, JavaScript off: found, compared, begun on the resident's own screens."""
    with in_tenant(site.buleleng):
        make_version()
        resident = make_verified("NI KETUT REMPEG")
        ayu = make_membership("petugas_loket", name="Kadek Ayu")
    page = _logged_in(site, ayu, DESK, java_script_enabled=False)
    page.goto(site.url("/petugas/loket/"))
    page.fill("[name=nik]", str(resident.nik))
    page.click("text=Lanjut")
    for value in ALL_SEEN:
        page.check(f"[name=asli][value={value}]")
    page.click("text=Orangnya cocok, mulai")
    page.click("section button.tautan")
    assert "Anda mengisi untuk" in page.inner_text(".disebelah")
    _keep(page, "mengisi-untuk-desk")
    page.check("[value=diri_sendiri]")
    page.click("text=Lanjut")
    assert "surat-kehilangan" in page.url
    with in_tenant(site.buleleng):
        assert Application.objects.get().assisted_name == "Kadek Ayu"


def test_simple_mode_call_me_and_my_helpers_at_360_pixels(site: Site) -> None:
    with in_tenant(site.buleleng):
        make_version()
        resident = make_verified("NI KETUT REMPEG")
        begin_sitting(make_helper(), resident, place="helper", consent="code")
        draft = begin(resident)
    page = _logged_in(site, resident, PHONE)
    heard, wrong = script_errors(page), []
    for name, path in {"telepon-saya": "/telepon-saya/", "pembantu": "/akun/pembantu/"}.items():
        page.goto(site.url(path))
        wrong += _seen(page, f"{name}-phone")
    page.goto(site.url("/bantuan/"))
    page.click("text=Mode mudah")
    for name, path in {
        "mudah-beranda": "/",
        "mudah-layanan": "/layanan/ktp-hilang/",
        "mudah-langkah": f"/permohonan/{draft.reference}/isi/untuk-siapa/",
        "mudah-permohonan": "/permohonan/",
        "mudah-akun": "/akun/",
        "mudah-bantuan": "/bantuan/",
        "mudah-telepon": "/telepon-saya/",
    }.items():
        page.goto(site.url(path))
        assert page.evaluate("document.documentElement.className") == "besar mudah"
        wrong += _seen(page, f"{name}-phone")
        wrong += [f"{name}: small {one}" for one in small_targets(page)]
    page.fill("[name=nama]", "Ni Ketut Rempeg")
    page.fill("[name=no_wa]", "081234998877")
    page.check("[value=kia]")
    page.get_by_role("button", name="Minta ditelepon").click()
    page.wait_for_load_state()
    wrong += _seen(page, "mudah-ditelepon-phone")
    with in_tenant(site.buleleng):
        assert CallRequest.objects.get().ticket in page.inner_text("main")
    assert not wrong, "\n".join(wrong)
    assert heard == []


def test_reading_aloud_is_offered_only_where_there_is_a_voice(site: Site) -> None:
    """The button stays away without a voice of the page's language; with one it reads and stops."""
    fake = """
      const spoken = [];
      class Said { constructor(text) { this.text = text; } }
      const voices = VOICES;
      Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Said });
      Object.defineProperty(window, 'speechSynthesis', { value: {
        speaking: false, getVoices: () => voices, addEventListener() {},
        speak(said) { spoken.push(said.text); this.speaking = true; }, cancel() { this.speaking = false; } } });
      window.spoken = spoken;
    """
    for voices, is_offered in (("[{lang: 'id_ID'}]", True), ("[{lang: 'fr-FR'}]", False), ("[]", False)):
        context = site.visitor(PHONE)
        context.add_cookies([{"name": "mode", "value": "mudah", "url": site.url("/")}])
        context.add_init_script(fake.replace("VOICES", voices))
        page = context.new_page()
        page.goto(site.url("/telepon-saya/"))
        button = page.locator("[data-baca]")
        assert button.is_visible() is is_offered, voices
        if is_offered:
            button.click()
            assert "Petugas menelepon Anda" in page.evaluate("window.spoken[0]")
            assert button.inner_text().strip() == "Berhenti"
            button.click()
            assert button.inner_text().strip() == "Bacakan"
