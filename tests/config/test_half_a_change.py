"""An error of the program leaves no half of a change behind, although Django turned it into a page (X-1)."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from loket.foundation.ui import refusals
from loket.tenants.models import Tenant


def _rename(request: HttpRequest) -> HttpResponse:
    Tenant.objects.filter(pk=request.tenant.pk).update(name="separuh")  # type: ignore[attr-defined]  # set by TenantOfHost
    return HttpResponse()


def _rename_and_fail(request: HttpRequest) -> HttpResponse:
    _rename(request)
    raise RuntimeError("planted")


urlpatterns = [path("ubah/", _rename), path("gagal/", _rename_and_fail)]
handler500 = refusals.server_error


@pytest.mark.urls(__name__)
def test_what_a_failing_view_wrote_is_taken_back(buleleng: Tenant) -> None:
    client = Client(raise_request_exception=False, headers={"host": "buleleng.localhost"})
    answer = client.get("/gagal/")
    assert answer.status_code == 500
    assert "Isian Anda aman" in answer.content.decode()
    buleleng.refresh_from_db()
    assert buleleng.name != "separuh"
    client.get("/ubah/")
    buleleng.refresh_from_db()
    assert buleleng.name == "separuh"
