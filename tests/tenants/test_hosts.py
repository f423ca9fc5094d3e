"""The host name alone decides which dinas answers (security rule 4)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from loket.tenants.actions.go_public import close_tenant, reopen_tenant
from loket.tenants.actions.keep_hosts import HostRefused, add_host, make_primary, remove_host
from loket.tenants.models import Hostname, Tenant
from tests.cast import BULELENG_HOST, SURAKARTA_HOST


@pytest.mark.parametrize(
    "host", ["lain.example", "xn--bulleleng.localhost", "1.2.3.4", "buleleng.localhost.evil.test"]
)
def test_an_unknown_host_learns_nothing(buleleng: Tenant, host: str) -> None:
    answer = Client(headers={"host": host}).get("/")
    assert answer.status_code == 404
    assert answer.content == b""


def test_forwarded_headers_do_not_choose_the_tenant(buleleng: Tenant, surakarta: Tenant) -> None:
    answer = Client(headers={"host": "buleleng.localhost", "x-forwarded-host": "surakarta.localhost"}).get(
        "/"
    )
    assert buleleng.short_name in answer.content.decode()
    assert surakarta.short_name not in answer.content.decode()


def test_a_closed_dinas_answers_everybody_with_a_plain_page(buleleng: Tenant) -> None:
    close_tenant(buleleng, note="Layanan pindah ke alamat baru.")
    for path in ("/", "/layanan/", "/petugas/masuk/", "/kelola/"):
        answer = Client(headers={"host": BULELENG_HOST}).get(path)
        assert answer.status_code == 503
        assert "Layanan pindah ke alamat baru." in answer.content.decode()
    reopen_tenant(buleleng)
    assert Client(headers={"host": BULELENG_HOST}).get("/").status_code == 200


def test_a_dinas_that_is_not_public_shows_residents_a_plain_page_and_officers_their_door(
    buleleng: Tenant,
) -> None:
    Tenant.objects.filter(pk=buleleng.pk).update(public_since=None)
    browser = Client(headers={"host": BULELENG_HOST})
    for path in ("/", "/layanan/", "/daftar/", "/masuk/", "/cek/", "/p/BLL-26-7KQ4M2XP-C"):
        answer = browser.get(path)
        assert answer.status_code == 503, path
        assert "Segera dibuka" in answer.content.decode()
    assert browser.post("/daftar/", {"nik": "1"}).status_code == 503
    assert browser.get("/petugas/masuk/").status_code == 200
    assert browser.get("/", headers={"cookie": "bahasa=en"}).status_code == 503


@pytest.fixture
def moved(buleleng: Tenant) -> Client:
    """Buleleng at its own domain, the old host only leading there."""
    row = add_host(buleleng, "https://Layanan.Buleleng.example/")
    make_primary(row, arrived_at="layanan.buleleng.example")
    return Client(headers={"host": BULELENG_HOST})


def test_the_old_host_leads_to_the_new_one_and_keeps_the_path(moved: Client, buleleng: Tenant) -> None:
    answer = moved.get("/layanan/ktp-hilang/?bahasa=en&x=%2F")
    assert answer.status_code == 301
    assert answer["Location"] == "http://layanan.buleleng.example/layanan/ktp-hilang/?bahasa=en&x=%2F"
    assert moved.post("/cek/", {"nomor": "1"}).status_code == 308
    there = Client(headers={"host": "layanan.buleleng.example"}).get("/")
    assert there.status_code == 200
    assert buleleng.short_name in there.content.decode()


def test_the_port_stays_and_the_path_leads_nowhere_else(moved: Client) -> None:
    answer = Client(headers={"host": f"{BULELENG_HOST}:8000"}).get("/a//jahat.example/")
    assert answer.status_code == 301
    assert answer["Location"].startswith("http://layanan.buleleng.example:8000/a//jahat.example/")


def test_redirects_never_run_in_a_circle(moved: Client, buleleng: Tenant) -> None:
    """There and back again: whatever was primary last never leads on."""
    old = Hostname.objects.get(host=BULELENG_HOST)
    with pytest.raises(HostRefused):
        make_primary(old, arrived_at="layanan.buleleng.example")
    make_primary(old, arrived_at=BULELENG_HOST)
    assert moved.get("/").status_code == 200
    assert (
        Client(headers={"host": "layanan.buleleng.example"}).get("/")["Location"]
        == f"http://{BULELENG_HOST}/"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Hostname.objects.filter(host=BULELENG_HOST).update(redirects=True)


@pytest.mark.parametrize(
    "host",
    [
        SURAKARTA_HOST,
        "operator.localhost",
        "localhost",
        "contoh",
        "10.0.0.1",
        "a b.example",
        "-x.example",
        "",
    ],
)
def test_a_host_that_is_not_ours_to_take_is_refused(buleleng: Tenant, surakarta: Tenant, host: str) -> None:
    with pytest.raises(HostRefused):
        add_host(buleleng, host)


def test_the_primary_host_cannot_be_removed(buleleng: Tenant) -> None:
    with pytest.raises(HostRefused):
        remove_host(Hostname.objects.get(host=BULELENG_HOST))
