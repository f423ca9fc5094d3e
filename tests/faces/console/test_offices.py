"""Offices, hours, free days, zones, contacts, look, addresses (issue 3, "everything else an administrator needs")."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from loket.audit.models import Entry
from loket.faces.console.editions import edition_of
from loket.files.actions.rebuild import rebuild
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.tenants.models import Holiday, Hostname, Office, PrintZone, Tenant, WorkingHours, ZoneKecamatan
from loket.tenants.queries import forget_hosts
from loket.tenants.scope import in_tenant

from .rai import at_console, hire, rai

PAGES = [
    "/kelola/kantor/",
    "/kelola/kantor/baru/",
    "/kelola/kantor/kecamatan-seririt/",
    "/kelola/jam/",
    "/kelola/jam/libur/",
    "/kelola/wilayah/",
    "/kelola/wilayah/baru/",
    "/kelola/wilayah/barat/",
    "/kelola/tampilan/",
    "/kelola/kontak/",
    "/kelola/alamat/",
    "/kelola/petugas/",
    "/kelola/petugas/undang/",
    "/kelola/buka/",
]


@pytest.fixture
def desk(buleleng: Tenant) -> Client:
    """Ibu Rai's browser."""
    return rai(buleleng)


def edition(browser: Client, path: str) -> str:
    """The hidden word of a form, as a browser would send it."""
    page = browser.get(path).content.decode()
    return page.partition('name="edisi" value="')[2].partition('"')[0]


def deeds(tenant: Tenant) -> list[str]:
    """What the record holds, in order."""
    with in_tenant(tenant):
        return list(Entry.objects.order_by("pk").values_list("action", flat=True))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_for_an_administrator_only(
    desk: Client, buleleng: Tenant, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(22):
        assert desk.get(path).status_code == 200
    with in_tenant(buleleng):
        made = hire("made", "Made Contoh", ["verifikator_layanan"])
    answer = at_console(made).get(path)
    assert answer.status_code == 403
    assert "administrator" in answer.content.decode()
    assert Client(headers={"host": "buleleng.localhost"}).get(path).status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "kantor/kecamatan-seririt/",
        "kantor/kecamatan-seririt/hapus/",
        "wilayah/barat/",
        "wilayah/barat/hapus/",
    ],
)
def test_what_belongs_to_another_dinas_is_not_there(surakarta: Tenant, buleleng: Tenant, path: str) -> None:
    joko = rai(surakarta)
    assert joko.post(f"/kelola/{path}", {"name": "X"}).status_code == 404


def office(**other: object) -> dict[str, object]:
    """A filled-in office."""
    return {
        "name": "Mal Pelayanan Publik",
        "address": "Jalan Contoh 5",
        "phone": "(0362) 111",
        "hours": "08.00-14.00",
        "uses": ["pickup"],
        **other,
    }


def test_an_office_is_added_changed_and_removed(desk: Client, buleleng: Tenant) -> None:
    path = "/kelola/kantor/baru/"
    assert desk.post(path, office(edisi=edition(desk, path))).status_code == 302
    with in_tenant(buleleng):
        row = Office.objects.get(slug="mal-pelayanan-publik")
        assert (row.is_pickup, row.is_print_site) == (True, False)
    page = f"/kelola/kantor/{row.slug}/"
    changed = desk.post(page, office(uses=["pickup", "recording"], edisi=edition(desk, page)))
    assert changed.status_code == 302
    assert desk.post(f"{page}hapus/").status_code == 302
    assert desk.get(page).status_code == 404
    assert deeds(buleleng)[-3:] == ["tenants.keep_office", "tenants.keep_office", "tenants.remove_office"]


