"""How a dinas works, switched by its administrator: each setting for this dinas alone (X-1 … X-11)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from loket.audit.models import Entry
from loket.catalogue.models import Service
from loket.faces.console.settings.sections import SECTIONS
from loket.foundation.kernel import clock
from loket.notifications.actions.queue import is_switched_on, queue
from loket.notifications.kinds import kinds
from loket.notifications.messages import Recipient
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.catalogue.conftest import opened
from tests.complaints.filing import filed

from .rai import rai

#: what each section is sent with, and the column that proves it
RIGHT = {
    "saluran": ({"pertama": "sms", "kedua": "whatsapp", "pesan": []}, "notify_channels", ["sms", "whatsapp"]),
    "pendaftaran": ({"cara": "surakarta", "kode": "on", "sandi": "10"}, "password_min", 10),
    "waktu": ({"aturan": "next_morning", "jam": "selalu"}, "clock_rule", "next_morning"),
    "penyerahan": (
        {"syarat": "identity", "cara_terima": ["ambil_dinas"], "zona": "on"},
        "handover_rule",
        "identity",
    ),
    "spanduk": (
        {"teks": "Kantor tutup karena banjir.", "mulai": "2026-11-20", "sampai": "2026-12-01"},
        "banner_text",
        "Kantor tutup karena banjir.",
    ),
}
#: values that cannot be, the field beside which the sentence stands, and the sentence
WRONG = [
    ("saluran", {"pertama": "email"}, "SMS atau WhatsApp"),
    ("saluran", {"pertama": "sms", "kedua": "sms"}, "sudah dipilih di atas"),
    ("saluran", {"pertama": "sms", "ketiga": "email"}, "pilihan kedua dulu"),
    ("saluran", {"pertama": "merpati"}, "Pilih salah satu dari daftar"),
    ("pendaftaran", {"cara": "surakarta", "sandi": "7"}, "antara 8 dan 32"),
    ("pendaftaran", {"cara": "lain", "sandi": "8"}, "Pilih salah satu dari daftar"),
    ("waktu", {"aturan": "at_once", "jam": "batas"}, "Isi jam mulai dan jam selesai"),
    ("waktu", {"aturan": "at_once", "jam": "batas", "buka": "25:00", "tutup": "15:00"}, "Jam ini tidak ada"),
    ("waktu", {"aturan": "at_once", "jam": "batas", "buka": "08:00", "tutup": "08:00"}, "tidak boleh sama"),
    ("penyerahan", {"syarat": "identity", "cara_terima": []}, "paling sedikit satu cara"),
    ("penyerahan", {"syarat": "identity", "cara_terima": ["merpati"]}, "Pilih dari daftar"),
    ("spanduk", {"teks": "A", "mulai": "2026-12-02", "sampai": "2026-12-01"}, "lebih awal"),
    ("spanduk", {"teks": "", "teks_en": "Closed"}, "bahasa Indonesia"),
    ("spanduk", {"teks": "A", "mulai": "2026-02-30"}, "Tanggal ini tidak ada"),
    ("spanduk", {"teks": "x" * 301}, "Paling banyak 300"),
    ("spanduk", {"teks": "dibalik \u202e sini"}, "tidak bisa dibaca"),
]


@pytest.fixture
def open_buleleng(buleleng: Tenant) -> Tenant:
    """Buleleng in its stage of July 2020."""
    return opened(buleleng)


@pytest.fixture
def open_surakarta(surakarta: Tenant) -> Tenant:
    """Surakarta with its five services."""
    return opened(surakarta)


def column(tenant: Tenant, name: str) -> object:
    return getattr(Tenant.objects.get(pk=tenant.pk), name)


@pytest.mark.parametrize("slug", list(RIGHT))
def test_a_setting_changes_that_dinas_alone_and_is_recorded(
    buleleng: Tenant, surakarta: Tenant, slug: str
) -> None:
    """X-4, X-5, X-6, X-7, X-11, S1-25."""
    sent, name, wanted = RIGHT[slug]
    browser, other = rai(buleleng), column(surakarta, name)
    answer = browser.post(f"/kelola/pengaturan/{slug}/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/kelola/pengaturan/")
    assert column(buleleng, name) == wanted
    assert column(surakarta, name) == other
    assert "tersimpan. Berlaku dalam setengah menit." in browser.get("/kelola/pengaturan/").content.decode()
    with in_tenant(buleleng):
        entry = Entry.objects.get(action="tenants.settings")
        assert entry.detail[name]["to"] == wanted
        assert entry.actor_name == "Ibu Rai"
    with in_tenant(surakarta):
        assert not Entry.objects.filter(action="tenants.settings").exists()


@pytest.mark.parametrize(("slug", "sent", "sentence"), WRONG)
def test_bad_input_gets_one_plain_sentence_and_changes_nothing(
    buleleng: Tenant, slug: str, sent: dict[str, object], sentence: str
) -> None:
    before = Tenant.objects.filter(pk=buleleng.pk).values().get()
    answer = rai(buleleng).post(f"/kelola/pengaturan/{slug}/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'aria-invalid="true"' in page
    assert Tenant.objects.filter(pk=buleleng.pk).values().get() == before


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.slug)
def test_saving_what_is_shown_changes_nothing(buleleng: Tenant, section: object) -> None:
    """The form of every section holds exactly what is true now."""
    browser = rai(buleleng)
    form = browser.get(f"/kelola/pengaturan/{section.slug}/").context["form"]  # type: ignore[attr-defined]  # a Section
    sent = {one.html_name: _typed(one) for one in form if one.value() not in (None, "", False)}
    before = Tenant.objects.filter(pk=buleleng.pk).values().get()
    assert browser.post(f"/kelola/pengaturan/{section.slug}/", sent).status_code == 302  # type: ignore[attr-defined]  # a Section
    assert Tenant.objects.filter(pk=buleleng.pk).values().get() == before
    with in_tenant(buleleng):
        assert not Entry.objects.filter(action="tenants.settings").exists()


def _typed(bound: object) -> object:
    value = bound.value()  # type: ignore[attr-defined]  # a BoundField
    return "on" if value is True else value


def test_two_administrators_lose_nothing(buleleng: Tenant) -> None:
    """The second sees the first's change beside her own words, and may save all the same."""
    browser = rai(buleleng)
    seen = browser.get("/kelola/pengaturan/spanduk/").context["form"].mark
    browser.post("/kelola/pengaturan/spanduk/", {"teks": "Dari yang pertama.", "dilihat": seen})
    late = browser.post("/kelola/pengaturan/spanduk/", {"teks": "Dari yang kedua.", "dilihat": seen})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Dari yang pertama." in page
    assert "Dari yang kedua." in page
    again = late.context["form"]["dilihat"].value()
    assert (
        browser.post("/kelola/pengaturan/spanduk/", {"teks": "Bersama.", "dilihat": again}).status_code == 302
    )


