"""S1-25: an office closes its counters in an emergency; whoever has begun already is told where he goes on."""

from __future__ import annotations

from datetime import timedelta

from loket.catalogue.actions.set_offer import set_offer
from loket.catalogue.actions.switch_back import switch_back
from loket.catalogue.actions.switch_presence import switch_presence
from loket.catalogue.models import Presence
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from tests.applications.apply import LOST, begin, make_verified, ready_draft
from tests.faces.portal.applications.people import signed_in

WHY, WHY_EN = "Kantor banjir. Untuk sementara diurus di Kecamatan Seririt.", "Flood. For now in Seririt."


def test_a_begun_draft_says_how_it_is_served_for_now(in_buleleng: Tenant) -> None:
    """In the list and before sending, in both languages; gone when the emergency is over."""
    sari = make_verified()
    draft, client = ready_draft(sari), signed_in(sari)
    pages = ("/permohonan/", f"/permohonan/{draft.reference}/periksa/")
    assert all(WHY not in client.get(page).content.decode() for page in pages)
    switch_presence([LOST], Presence.COUNTER, reason=WHY, reason_en=WHY_EN)
    for page in pages:
        assert client.get(page).content.decode().count(WHY) == 1, page
    client.cookies["bahasa"] = "en"
    assert all(WHY_EN in client.get(page).content.decode() for page in pages)
    switch_back()
    assert all(WHY_EN not in client.get(page).content.decode() for page in pages)


def test_drafts_of_other_services_say_nothing(in_buleleng: Tenant) -> None:
    sari = make_verified()
    begin(sari, "kia-baru")
    begin(sari)
    switch_presence([LOST], Presence.COUNTER, reason=WHY)
    assert signed_in(sari).get("/permohonan/").content.decode().count(WHY) == 1


def test_issue_4_a_begun_draft_says_that_its_service_was_stopped(in_buleleng: Tenant) -> None:
    """In the list, on each screen and before sending, not only when the button is refused."""
    sari = make_verified()
    draft, client = ready_draft(sari), signed_in(sari)
    screens = (f"/permohonan/{draft.reference}/isi/{key}/" for key in ("untuk-siapa", "kertas-kk-asli"))
    pages = ("/permohonan/", *screens, f"/permohonan/{draft.reference}/periksa/")
    said = "Layanan ini sudah ditutup."
    assert all(said not in client.get(page).content.decode() for page in pages)
    set_offer(LOST, {"available_until": clock.today(in_buleleng.zone) - timedelta(days=1)})
    for page in pages:
        assert client.get(page).content.decode().count(said) == 1, page