def test_an_office_in_use_is_not_removed_and_says_where(desk: Client, buleleng: Tenant) -> None:
    answer = desk.post("/kelola/kantor/kecamatan-seririt/hapus/")
    assert answer.status_code == 422
    assert "Wilayah Barat" in answer.content.decode()
    with in_tenant(buleleng):
        assert Office.objects.filter(slug="kecamatan-seririt").exists()
    assert desk.post("/kelola/kantor/dinas/hapus/").status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("name", "x" * 161), ("name", "a\u202eb"), ("uses", ["raja"]), ("hours", "8" * 61)],
)
def test_a_bad_office_is_refused_with_what_was_typed(desk: Client, field: str, value: object) -> None:
    path = "/kelola/kantor/baru/"
    answer = desk.post(path, office(**{field: value, "edisi": edition(desk, path)}))
    assert answer.status_code == 422
    assert "Jalan Contoh 5" in answer.content.decode()


def test_the_second_of_two_administrators_sees_the_first_ones_change_and_loses_nothing(
    desk: Client, buleleng: Tenant
) -> None:
    path = "/kelola/kantor/kecamatan-seririt/"
    seen = edition(desk, path)
    first = office(name="Kantor Camat Seririt", edisi=seen)
    assert desk.post(path, first).status_code == 302
    second = desk.post(path, office(name="Kecamatan Seririt Baru", edisi=seen))
    text = second.content.decode()
    assert second.status_code == 409
    assert "diubah orang lain" in text
    assert "Kantor Camat Seririt" in text
    assert "Kecamatan Seririt Baru" in text
    fresh = text.partition('name="edisi" value="')[2].partition('"')[0]
    assert desk.post(path, office(name="Kecamatan Seririt Baru", edisi=fresh)).status_code == 302


def week(**other: str) -> dict[str, str]:
    """Monday and Saturday."""
    return {
        "h0_kerja": "on", "h0_opens": "08:00", "h0_closes": "15:00",
        "h0_break_starts": "12:00", "h0_break_ends": "13:00",
        "h5_kerja": "on", "h5_opens": "09.00", "h5_closes": "11.00",
        **other,
    }  # fmt: skip


def test_working_hours_are_set_and_deadlines_follow(desk: Client, buleleng: Tenant) -> None:
    assert desk.post("/kelola/jam/", week(edisi=edition(desk, "/kelola/jam/"))).status_code == 302
    with in_tenant(buleleng):
        assert list(WorkingHours.objects.order_by("weekday").values_list("weekday", flat=True)) == [0, 5]
        start = buleleng.calendar().next_start(clock.now()).astimezone(buleleng.zone)
    assert start.weekday() in (0, 5)
    assert deeds(buleleng)[-1] == "tenants.set_hours"


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"h0_closes": "07:00"}, "Jam tutup harus sesudah"),
        ({"h0_closes": ""}, "Isi jam buka dan jam tutup"),
        ({"h0_break_ends": ""}, "Isi awal dan akhir istirahat"),
        ({"h0_break_ends": "16:00"}, "Istirahat harus di antara"),
        ({"h0_opens": "25:99"}, "Tulis jam seperti"),
    ],
)
def test_hours_that_contradict_each_other_are_refused(
    desk: Client, other: dict[str, str], sentence: str
) -> None:
    answer = desk.post("/kelola/jam/", week(edisi=edition(desk, "/kelola/jam/"), **other))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_a_week_without_a_working_day_is_refused(desk: Client, buleleng: Tenant) -> None:
    answer = desk.post("/kelola/jam/", {"edisi": edition(desk, "/kelola/jam/")})
    assert answer.status_code == 422
    with in_tenant(buleleng):
        assert WorkingHours.objects.count() == 5


