"""Whatever is sent, the answer is a page that says what to do: never a 5xx (issue, "Bad input")."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from loket.applications.models import Attachment
from loket.residents.models import ResidentPaper, ResidentStep
from loket.tenants.scope import in_tenant

from .addresses import HOUSE_WORDS, Route, routes
from .pages import Form, forms_of
from .story import Story

LONG = "a" * 100_000
#: One at a time, in every field of every form, the others plausible.
HOSTILE = (
    "a\x00b",
    "\u202eKUDA\u2066\u200b",
    LONG,
    "9" * 5000,
    "²³",
    "0000-00-00",
    "9999-12-31",
    "081234567890 5108025403949977 a@b.id",
    "\r\nSet-Cookie: x=1",
    "ﷺﬃ😀" * 40,
)
#: In every blank of every address.
PATHS = ("%00", "%ED%A0%80", "%C2%B2", "a" * 3000, "..", "%0d%0aX", "99999999999999999999")
QUERY = (
    *("lanjut", "saring", "sesudah", "layanan", "kec", "antrean", "baru", "selesai", "alasan", "bagian"),
    *(
        "hal",
        "kecil",
        "pakai",
        "ubah",
        "dari",
        "nomor",
        "ke",
        "q",
        "cari",
        "halaman",
        "ulang",
        "telat",
        "kategori",
    ),
)
WHO = ("", "sari", "ratna", "trisna", "made", "ketut", "nengah", "made,half", "sri", "rai")
#: Forms that were tried already, whoever found them.
_seen: set[tuple[str, ...]] = set()


def _things(story: Story) -> dict[str, list[str]]:
    """Values for the blanks that lead to pages of every state."""
    with in_tenant(story.buleleng):
        cases = [
            story.case(state).reference
            for state in ("in_verification", "approved", "in_process", "in_production")
        ]
        cases += [
            story.case("ready").reference,
            story.case("returned").reference,
            story.case("draft").reference,
        ]
        papers = Attachment.objects.filter(application=story.case("in_verification")).select_related("file")
        file = str(papers[0].file.public_id)
        waiting = story.residents["wayan"]
        return {
            "reference": cases,
            "public_id": [str(waiting.public_id)],
            "file": [file],
            "paper_id": [file],
            "step_id": [str(ResidentStep.objects.filter(resident=waiting)[0].public_id)],
            "position": ["0"],
            "slug": [
                "kontak",
                *ResidentPaper.objects.filter(resident=waiting).values_list("slug", flat=True)[:1],
            ],
            "code": ["ktp-hilang"],
            "key": ["untuk-siapa", "kertas-kk-asli", "abc123"],
            "word": ["abc"],
            "number": ["1"],
        }


def _pages(story: Story, who: str) -> Iterator[str]:
    desk = who.partition(",")[0] in story.officers
    things = _things(story)
    for route in routes():
        if (route.is_desk == desk or not who) and route.pattern != "readyz":  # no worker beats here: 503
            yield from route.filled(things)


def _is_broken(answer: HttpResponse) -> bool:
    return answer.status_code >= 500


@pytest.mark.parametrize("who", WHO)
def test_no_value_in_any_field_breaks_a_page(taken_back: Story, who: str) -> None:
    browser, broken = taken_back.browser(who), []
    for page in _pages(taken_back, who):
        answer = browser.get(page)
        if _is_broken(answer):
            broken.append(("GET", page))
        if answer.status_code != 200 or answer.streaming:
            continue
        for form in forms_of(answer.content, page):
            shape = (_shape(form.action), *sorted(form.fields))
            if shape not in _seen:
                _seen.add(shape)
                broken += _posted(browser, form)
    assert not broken, broken[:12]


def _shape(path: str) -> str:
    """Two cases have the same forms."""
    return "/".join(
        part for part in path.partition("?")[0].split("/") if "-26-" not in part and len(part) < 30
    )


def _posted(browser: Client, form: Form) -> list[tuple[object, ...]]:
    broken: list[tuple[object, ...]] = []
    own = {name: values for name, values in form.fields.items() if name != "csrfmiddlewaretoken"}
    alike = {name.partition("-")[0].partition(":")[0]: name for name in own}  # one of each kind of field
    for place, name in enumerate(alike.values()):
        # Long forms meet a quarter of the values in each field, the others in the next.
        for value in HOSTILE[place % 4 :: 4] if len(alike) > 4 else HOSTILE:
            if _post(browser, form.action, {**own, name: [value]}) >= 500:
                broken.append((form.action, name, value[:40]))
    for values in (
        {},
        {name: [*values, "x"] for name, values in own.items()},
        {f"{name}[]": ["x"] for name in own},
    ):
        if _post(browser, form.action, values) >= 500:
            broken.append((form.action, "missing or double", list(values)))
    return broken


def _post(browser: Client, action: str, values: dict[str, list[str]]) -> int:
    with _undone(browser):
        return browser.post(action, values).status_code


@contextmanager
def _undone(browser: Client) -> Iterator[None]:
    """Whatever the request did, to the rows and to the browser's cookies, is taken back."""
    cookies = browser.cookies.copy()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    browser.cookies = SimpleCookie({name: morsel.value for name, morsel in cookies.items()})