def test_an_unknown_section_is_no_page(buleleng: Tenant) -> None:
    assert rai(buleleng).get("/kelola/pengaturan/rahasia/").status_code == 404


def test_presence_of_one_service_here_only(open_buleleng: Tenant, open_surakarta: Tenant) -> None:
    """X-1, X-2: KTP and KIA at the counter in one dinas, online in the other; the page says why."""
    browser = rai(open_buleleng)
    sent = {
        "cara": "counter",
        "alasan": "Mesin cetak hanya ada di kantor.",
        "lewat_web": "on",
        "tampil": "on",
    }
    assert browser.post("/kelola/pengaturan/layanan/kia-baru/", sent).status_code == 302
    here = Client(headers={"host": "buleleng.localhost"}).get("/layanan/kia-baru/").content.decode()
    there = Client(headers={"host": "surakarta.localhost"}).get("/layanan/kia-baru/").content.decode()
    assert "Mesin cetak hanya ada di kantor." in here
    assert "Mulai</button>" not in here
    assert "Mulai</button>" in there
    with in_tenant(open_buleleng):
        assert Entry.objects.get(action="catalogue.offer").obj_ref == "kia-baru"


def test_a_service_opens_and_closes_by_date(open_buleleng: Tenant, phone: Client) -> None:
    """S3-14, S2-21: hidden from residents outside its days, always there for administrators."""
    browser, today = rai(open_buleleng), clock.today(open_buleleng.zone)
    base = {"cara": "online", "lewat_web": "on", "tampil": "on"}
    path = "/kelola/pengaturan/layanan/kia-baru/"
    for days in ({"mulai": today + timedelta(days=1)}, {"sampai": today - timedelta(days=1)}):
        assert browser.post(path, {**base, **days}).status_code == 302
        assert phone.get("/layanan/kia-baru/").status_code == 404
        assert path in browser.get("/kelola/pengaturan/layanan/").content.decode()
    assert browser.post(path, {**base, "mulai": today, "sampai": today}).status_code == 302
    assert phone.get("/layanan/kia-baru/").status_code == 200


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"cara": "online", "tampil": "on"}, "paling sedikit satu saluran"),
        ({"cara": "terbang", "lewat_web": "on"}, "Pilih salah satu dari daftar"),
        (
            {"cara": "online", "lewat_web": "on", "mulai": "2026-12-02", "sampai": "2026-12-01"},
            "lebih awal",
        ),
    ],
)
def test_a_service_with_bad_values_stays_as_it_was(
    open_buleleng: Tenant, sent: dict[str, str], sentence: str
) -> None:
    answer = rai(open_buleleng).post("/kelola/pengaturan/layanan/kia-baru/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with in_tenant(open_buleleng):
        assert Service.objects.get(code="kia-baru").presence == "online"


def test_s3_54_a_service_by_whatsapp_only_says_so(open_buleleng: Tenant, phone: Client) -> None:
    rai(open_buleleng).post(
        "/kelola/pengaturan/layanan/kia-baru/", {"cara": "online", "lewat_wa": "on", "tampil": "on"}
    )
    page = phone.get("/layanan/kia-baru/").content.decode()
    assert "Untuk sementara lewat WhatsApp" in page
    assert "https://wa.me/6281200000001" in page
    assert "Mulai</button>" not in page


def test_s1_25_many_services_are_switched_at_once_and_back(
    open_buleleng: Tenant, open_surakarta: Tenant, phone: Client
) -> None:
    """With the reason on each, a banner with first and last day, and one button that undoes it all."""
    browser, today = rai(open_buleleng), clock.today(open_buleleng.zone)
    sent = {
        "layanan": ["ktp-hilang", "ktp-rusak", "kia-baru"],
        "cara": "counter",
        "alasan": "Jaringan pusat sedang rusak.",
        "alasan_en": "The national network is down.",
        "spanduk": "on",
        "mulai": today,
        "sampai": today,
    }
    assert browser.post("/kelola/pengaturan/darurat/", sent).status_code == 302
    assert "3 layanan dialihkan" in browser.get("/kelola/pengaturan/darurat/").content.decode()
    page = phone.get("/layanan/ktp-rusak/").content.decode()
    assert page.count("Jaringan pusat sedang rusak.") >= 2
    assert "Mulai</button>" not in page
    abroad = Client(headers={"host": "buleleng.localhost"})
    abroad.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert abroad.get("/layanan/ktp-rusak/").content.decode().count("The national network is down.") >= 2
    assert "Mulai</button>" in phone.get("/layanan/konsolidasi-manual/").content.decode()
    with in_tenant(open_surakarta):
        assert not Service.objects.exclude(presence_before="").exists()
    assert browser.post("/kelola/pengaturan/darurat/kembali/").status_code == 302
    after = phone.get("/layanan/ktp-rusak/").content.decode()
    assert "Jaringan pusat" not in after
    assert "Mulai</button>" in after
    with in_tenant(open_buleleng):
        told = set(Entry.objects.values_list("action", flat=True))
        assert {"catalogue.switch_presence", "catalogue.switch_back", "tenants.banner"} <= told


def test_a_second_emergency_keeps_what_was_before_the_first(open_buleleng: Tenant) -> None:
    browser = rai(open_buleleng)
    for way in ("counter", "online_visit"):
        browser.post(
            "/kelola/pengaturan/darurat/", {"layanan": ["kia-baru"], "cara": way, "alasan": f"Kini {way}."}
        )
    browser.post("/kelola/pengaturan/darurat/kembali/")
    with in_tenant(open_buleleng):
        assert Service.objects.get(code="kia-baru").presence == "online"


def test_a_banner_about_something_else_stays_when_the_emergency_is_over(open_buleleng: Tenant) -> None:
    browser = rai(open_buleleng)
    browser.post("/kelola/pengaturan/spanduk/", {"teks": "Libur Nyepi."})
    browser.post(
        "/kelola/pengaturan/darurat/", {"layanan": ["kia-baru"], "cara": "counter", "alasan": "Banjir."}
    )
    browser.post("/kelola/pengaturan/darurat/kembali/")
    assert column(open_buleleng, "banner_text") == "Libur Nyepi."


def test_a_service_changed_during_an_emergency_goes_back_to_the_new_way(open_buleleng: Tenant) -> None:
    browser = rai(open_buleleng)
    browser.post(
        "/kelola/pengaturan/darurat/", {"layanan": ["kia-baru"], "cara": "counter", "alasan": "Banjir."}
    )
    sent = {"cara": "online_visit", "lewat_web": "on", "tampil": "on"}
    browser.post("/kelola/pengaturan/layanan/kia-baru/", sent)
    with in_tenant(open_buleleng):
        assert Service.objects.get(code="kia-baru").presence == "counter"
    browser.post("/kelola/pengaturan/darurat/kembali/")
    with in_tenant(open_buleleng):
        assert Service.objects.get(code="kia-baru").presence == "online_visit"


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"layanan": ["kia-baru"], "cara": "counter", "alasan": " "}, "Tulis alasannya"),
        ({"layanan": [], "cara": "counter", "alasan": "Banjir."}, "paling sedikit satu layanan"),
        ({"layanan": ["kia-baru"], "cara": "online", "alasan": "Banjir."}, "sudah dilayani dengan cara itu"),
        ({"layanan": ["tidak-ada"], "cara": "counter", "alasan": "Banjir."}, "Pilih dari daftar"),
        (
            {
                "layanan": ["kia-baru"],
                "cara": "counter",
                "alasan": "Banjir.",
                "spanduk": "on",
                "mulai": "2026-12-02",
                "sampai": "2026-12-01",
            },
            "lebih awal",
        ),
    ],
)
def test_an_emergency_half_filled_in_switches_nothing(
    open_buleleng: Tenant, sent: dict[str, object], sentence: str
) -> None:
    answer = rai(open_buleleng).post("/kelola/pengaturan/darurat/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with in_tenant(open_buleleng):
        assert not Service.objects.exclude(presence_before="").exists()
        assert not Entry.objects.filter(action__startswith="catalogue.switch").exists()


def test_the_list_of_services_costs_the_same_for_any_number(
    open_buleleng: Tenant, open_surakarta: Tenant, django_assert_max_num_queries: Any
) -> None:
    """Query ceilings do not depend on the number of services."""
    for tenant in (open_buleleng, open_surakarta):
        browser = rai(tenant)
        browser.get("/kelola/pengaturan/layanan/")
        for path in ("layanan/", "layanan/kia-baru/", "darurat/", "", "saluran/"):
            with django_assert_max_num_queries(12):
                assert browser.get(f"/kelola/pengaturan/{path}").status_code == 200


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"perbaikan": "2"}, "perbaikan", "antara 3 dan 90"),
        ({"kunjungan": ""}, "kunjungan", "antara 8 dan 180"),
        ({"diambil": "abc"}, "diambil", "antara 30 dan 730"),
    ],
)
def test_how_long_residents_are_waited_for_is_a_setting(
    open_buleleng: Tenant, typed: dict[str, str], field: str, sentence: str
) -> None:
    """Issue 4, time: return, visit and unclaimed documents end by the office's own days."""
    browser = rai(open_buleleng)
    good = {"perbaikan": "10", "kunjungan": "21", "diambil": "180"}
    refused = browser.post("/kelola/pengaturan/tunggu/", good | typed)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert field in refused.content.decode()
    assert browser.post("/kelola/pengaturan/tunggu/", good).status_code == 302
    kept = Tenant.objects.get(pk=open_buleleng.pk)
    assert (kept.return_days, kept.visit_days, kept.unclaimed_days) == (10, 21, 180)
    browser.post("/kelola/pengaturan/tunggu/", good | {"diambil": ""})
    assert Tenant.objects.get(pk=open_buleleng.pk).unclaimed_days is None
    assert "180" not in browser.get("/kelola/pengaturan/").content.decode().split("Dokumen ditunggu")[1][:80]