def test_national_days_are_loaded_and_local_days_added_and_removed(desk: Client, buleleng: Tenant) -> None:
    year = clock.today(buleleng.zone).year + 1
    page = f"/kelola/jam/libur/?tahun={year}"
    text = desk.get(page).content.decode()
    assert "Hari Kemerdekaan" in text or "Proklamasi Kemerdekaan" in text
    assert "Cuti bersama" in text
    assert desk.post(page, {"day": f"{year}-03-30", "name": "Hari jadi Kota Singaraja"}).status_code == 302
    with in_tenant(buleleng):
        day = Holiday.objects.get(kind="local")
        assert day.day == date(year, 3, 30)
    again = desk.post(page, {"day": f"{year}-03-30", "name": "Sekali lagi"})
    assert again.status_code == 422
    assert "Hari itu sudah libur" in again.content.decode()
    assert desk.post(page, {"day": "kemarin", "name": "X"}).status_code == 422
    assert desk.post(page, {"day": "1999-01-01", "name": "X"}).status_code == 422
    assert desk.post(f"/kelola/jam/libur/{day.pk}/hapus/").status_code == 302
    assert desk.post(f"/kelola/jam/libur/{day.pk}/hapus/").status_code == 404


def test_a_missing_year_is_said_on_the_page_and_on_the_first_page(desk: Client, buleleng: Tenant) -> None:
    year = clock.today(buleleng.zone).year + 1
    assert f"Hari libur {year} belum dimuat" not in desk.get("/kelola/").content.decode()
    with in_tenant(buleleng):
        Holiday.objects.filter(day__year=year).delete()
    for path in ("/kelola/", "/kelola/jam/libur/"):
        assert f"Hari libur {year} belum dimuat" in desk.get(path).content.decode()
    assert desk.post("/kelola/jam/libur/muat/", {"tahun": str(year)}).status_code == 302
    assert f"Hari libur {year} belum dimuat" not in desk.get("/kelola/").content.decode()
    assert desk.post("/kelola/jam/libur/muat/", {"tahun": "3000"}).status_code == 422


def test_an_unmapped_kecamatan_raises_the_alarm_until_it_is_mapped(desk: Client, buleleng: Tenant) -> None:
    """S3-48."""
    with in_tenant(buleleng):
        ZoneKecamatan.objects.filter(kecamatan_code="51.08.02").delete()
    for path in ("/kelola/", "/kelola/wilayah/", "/kelola/buka/"):
        assert "Seririt" in desk.get(path).content.decode()
    assert "belum masuk wilayah cetak" in desk.get("/kelola/wilayah/").content.decode()
    path = "/kelola/wilayah/barat/"
    codes = ["51.08.01", "51.08.02", "51.08.03", "51.08.04"]
    sent = {"name": "Wilayah Barat", "office": "kecamatan-seririt", "kecamatan": codes}
    assert desk.post(path, {**sent, "edisi": edition(desk, path)}).status_code == 302
    assert "belum masuk wilayah cetak" not in desk.get("/kelola/wilayah/").content.decode()


def test_a_kecamatan_moves_to_the_zone_that_takes_it(desk: Client, buleleng: Tenant) -> None:
    path = "/kelola/wilayah/tengah/"
    sent = {"name": "Wilayah Tengah", "office": "dinas", "kecamatan": ["51.08.05", "51.08.06", "51.08.04"]}
    assert desk.post(path, {**sent, "edisi": edition(desk, path)}).status_code == 302
    with in_tenant(buleleng):
        assert ZoneKecamatan.objects.get(kecamatan_code="51.08.04").zone.slug == "tengah"
        assert ZoneKecamatan.objects.count() == 9
    foreign = desk.post(path, {**sent, "kecamatan": ["33.72.01"], "edisi": edition(desk, path)})
    assert foreign.status_code == 422


