"""The operator opens a dinas by a form, and lets residents in when it is ready (issue 3, "Opening a dinas")."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from loket.catalogue.models import Service
from loket.notifications.models import Message
from loket.operators.models import Deed, OpeningRequest, Operator
from loket.staff.models import Invitation, Membership
from loket.tenants.models import Holiday, Hostname, Office, OpeningStep, Tenant, WorkingHours
from loket.tenants.scope import in_tenant
from tests.operators.people import HOST, NEW_HOST, ORDER, browser_of, code, operator
from tests.staff.people import officer


@pytest.fixture
def someone(db: None) -> Operator:
    """Dewi, who runs the platform."""
    return operator()


@pytest.fixture
def desk(someone: Operator) -> Client:
    """Dewi's browser, logged in."""
    return browser_of(someone)


@pytest.fixture
def jembrana(desk: Client) -> Tenant:
    """A dinas just opened by the form."""
    assert desk.post("/dinas/baru/", ORDER).status_code == 302
    return Tenant.objects.get(reference_prefix="JBR")


def test_a_dinas_opens_by_one_form_with_the_whole_catalogue_within_ten_seconds(desk: Client) -> None:
    began = time.monotonic()
    answer = desk.post("/dinas/baru/", ORDER)
    took = time.monotonic() - began

    assert answer.status_code == 302, answer.content.decode()
    assert took < 10
    tenant = Tenant.objects.get(reference_prefix="JBR")
    assert answer["Location"] == f"/dinas/{tenant.slug}/?kabar=dibuka"
    assert (tenant.time_zone, tenant.regency_id, tenant.public_since) == ("Asia/Makassar", "51.01", None)
    assert Hostname.objects.get(host=NEW_HOST).tenant == tenant
    with in_tenant(tenant):
        assert Service.objects.count() == 66
        assert 20 < Service.objects.filter(is_active=True).count() < 66
        assert WorkingHours.objects.count() == 5
        assert Holiday.objects.exists()
        assert Office.objects.get(is_main=True).name == tenant.name
        invitation = Invitation.objects.get()
        assert invitation.roles == ["administrator"]
    assert Deed.objects.filter(action="open", tenant_slug=tenant.slug, actor_name="Dewi Operator").exists()


def test_the_invited_administrator_sets_password_and_second_factor_by_a_link_used_once(
    jembrana: Tenant,
) -> None:
    with in_tenant(jembrana):
        text = Message.objects.filter(kind="staff.invited").first().text
    path = re.search(r"(/petugas/undangan/[^/\s]+/)", text).group(1)
    browser = Client(headers={"host": NEW_HOST})
    page = browser.get(path)
    assert page.status_code == 200
    assert "Ibu Ayu Contoh" in page.content.decode()
    short = browser.post(path, {"username": "ayu", "password": "pendek"})
    assert short.status_code == 422
    entered = browser.post(path, {"username": "ayu", "password": "lumbung padi di kaki bukit"})
    assert entered["Location"] == "/petugas/masuk/kode/"
    assert "Pasang autentikator" in browser.get("/petugas/masuk/kode/").content.decode()
    with in_tenant(jembrana):
        membership = Membership.objects.get()
        assert membership.roles == ["administrator"]
        assert membership.phone == "+6281299990001"
    again = Client(headers={"host": NEW_HOST})
    assert again.get(path).status_code == 404
    assert again.post(path, {"username": "lain", "password": "lumbung padi di kaki bukit"}).status_code == 404


def test_residents_wait_until_it_is_public_and_the_button_asks_for_a_complete_list(
    desk: Client, jembrana: Tenant
) -> None:
    resident = Client(headers={"host": NEW_HOST})
    assert resident.get("/").status_code == 503
    address = f"/dinas/{jembrana.slug}/"
    page = desk.get(address).content.decode()
    assert "Belum ada petugas untuk" in page
    assert "Belum ditandai selesai." in page
    refused = desk.post(f"{address}buka/")
    assert refused.status_code == 422
    assert "Daftar periksa belum lengkap" in refused.content.decode()
    assert resident.get("/").status_code == 503

    overruled = desk.post(f"{address}buka/", {"alasan": "Petugas dilatih sore ini, warga sudah diberi tahu."})
    assert overruled.status_code == 302
    assert resident.get("/").status_code == 200
    deed = Deed.objects.get(action="go_public")
    assert deed.detail["reason"].startswith("Petugas dilatih")
    assert {"staff", "texts", "tryout"} <= set(deed.detail["missing"])
    assert desk.post(f"{address}buka/", {"alasan": "lagi"}).status_code == 409