@pytest.mark.parametrize("who", ["", "sari", "made"])
def test_no_address_breaks_a_page(taken_back: Story, who: str) -> None:
    """Every blank of every address, and every word of a query that a page reads."""
    browser, things, broken = taken_back.browser(who), _things(taken_back), []
    for route in routes():
        # A door that sends a stranger away reads no query; its blanks are tried all the same.
        inside = route.is_desk == (who in taken_back.officers)
        for address in (*_spoiled(route, things), *(_asked(browser, route, things) if inside else ())):
            answer = browser.get(address)
            if _is_broken(answer) and route.pattern != "readyz":
                broken.append((route.pattern, address[:80]))
    assert not broken, broken[:12]


def _spoiled(route: Route, things: dict[str, list[str]]) -> Iterator[str]:
    firsts = {name: values[:1] for name, values in {**HOUSE_WORDS, **things}.items()}
    for blank in route.blanks:
        yield from route.filled({**firsts, blank: PATHS})


def _asked(browser: Client, route: Route, things: dict[str, list[str]]) -> Iterator[str]:
    address = next(route.filled({name: values[:1] for name, values in things.items()}))
    if browser.get(address).status_code == 200:
        for first in range(0, len(QUERY), 4):
            yield f"{address}?{'&'.join(f'{name}=%ED%A0%80%ff&{name}=²' for name in QUERY[first : first + 4])}"
    for value in (
        "a\x00b",
        "²",
        "9" * 5000,
        "😀\u202e",
        "0001-01-01T00:00:00+14:00~1",
        "9999999999999999-9",
    ):
        yield f"{address}?{'&'.join(f'{name}={quote(value)}' for name in QUERY)}"


@pytest.mark.parametrize("who", ["sari", "made"])
def test_no_method_no_type_of_content_and_no_header_breaks_a_page(taken_back: Story, who: str) -> None:
    browser, broken = taken_back.browser(who), []
    things = {name: values[:1] for name, values in _things(taken_back).items()}
    for route in routes():
        if route.pattern == "readyz":
            continue
        for method, address, body, more in _odd_requests(next(route.filled(things))):
            with _undone(browser):
                if _is_broken(browser.generic(method, address, body, **more)):
                    broken.append((method, address, more))
    assert not broken, broken[:12]


def _odd_requests(address: str) -> Iterator[tuple[str, str, bytes, dict[str, Any]]]:
    for method in ("HEAD", "OPTIONS", "PUT", "MOVE"):
        yield method, address, b"x", {}
    for kind, body in _BODIES:
        yield "POST", address, body, {"content_type": kind}
    for name, value in _HEADERS:
        yield "GET", address, b"", {"headers": {name: value}}


_BODIES = (
    ("application/json", b'{"nik": "\\ud800"}'),
    ("application/x-www-form-urlencoded", b"nik=%ED%A0%80&a=%ff&nama=%00&=&&&==;" + b"\xff\xfe"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"nik=+AAA-"),
    ("application/x-www-form-urlencoded; charset=no-such", b"nik=1"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\ncut'),
    ("multipart/form-data", b"no boundary"),
    ("application/x-www-form-urlencoded", b"a=1&" * 600),
)
_HEADERS = (
    ("cookie", "masuk=\x00; csrf=\xff; bahasa=\x80; huruf=" + "x" * 5000),
    ("cookie", "masuk=" + "a" * 9000 + "; perangkat=../../etc"),
    ("upload-offset", "²"),
    ("range", "bytes=-1,9-"),
)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "a b",
        "buleleng.localhost@x",
        "[::1",
        "ä.id",
        "x" * 300,
        "evil.example",
        "buleleng.localhost.",
    ],
)
def test_rule_4_an_unknown_host_learns_nothing(taken_back: Story, host: str) -> None:
    for path in ("/", "/masuk/", "/petugas/", "/contoh/", "/contoh/pesan.json", "/s/ui/resident.css"):
        answer = taken_back.browser("sari", host=host or "x").get(path)
        assert answer.status_code in {400, 404} or path.startswith("/s/"), (path, answer.status_code)
        body = answer.content.decode("utf-8", "replace") if not answer.streaming else ""
        assert "Buleleng" not in body
        assert "SARI" not in body