def test_a_zone_with_officers_stays(desk: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        made = hire("made", "Made Contoh", ["operator_kecamatan"])
        made.zone = PrintZone.objects.get(slug="barat")
        made.save()
    answer = desk.post("/kelola/wilayah/barat/hapus/")
    assert answer.status_code == 422
    assert "Masih ada petugas" in answer.content.decode()
    assert desk.post("/kelola/wilayah/timur/hapus/").status_code == 302


def contacts(**other: str) -> dict[str, str]:
    """Contacts of Buleleng with others."""
    names = ("address", "phone", "whatsapp", "email", "website", "instagram", "facebook", "video_url")
    return {**dict.fromkeys(names, ""), "address": "Jalan Contoh 7", **other}


def test_contacts_and_links_appear_on_the_help_page(desk: Client, buleleng: Tenant) -> None:
    path = "/kelola/kontak/"
    sent = contacts(
        instagram="https://instagram.com/disdukcapil.contoh/?x=1",
        facebook="facebook.com/disdukcapil.contoh",
        whatsapp="0812 9999 0003",
        video_url="https://video.example/cara",
        edisi=edition(desk, path),
    )
    assert desk.post(path, sent).status_code == 302
    buleleng.refresh_from_db()
    assert (buleleng.instagram, buleleng.facebook) == ("disdukcapil.contoh", "disdukcapil.contoh")
    assert buleleng.whatsapp == "+6281299990003"
    forget_hosts()
    page = Client(headers={"host": "buleleng.localhost"}).get("/bantuan/").content.decode()
    assert "disdukcapil.contoh" in page
    assert "https://video.example/cara" in page
    assert deeds(buleleng)[-1] == "tenants.set_contacts"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("video_url", "javascript:alert(1)"),
        ("website", "ftp://contoh.example"),
        ("instagram", "nama dengan spasi"),
        ("whatsapp", "12"),
        ("phone", "telepon"),
        ("email", "bukan"),
    ],
)
def test_bad_contacts_are_refused_beside_their_field(desk: Client, field: str, value: str) -> None:
    path = "/kelola/kontak/"
    answer = desk.post(path, contacts(**{field: value, "edisi": edition(desk, path)}))
    assert answer.status_code == 422
    assert f'id="id_{field}-g"' in answer.content.decode()
    assert "Jalan Contoh 7" in answer.content.decode()


def brand(**other: str) -> dict[str, str]:
    """A readable look."""
    return {"short_name": "Dukcapil Bule", "colour_main": "#0b5d3b", "colour_accent": "#f2b233", **other}


def test_the_look_reaches_residents_by_a_style_sheet_with_a_version(desk: Client, buleleng: Tenant) -> None:
    path = "/kelola/tampilan/"
    resident = Client(headers={"host": "buleleng.localhost"})
    assert "/merek/" not in resident.get("/").content.decode()
    assert desk.post(path, brand(edisi=edition(desk, path))).status_code == 302
    page = resident.get("/").content.decode()
    assert "Dukcapil Bule" in page
    assert "/merek/1.css" in page
    assert "<style" not in page.partition("/merek/1.css")[2][:200]
    sheet = resident.get("/merek/1.css")
    assert sheet["Content-Type"].startswith("text/css")
    assert "#0b5d3b" in sheet.content.decode()
    assert "immutable" in sheet["Cache-Control"]
    assert resident.get("/manifest.webmanifest").json()["theme_color"] == "#0b5d3b"
    assert deeds(buleleng)[-1] == "tenants.set_brand"
    other = Client(headers={"host": "surakarta.localhost"})
    assert other.get("/merek/1.css").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("colour_main", "#ffd400", "kontras"),
        ("colour_accent", "#222222", "kontras"),
        ("colour_main", "red;}", "Warna ditulis"),
        ("short_name", "", "belum diisi"),
    ],
)
def test_a_look_nobody_can_read_is_refused_by_the_server(
    desk: Client, buleleng: Tenant, field: str, value: str, sentence: str
) -> None:
    path = "/kelola/tampilan/"
    answer = desk.post(path, brand(**{field: value, "edisi": edition(desk, path)}))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    buleleng.refresh_from_db()
    assert buleleng.colour_main == "#222c5e"


