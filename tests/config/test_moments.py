"""Timestamps come from the database as Django gives them: in UTC, whoever loads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from loket.accounts.models import Account
from loket.tenants.models import Tenant
from tests.applications.cases import make_resident


@pytest.mark.parametrize("year", [1900, 2026, 9999])
def test_moments_come_in_utc(in_buleleng: Tenant, year: int) -> None:
    at = datetime(year, 6, 1, 12, 30, 15, 123456, tzinfo=UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::timestamptz, NULL::timestamptz, %s::date", [at, at.date()])
        found, nothing, day = cursor.fetchone()
    assert (found, found.tzinfo, nothing, day) == (at, UTC, None, at.date())


def test_a_long_list_read_in_parts_gives_the_same_moments(in_buleleng: Tenant) -> None:
    """Named cursors are Django's own; reading goes on as before after one."""
    make_resident()
    rows = Account.objects.order_by("pk")
    in_parts = list(rows.values_list("created_at", flat=True).iterator(chunk_size=1))
    at_once = list(rows.values_list("created_at", flat=True))
    assert in_parts == at_once
    assert {at.utcoffset() for at in in_parts + at_once} == {timedelta()}