def test_the_days_within_which_complaints_are_answered_are_a_setting(open_buleleng: Tenant) -> None:
    """Complaints: the deadline is the dinas' own, five working days unless it says otherwise."""
    browser = rai(open_buleleng)
    refused = browser.post("/kelola/pengaturan/kerja/", {"aduan": "0"})
    assert (refused.status_code, "antara 1 dan 60" in refused.content.decode()) == (422, True)
    assert browser.post("/kelola/pengaturan/kerja/", {"aduan": "2"}).status_code == 302
    assert "2 hari kerja" in browser.get("/kelola/pengaturan/").content.decode()
    kept = Tenant.objects.get(pk=open_buleleng.pk)
    with in_tenant(kept):
        complaint = filed()
        assert complaint.due_at == kept.calendar().add(complaint.created_at, 2, "working_day")


def test_s3_30_every_kind_a_dinas_may_do_without_has_its_switch(buleleng: Tenant, surakarta: Tenant) -> None:
    """Off by default stays so until it is ticked; what residents need to get on has no switch."""
    browser = rai(buleleng)
    page = browser.get("/kelola/pengaturan/saluran/").content.decode()
    assert page.count('name="pesan"') == len([kind for kind in kinds if kind.may_be_off])
    for key in ("applications.in_process", "applications.in_production", "applications.completed"):
        assert f'value="{key}"' in page
    for key in ("applications.returned", "applications.ready", "accounts.code"):
        assert f'value="{key}"' not in page
        assert not kinds[key].may_be_off
    sent = {"pertama": "whatsapp", "kedua": "sms", "pesan": ["applications.in_process"]}
    browser.post("/kelola/pengaturan/saluran/", sent)
    here = Tenant.objects.get(pk=buleleng.pk)
    assert is_switched_on(kinds["applications.in_process"], here)
    assert not is_switched_on(kinds["applications.in_production"], here)
    assert not is_switched_on(kinds["applications.completed"], here)
    assert is_switched_on(kinds["applications.completed"], Tenant.objects.get(pk=surakarta.pk))
    told = {"layanan": "KTP hilang", "nomor": "BLL-26-7KQ4M2XP-C"}
    with in_tenant(here):
        assert not queue("applications.completed", to=Recipient(phone="+6281234567890"), variables=told)
    browser.post("/kelola/pengaturan/saluran/", sent | {"pesan": ["applications.completed"]})
    with in_tenant(Tenant.objects.get(pk=buleleng.pk)):
        assert queue("applications.completed", to=Recipient(phone="+6281234567890"), variables=told)
    assert "Matikan pesan ini" in browser.get("/kelola/teks/applications.completed/sms/id/").content.decode()
    assert "Matikan pesan" not in browser.get("/kelola/teks/applications.ready/sms/id/").content.decode()


def test_what_must_be_said_is_said_even_where_somebody_wrote_it_off(buleleng: Tenant) -> None:
    buleleng.silent_message_kinds = ["applications.returned"]
    assert is_switched_on(kinds["applications.returned"], buleleng)
