"""A lost KTP-el from registration to hand-over, without a single script, in both profiles."""

from __future__ import annotations

from tests.journeys import steps
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

    made.open(f"/petugas/permohonan/{number}/")
    made.press("Periksa berkas ini")
    made.open(f"/petugas/permohonan/{number}/")
    made.press("Setujui")
    steps.message_with(live, WAYAN_PHONE, "disetujui", number)

    ketut = steps.officer(live, "ketut")
    ketut.open(f"/petugas/permohonan/{number}/")
    ketut.press("Ambil proses")
    ketut.open(f"/petugas/permohonan/{number}/")
    ketut.press("Mulai cetak")
    ketut.open(f"/petugas/permohonan/{number}/")
    ketut.click("Siap diambil")
    ketut.press("Kabari pemohon")
    ready = steps.message_with(live, WAYAN_PHONE, "sudah jadi")
    assert number in ready
    assert WAYAN["nik"] not in ready

    page = wayan.open(f"/permohonan/{number}/")
    assert "Bawa yang asli" in page.text
    assert "Siap diambil" in page.text

    nengah = steps.officer(live, "nengah")
    nengah.open(f"/petugas/serah/{number}/")
    nengah.press("Serahkan", nama=WAYAN["name"], hubungan="self", pesan_ditunjukkan="on",
                 asli=["surat_polisi_hilang", "kk_asli"], kartu_lama="lost")  # fmt: skip
    assert "Selesai" in wayan.open(f"/permohonan/{number}/").text

    looked = Hand(live.port)
    looked.open("/cek/")
    looked.press("Lihat status", nomor=number, hp_akhir=WAYAN["phone"][-4:])
    assert "Selesai" in looked.page.text
    assert WAYAN["name"] not in looked.page.text


def test_a_lost_card_in_surakarta_with_an_sms_code_and_no_officer_for_the_account(live: Live) -> None:
    """S0-11 to S0-22: NIK, phone and e-mail, SMS code, password, log in, the profile once, apply."""
    nik, phone = "3372045604890007", "081222223344"
    joko = Hand(live.port, steps.SURAKARTA)
    joko.open("/daftar/")
    joko.press("Lanjut", nik=nik)
    joko.press("Lanjut", no_wa=phone, email="endang@contoh.id")
    joko.press("Lanjut", kode=steps.code_for(live, f"+62{phone[1:]}", steps.SURAKARTA))
    joko.press("Lanjut", password=steps.PASSWORD)
    steps.log_in(joko, nik)
    number = steps.apply_for_lost_card(
        joko, "33.72.04", nama="ENDANG LESTARI WULANDARI", no_kk="3372042207100009"
    )
    assert number.startswith("SKA-")
    told = steps.message_with(live, f"+62{phone[1:]}", number, host=steps.SURAKARTA)
    assert nik not in told
