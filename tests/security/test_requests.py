"""Forged requests, looks that change nothing, and the headers of every answer (goals R22, R24)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from loket.demo import people
from loket.demo.people import RESIDENT_PASSWORD
from tests.cast import BULELENG_HOST

from .addresses import Route, routes
from .fingerprints import tables_of
from .story import Story
from .test_hostile_input import _things, _undone

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
DEMANDED = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
#: Trying a service out: shown in a phone's frame beside the builder, by this house alone.
TRIED = ("/coba/", "/kelola/penerbitan/layanan/")


def _one_of_each(story: Story) -> Iterator[tuple[Route, str]]:
    things = {name: values[:1] for name, values in _things(story).items()}
    for route in routes():
        yield route, next(route.filled(things))


@pytest.mark.parametrize("who", ["sari", "made", ""])
def test_r24_every_unsafe_request_needs_the_token_of_a_form(taken_back: Story, who: str) -> None:
    browser, open_doors = taken_back.browser(who, check_csrf=True), []
    for _route, address in _one_of_each(taken_back):
        for method in UNSAFE:
            status = browser.generic(method, address, b"", content_type="text/plain").status_code
            if status != 403:
                open_doors.append((method, address, status))
    assert not open_doors, open_doors[:10]


@pytest.mark.parametrize(
    "origin",
    [
        "https://surakarta.localhost",
        "http://surakarta.localhost",
        "null",
        "http://buleleng.localhost.evil.id",
    ],
)
def test_r24_a_sibling_origin_is_refused_even_with_the_token(taken_back: Story, origin: str) -> None:
    browser = taken_back.browser(check_csrf=True)
    page = browser.get("/masuk/")
    token = page.context["csrf_token"]
    fields = {"nik": people.SARI.nik, "password": RESIDENT_PASSWORD, "csrfmiddlewaretoken": str(token)}
    assert browser.post("/masuk/", fields, headers={"origin": origin}).status_code == 403
    own = browser.post("/masuk/", fields, headers={"origin": f"http://{BULELENG_HOST}"})
    assert own.status_code == 302


@pytest.mark.parametrize("who", ["", "sari", "ratna", "made", "nengah"])
def test_r24_no_look_changes_a_row(story: Story, who: str) -> None:
    """Besides who visits, what is counted and what is noted as looked at."""
    browser = story.browser(who)
    before = tables_of(story.raw)
    things = _things(story)
    for route in routes():
        for address in route.filled(things):
            browser.get(address)
    after = tables_of(story.raw)
    assert {name for name in after if after[name] != before.get(name)} == set()


@pytest.mark.parametrize("who", ["", "sari", "made", "nengah", "made,half"])
def test_r22_every_answer_carries_the_headers(taken_back: Story, who: str) -> None:
    browser, wanting = taken_back.browser(who), []
    for _route, address in _one_of_each(taken_back):
        for method in ("GET", "POST", "PUT"):
            with _undone(browser):
                answer = browser.generic(method, address)
            wanting += [
                (method, address, fault) for fault in _faults(answer, framed=address.startswith(TRIED))
            ]
    assert not wanting, wanting[:10]


def test_r22_errors_files_styles_and_strange_hosts_carry_them_too(taken_back: Story) -> None:
    answers = [
        taken_back.browser().get("/tidak-ada/"),
        taken_back.browser(host="evil.example").get("/"),
        taken_back.browser(host="a b").get("/"),
        taken_back.browser().get("/masuk/?x=%00"),
        taken_back.browser("sari").get("/akun/foto/ktp_asli/"),
        taken_back.browser().get("/s/ui/resident.css"),
        taken_back.browser().get("/s/tidak-ada.css"),
    ]
    for answer in answers:
        assert not _faults(answer), (answer.status_code, answer.get("Content-Type"), _faults(answer))


def _faults(answer: HttpResponse, *, framed: bool = False) -> list[str]:
    framed = framed and answer.get("X-Frame-Options") == "SAMEORIGIN"
    demanded = {**DEMANDED, "X-Frame-Options": "SAMEORIGIN"} if framed else DEMANDED
    faults = [name for name, value in demanded.items() if answer.get(name) != value]
    policy, whose = answer.get("Content-Security-Policy", ""), "'self'" if framed else "'none'"
    if "unsafe-inline" in policy or "unsafe-eval" in policy or f"frame-ancestors {whose}" not in policy:
        faults.append(f"policy {policy}")
    if "default-src 'none'" not in policy:
        faults.append("default-src")
    kind = answer.get("Content-Type", "")
    public = kind.startswith(("text/css", "text/javascript", "font/"))
    if not public and "no-store" not in answer.get("Cache-Control", ""):
        faults.append(f"cache {answer.get('Cache-Control')}")
    return faults


def test_rule_29_in_production_the_own_origin_over_tls_is_accepted() -> None:
    """The front speaks TLS and passes plain http on; without believing so every form would be refused."""
    from loket.config.wsgi import behind_tls

    seen = {}

    def application(environ: dict[str, object], _start: object) -> list[bytes]:
        seen.update(environ)
        return [b""]

    list(behind_tls(application)({"wsgi.url_scheme": "http"}, None))
    assert seen["wsgi.url_scheme"] == "https"


def test_rule_29_the_log_in_gives_a_new_session_and_the_old_one_is_worth_nothing(taken_back: Story) -> None:
    browser = taken_back.browser()
    browser.get("/daftar/ktp/")
    browser.post("/daftar/", {"nik": "5108025403949977", "no_kk": "5108021203109977", "nama": "Ni Luh Uji"})
    before = browser.cookies["masuk"].value
    browser.post("/masuk/", {"nik": people.SARI.nik, "password": RESIDENT_PASSWORD})
    after = browser.cookies["masuk"].value
    assert before != after
    old = Client(headers={"host": BULELENG_HOST})
    old.cookies["masuk"] = before
    assert old.get("/akun/").status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "//evil.id",
        "https://evil.id",
        "/\\evil.id",
        "\\\\evil.id",
        "/\t/evil.id",
        "javascript:alert(1)",
        "/%0d%0aX: y",
        "/a\r\nX: y",
        "",
        "evil.id",
    ],
)
def test_after_log_in_one_stays_in_the_house(taken_back: Story, target: str) -> None:
    fields = {"nik": people.SARI.nik, "password": RESIDENT_PASSWORD, "lanjut": target}
    answer = taken_back.browser().post("/masuk/", fields)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert not answer["Location"].startswith(("//", "/\\", "/\t"))
    assert "X" not in answer.headers
