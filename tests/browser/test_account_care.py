"""Signs, freezing, the lost phone, SIAK's hint and the watch page in a real browser, at the desk and on a phone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from loket.files import tasks
from loket.files.models import StoredFile
from loket.registry.actions.look_up import look_up
from loket.registry.actions.set_registry import set_registry
from loket.registry.models import PendingLookup
from loket.residents.actions.verify import verify
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.scope import in_tenant
from tests.browser.eyes import DESK, PHONE, Site, faults, overflow
from tests.faces.workbench.desk import at_desk
from tests.residents.people import last_code, registered
from tests.staff.people import officer

#: Where pictures go when somebody wants to look at them himself.
PICTURES = os.environ.get("LOKET_PICTURES", "")


def look(page: Any, name: str) -> None:
    """Nothing broken, nothing beyond the edge."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    assert faults(page) == [], name
    assert overflow(page) == 0, name


def sign_in(site: Site, context: Any, membership: Membership) -> None:
    """Bring the officer's session into this browser."""
    (cookie,) = [one for one in at_desk(membership).cookies.values() if one.key.endswith("masuk")]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url("/")}])


def people_of_a_broker(site: Site) -> Resident:
    """Sari verified; seven waiting ones from the same browser, one of whom SIAK knows under another KK."""
    with in_tenant(site.buleleng):
        made = officer(site.buleleng, "made")
        sari = registered()
        verify(sari, by=made)
        set_registry(adapter="stub", asks_on_arrival=True, daily_limit=100, legal_basis="UU 24/2013")
        registered(
            nik="5108025403949901", kk="5108021203119902", name="Ni Luh Putu Sari Dewi", phone="081299990001"
        )
        for serial in range(10, 15):
            registered(
                nik=f"51080241079000{serial}", kk=f"51080212030900{serial}", name=f"I KETUT CONTOH {serial}",
                phone=f"0812999900{serial}",
            )  # fmt: skip
        files = list(StoredFile.objects.values_list("pk", flat=True))
        pending = list(PendingLookup.objects.values_list("pk", flat=True))
    for file in files:
        tasks.rebuild(site.buleleng.pk, file)
    for key in pending:
        look_up(site.buleleng, key)
    return sari


@pytest.mark.parametrize(("screen", "name"), [(DESK, "desk"), (PHONE, "phone")])
def test_issue_4_the_care_of_accounts_at_1366_by_768_and_on_a_phone(
    site: Site, screen: dict[str, Any], name: str
) -> None:
    sari = people_of_a_broker(site)
    with in_tenant(site.buleleng):
        both = officer(site.buleleng, "wayan", roles=("verifikator_user", "kepala_dinas"))
        asked = Resident.objects.get(name="Ni Luh Putu Sari Dewi")
    context = site.visitor(screen)
    sign_in(site, context, both)
    page = context.new_page()
    for path, word in (
        (f"/petugas/akun/{asked.public_id}/", "case"),
        (f"/petugas/akun/{asked.public_id}/serupa/", "beside"),
        (f"/petugas/akun/{sari.public_id}/", "verified"),
        (f"/petugas/akun/{sari.public_id}/bekukan/", "freeze"),
        (f"/petugas/akun/{sari.public_id}/nomor/", "number"),
        ("/petugas/akun/pantau/", "watch"),
    ):
        answer = page.goto(site.url(path))
        assert answer is not None
        assert answer.status == 200, path
        look(page, f"{name}-{word}")
    page.goto(site.url(f"/petugas/akun/{asked.public_id}/"))
    assert "Nomor KK: tidak sesuai" in page.inner_text(".siak")
    assert "dipakai 6 akun lain" in page.inner_text(".putus")


def test_issue_4_the_lost_phone_without_script(site: Site) -> None:
    sari = people_of_a_broker(site)
    with in_tenant(site.buleleng):
        counter = officer(site.buleleng, "loket", roles=("petugas_loket",))
    context = site.visitor(DESK, java_script_enabled=False)
    sign_in(site, context, counter)
    page = context.new_page()
    page.goto(site.url(f"/petugas/akun/{sari.public_id}/nomor/"))
    for key in ("ktp", "wajah", "data"):
        page.check(f"input[value={key}]")
    page.fill("#id_no_wa", "0812 9999 0099")
    page.click("text=Kirim kode ke nomor baru")
    page.wait_for_url("**/nomor/kode/")
    page.fill("#id_kode", last_code(site.buleleng))
    page.click("text=Pasang nomor ini")
    page.wait_for_url("**/nomor/")
    assert "Nomor baru sudah terpasang" in page.inner_text("main")
