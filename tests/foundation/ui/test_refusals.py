"""A broken rule becomes a page with its sentence and status, never an empty 500 (X-1)."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from loket.foundation.kernel.errors import Refusal
from loket.foundation.ui.refusals import PAGES, RefusalPages, refusal_page, server_error


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429])
def test_each_refusal_has_its_own_page(status: int) -> None:
    middleware = RefusalPages(lambda request: HttpResponse())
    answer = middleware.process_exception(_request(), Refusal("Jadwal Kamis sudah penuh.", status=status))
    assert answer is not None
    assert answer.status_code == status
    assert "Jadwal Kamis sudah penuh." in answer.content.decode()


def test_other_errors_are_left_to_django() -> None:
    assert RefusalPages(lambda request: HttpResponse()).process_exception(_request(), ValueError()) is None


def test_an_unusual_status_still_gets_a_page() -> None:
    answer = refusal_page(_request(), 418, "Tidak bisa.")
    assert answer.status_code == 418
    assert "Tidak bisa." in answer.content.decode()


def test_our_own_error_is_calm_and_tells_nothing() -> None:
    answer = server_error(_request())
    assert answer.status_code == 500
    assert "Isian Anda aman" in answer.content.decode()
    assert 500 in PAGES


def test_officers_are_led_back_to_their_desk() -> None:
    answer = refusal_page(RequestFactory().get("/petugas/antrean/"), 403)
    page = answer.content.decode()
    assert 'href="/petugas/"' in page
    assert 'href="/masuk/"' not in page, "he has logged in already"
    assert 'href="/permohonan/"' not in page, "no menu of residents"


def _request() -> HttpRequest:
    return RequestFactory().get("/")
