"""A lost KTP-el from registration to hand-over in both profiles, without a single script and with them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journeys import steps
from tests.journeys.eyes_and_hand import ScriptedHand
from tests.journeys.hand import Hand
from tests.live import Live

WAYAN = {
    "nik": "5108065204910007",
    "kk": "5108061203150007",
    "name": "NI WAYAN SUKERTI",
    "phone": "081211112233",
}
WAYAN_PHONE = "+6281211112233"
KECAMATAN = "51.08.06"


def test_a_lost_card_in_buleleng_from_phone_to_hand_over(live: Live) -> None:
    """S3-16 to S3-34: register, be verified, apply, be checked, and collect; each step a message."""
    wayan = steps.register_buleleng(live, **WAYAN)
    made = steps.officer(live, "made")
    steps.verify_account(made, WAYAN["name"])
    steps.message_with(live, WAYAN_PHONE, "disetujui")

    steps.log_in(wayan, WAYAN["nik"])
    number = steps.apply_for_lost_card(wayan, KECAMATAN)
    assert "Petugas memeriksa" in wayan.page.text
    steps.message_with(live, WAYAN_PHONE, number)

    steps.from_queue_to_counter(number, checking=made, making=steps.officer(live, "ketut"))
    steps.message_with(live, WAYAN_PHONE, "disetujui", number)
    ready = steps.message_with(live, WAYAN_PHONE, "sudah jadi")
    assert number in ready
    assert WAYAN["nik"] not in ready

    page = wayan.open(f"/permohonan/{number}/")
    assert "Bawa yang asli" in page.text
    assert "Siap diambil" in page.text

    steps.hand_over(steps.officer(live, "nengah"), number, WAYAN["name"])
    assert "Selesai" in wayan.open(f"/permohonan/{number}/").text

    looked = Hand(live.port)
    looked.open("/cek/")
    looked.press("Lihat status", nomor=number, hp_akhir=WAYAN["phone"][-4:])
    assert "Selesai" in looked.page.text
    assert WAYAN["name"] not in looked.page.text


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_a_lost_card_in_surakarta_from_a_code_to_hand_over(
    live: Live, scripts: bool, request: pytest.FixtureRequest
) -> None:
    """S0-11 to S0-22 and S3-34: NIK, phone and e-mail, SMS code, password, log in, apply, checked, collected.

    No officer looks at the account; the profile is asked for once, before the first application.
    """
    nik, phone = ("3372045604890007", "081222223344") if scripts else ("3372044506910003", "081222223355")
    name = "ENDANG LESTARI WULANDARI" if scripts else "TRI WAHYUNI"
    endang: Any = Hand(live.port, steps.SURAKARTA)
    if scripts:
        endang = ScriptedHand(request.getfixturevalue("browser"), live.port, steps.SURAKARTA)
        request.addfinalizer(endang.close)
    endang.open("/daftar/")
    endang.press("Lanjut", nik=nik)
    endang.press("Lanjut", no_wa=phone, email="warga@contoh.id")
    endang.press("Lanjut", kode=steps.code_for(live, f"+62{phone[1:]}", steps.SURAKARTA))
    endang.press("Lanjut", password=steps.PASSWORD)
    steps.log_in(endang, nik)
    number = steps.apply_for_lost_card(endang, "33.72.04", nama=name, no_kk="3372042207100009")
    assert number.startswith("SKA-")
    told = steps.message_with(live, f"+62{phone[1:]}", number, host=steps.SURAKARTA)
    assert nik not in told

    joko, endah = (steps.officer(live, name, steps.SURAKARTA) for name in ("joko", "endah"))
    steps.from_queue_to_counter(number, checking=joko, making=endah)
    ready = steps.message_with(live, f"+62{phone[1:]}", "siap diambil", host=steps.SURAKARTA)
    assert number in ready
    assert "Siap diambil" in endang.open(f"/permohonan/{number}/").text
    steps.hand_over(steps.officer(live, "bambang", steps.SURAKARTA), number, name)
    assert "Selesai" in endang.open(f"/permohonan/{number}/").text
