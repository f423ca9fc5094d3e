"""Pages travel compressed; photographs are left alone (experience.md rows 1 and 2)."""

from __future__ import annotations

import gzip

import brotli
import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from loket.config.compression import CompressedPages

PAGE = "<!doctype html><p>" + "Semua layanan gratis. " * 200


def _answer(accepts: str, kind: str = "text/html; charset=utf-8", body: str = PAGE) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    return CompressedPages(lambda _: HttpResponse(body, content_type=kind))(request)


def test_a_browser_of_today_gets_brotli() -> None:
    answer = _answer("gzip, deflate, br, zstd")
    assert answer.headers["Content-Encoding"] == "br"
    assert brotli.decompress(answer.content).decode().startswith(PAGE)
    assert answer.headers["Content-Length"] == str(len(answer.content))
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("accepts", ["gzip", "gzip, br;q=0"])
def test_an_older_browser_gets_gzip(accepts: str) -> None:
    answer = _answer(accepts)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.content).decode() == PAGE


def test_photographs_short_answers_and_plain_readers_are_left_alone() -> None:
    assert not _answer("gzip, br", kind="image/jpeg").has_header("Content-Encoding")
    assert not _answer("br", body="ok").has_header("Content-Encoding")
    assert not _answer("identity").has_header("Content-Encoding")


def test_the_length_of_a_page_tells_nothing() -> None:
    """A secret cannot be guessed from how well a page packs (BREACH): equal pages differ in length."""
    assert len({len(_answer("br").content) for _ in range(40)}) > 5