def picture(kind: str) -> io.BytesIO:
    """A logo as a browser sends it."""
    file = io.BytesIO()
    Image.new("RGB", (400, 400), "#0b5d3b").save(file, kind)
    file.seek(0)
    file.name = f"logo.{kind.lower()}"
    return file


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_rebuilt_before_anybody_sees_it(desk: Client, buleleng: Tenant, kind: str) -> None:
    assert desk.post("/kelola/tampilan/logo/", {"logo": picture(kind)}).status_code == 302
    buleleng.refresh_from_db()
    resident = Client(headers={"host": "buleleng.localhost"})
    assert resident.get("/merek/logo-1.jpg").status_code == 404
    with in_tenant(buleleng):
        key = StoredFile.objects.get(public_id=buleleng.logo).pk
    rebuild(buleleng, key)
    served = resident.get("/merek/logo-1.jpg")
    assert served.status_code == 200
    assert served["Content-Type"] == "image/jpeg"
    assert "/merek/logo-1.jpg" in resident.get("/").content.decode()
    desk.post("/kelola/tampilan/logo/hapus/")
    assert resident.get("/merek/logo-2.jpg").status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("logo.png", b"<html>"),
        ("logo.png", b""),
        ("logo.pdf", b"%PDF-1.4 ..."),
    ],
)
def test_what_is_no_photo_is_no_logo(desk: Client, buleleng: Tenant, name: str, content: bytes) -> None:
    file = io.BytesIO(content)
    file.name = name
    assert desk.post("/kelola/tampilan/logo/", {"logo": file}).status_code == 422
    buleleng.refresh_from_db()
    assert buleleng.logo is None


def test_an_own_domain_is_added_proved_and_made_the_primary_one(desk: Client, buleleng: Tenant) -> None:
    added = desk.post("/kelola/alamat/", {"host": "layanan.buleleng.example"})
    assert added.status_code == 302
    row = Hostname.objects.get(host="layanan.buleleng.example")
    early = desk.post(f"/kelola/alamat/{row.pk}/utama/")
    assert early.status_code == 422
    assert "Buka dulu halaman ini lewat" in early.content.decode()
    proved = desk.post(f"/kelola/alamat/{row.pk}/utama/", headers={"host": row.host})
    assert proved.status_code == 302
    old = Client(headers={"host": "buleleng.localhost"}).get("/layanan/?x=1")
    assert old.status_code == 301
    assert old["Location"] == "http://layanan.buleleng.example/layanan/?x=1"
    assert {"tenants.add_host", "tenants.make_primary_host"} <= set(deeds(buleleng))


def test_hosts_of_others_cannot_be_taken_or_touched(desk: Client, surakarta: Tenant) -> None:
    taken = desk.post("/kelola/alamat/", {"host": "surakarta.localhost"})
    assert taken.status_code == 422
    assert "sudah dipakai" in taken.content.decode()
    row = Hostname.objects.get(host="surakarta.localhost")
    assert desk.post(f"/kelola/alamat/{row.pk}/utama/").status_code == 404
    assert desk.post(f"/kelola/alamat/{row.pk}/hapus/").status_code == 404
    own = Hostname.objects.get(host="buleleng.localhost")
    assert desk.post(f"/kelola/alamat/{own.pk}/hapus/").status_code == 422


def test_an_office_opens_itself_only_when_its_list_is_complete(desk: Client, buleleng: Tenant) -> None:
    Tenant.objects.filter(pk=buleleng.pk).update(public_since=None)
    forget_hosts()
    assert "belum terbuka untuk warga" in desk.get("/kelola/").content.decode()
    assert desk.post("/kelola/buka/buka/").status_code == 422
    assert desk.post("/kelola/buka/selesai/texts/").status_code == 302
    assert desk.post("/kelola/buka/selesai/raja/").status_code == 404
    buleleng.refresh_from_db()
    assert buleleng.public_since is None
    assert "tenants.tick_opening_step" in deeds(buleleng)


def test_the_edition_of_a_form_changes_with_its_values_only() -> None:
    assert edition_of({"a": 1, "b": [2]}) == edition_of({"b": [2], "a": 1})
    assert edition_of({"a": 1}) != edition_of({"a": 2})