def test_a_complete_list_needs_no_reason(desk: Client, jembrana: Tenant) -> None:
    with in_tenant(jembrana):
        Office.objects.filter(is_main=True).update(address="Jalan Contoh 9", hours="08.00-15.00")
        for key in OpeningStep.Key:
            OpeningStep.objects.create(key=key)
    from loket.staff.labels import ROLES

    officer(jembrana, "serba", roles=list(ROLES))
    page = desk.get(f"/dinas/{jembrana.slug}/").content.decode()
    assert "Buka untuk warga" in page
    assert "Alasan membuka" not in page
    assert desk.post(f"/dinas/{jembrana.slug}/buka/").status_code == 302
    assert Client(headers={"host": NEW_HOST}).get("/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("host", "buleleng.localhost", "Alamat ini sudah dipakai"),
        ("host", HOST, "Alamat ini sudah dipakai"),
        ("host", "10.0.0.1", "bukan angka"),
        ("host", "tanpatitik", "Tulis alamat seperti"),
        ("reference_prefix", "B1", "3 huruf"),
        ("reference_prefix", "bll", "sudah dipakai dinas lain"),
        ("profile", "lain", "Pilih"),
        ("regency", "51.08.06", "Pilih"),
        ("admin_username", "A b", "huruf kecil"),
        ("admin_phone", "123", "Nomor WhatsApp"),
        ("name", "", "belum diisi"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_opens_nothing(
    desk: Client, buleleng: Tenant, field: str, value: str, sentence: str
) -> None:
    answer = desk.post("/dinas/baru/", {**ORDER, field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Disdukcapil Jembrana" in page
    assert Tenant.objects.count() == 1


def test_an_invitation_needs_an_address(desk: Client) -> None:
    answer = desk.post("/dinas/baru/", {**ORDER, "admin_phone": "", "admin_email": ""})
    assert answer.status_code == 422
    assert "Isi nomor WhatsApp atau alamat e-mail" in answer.content.decode()


def test_closing_and_reopening(desk: Client, buleleng: Tenant) -> None:
    resident = Client(headers={"host": "buleleng.localhost"})
    assert desk.post("/dinas/buleleng/tutup/", {"alasan": ""}).status_code == 422
    assert desk.post("/dinas/buleleng/tutup/", {"alasan": "Server dipindah sampai Senin."}).status_code == 302
    assert "Server dipindah sampai Senin." in resident.get("/").content.decode()
    assert resident.get("/petugas/masuk/").status_code == 503
    assert desk.post("/dinas/buleleng/tutup/", {"alasan": "lagi"}).status_code == 409
    assert desk.post("/dinas/buleleng/buka-lagi/").status_code == 302
    assert resident.get("/").status_code == 200
    assert list(Deed.objects.filter(tenant_slug="buleleng").values_list("action", flat=True)) == [
        "close",
        "reopen",
    ]


def test_a_dinas_may_ask_only_where_the_operator_allows_it(desk: Client) -> None:
    stranger = Client(headers={"host": HOST})
    wish = {
        "office_name": "Dinas Jembrana",
        "regency": "51.01",
        "host": NEW_HOST,
        "name": "Pak Nyoman Contoh",
        "phone": "081299990002",
        "email": "kantor@contoh.example",
    }
    assert stranger.get("/minta/").status_code == 404
    assert stranger.post("/minta/", wish).status_code == 404
    desk.post("/permintaan/setelan/", {"terima": "ya"})
    assert stranger.get("/minta/").status_code == 200
    assert stranger.post("/minta/", {**wish, "host": "x"}).status_code == 422
    assert stranger.post("/minta/", wish).status_code == 302

    asked = OpeningRequest.objects.get()
    assert b"Nyoman" not in bytes(asked.contact)
    assert "Pak Nyoman Contoh" in desk.get("/").content.decode()
    form = desk.get(f"/dinas/baru/?permintaan={asked.public_id}").content.decode()
    assert NEW_HOST in form
    assert desk.post("/dinas/baru/", {**ORDER, "permintaan": str(asked.public_id)}).status_code == 302
    asked.refresh_from_db()
    assert asked.tenant is not None
    assert bytes(asked.contact) == b""
    assert desk.post(f"/permintaan/{asked.public_id}/tolak/").status_code == 409


def test_nothing_opens_before_the_second_factor(someone: Operator, buleleng: Tenant) -> None:
    browser = Client(headers={"host": HOST})
    pages = ("/", "/dinas/baru/", "/dinas/buleleng/", "/catatan/", "/dinas/buleleng/tutup/")
    for path in pages:
        assert browser.get(path)["Location"] == "/masuk/"
    wrong = browser.post("/masuk/", {"username": "dewi", "password": "bukan ini sandinya"})
    unknown = browser.post("/masuk/", {"username": "siapa", "password": "bukan ini sandinya"})
    assert wrong.status_code == unknown.status_code == 422
    browser.post("/masuk/", {"username": "dewi", "password": "menara air di tepi sawah"})
    for path in pages:
        assert browser.get(path)["Location"] == "/masuk/kode/"
    assert browser.post("/masuk/kode/", {"kode": "000000"}).status_code == 422
    assert browser.post("/masuk/kode/", {"kode": code()}).status_code == 302
    assert browser.get("/").status_code == 200
    browser.post("/keluar/")
    assert browser.get("/")["Location"] == "/masuk/"


def test_a_code_is_accepted_once(someone: Operator) -> None:
    browser_of(someone)
    other = Client(headers={"host": HOST})
    other.post("/masuk/", {"username": "dewi", "password": "menara air di tepi sawah"})
    assert other.post("/masuk/kode/", {"kode": code()}).status_code == 422


def test_guessing_is_stopped_for_known_and_unknown_names(someone: Operator) -> None:
    browser = Client(headers={"host": HOST})
    answers = [browser.post("/masuk/", {"username": "siapa", "password": "x"}).status_code for _ in range(31)]
    assert answers[-1] == 429


def test_operator_pages_live_on_their_host_alone(desk: Client, buleleng: Tenant) -> None:
    elsewhere = Client(headers={"host": "buleleng.localhost"})
    assert elsewhere.get("/dinas/baru/").status_code == 404
    for path in ("/petugas/", "/kelola/", "/permohonan/", "/layanan/", "/daftar/", "/cek/"):
        assert desk.get(path).status_code == 404, path
    assert desk.get("/dinas/tidak-ada/").status_code == 404


def test_the_list_asks_as_often_for_many_as_for_few(
    desk: Client, buleleng: Tenant, surakarta: Tenant, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10):
        assert desk.get("/").status_code == 200
    with django_assert_max_num_queries(24):
        assert desk.get("/dinas/buleleng/").status_code == 200
