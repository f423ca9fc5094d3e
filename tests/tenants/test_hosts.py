"""The host name alone decides which dinas answers (security rule 4)."""

from __future__ import annotations

import pytest
from django.test import Client

from loket.tenants.models import Tenant


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


def test_a_closed_dinas_answers_like_an_unknown_host(buleleng: Tenant) -> None:
    Tenant.objects.filter(pk=buleleng.pk).update(is_open=False)
    assert Client(headers={"host": "buleleng.localhost"}).get("/").status_code == 404
