"""Statements sent as they stand (ADR 13): the same rows and the same errors as by Django's cursor."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.db.models.signals import post_init, pre_init
from django.test.utils import CaptureQueriesContext

from loket.tenants import statements
from loket.tenants.models import Office, Tenant

_EVERY_KIND = """
SELECT %s::bigint, %s::text, %s::bytea, %s::boolean, %s::timestamptz, %s::date, %s::uuid, %s::varchar[], %s::text
"""
_VALUES: list[Any] = [
    2**40, "Ketut 'Ukur' 100%", b"\x00\xff'", True, datetime(2026, 11, 22, 8, 0, 0, 5, UTC), date(2026, 2, 28),
    uuid.UUID(int=7), ["a,b", '"c"', ""], None,
]  # fmt: skip


def test_every_kind_of_value_travels_as_by_a_cursor(in_buleleng: Tenant) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_EVERY_KIND, _VALUES)
        expected = cursor.fetchall()
    assert statements.rows(_EVERY_KIND, _VALUES) == expected == [tuple(_VALUES)]


def test_whoever_counts_statements_sees_them(in_buleleng: Tenant) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert statements.rows("SELECT %s::int", [3]) == [(3,)]
    assert len(seen) == 1


def test_errors_are_djangos(in_buleleng: Tenant) -> None:
    office = Office.objects.get(is_main=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        statements.changed("UPDATE tenants_office SET slug = NULL WHERE id = %s", [office.pk])
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(transaction.TransactionManagementError):
            statements.rows("SELECT 1", [])


def test_what_a_rollback_makes_the_server_forget_is_prepared_again(in_buleleng: Tenant) -> None:
    """psycopg drops every prepared statement of a connection after a rollback, if it has one of its own."""
    for _ in range(7):  # from the sixth on psycopg has one
        Office.objects.filter(slug="dinas").exists()
    for _ in range(2):
        assert statements.rows("SELECT %s::text", ["sama"]) == [("sama",)]
        with transaction.atomic():
            transaction.set_rollback(True)


def test_pooler_that_forgets_names(in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    """``prepare=off`` in the database's address."""
    monkeypatch.setattr(connection.connection, "prepare_threshold", None)
    assert statements.rows("SELECT %s::text", ["tanpa nama"]) == [("tanpa nama",)]


def test_no_model_of_ours_misses_what_from_db_does_more() -> None:
    """``instance`` makes objects without ``__init__``, ``from_db`` and their signals: none of ours has any."""
    for model in apps.get_models():
        if model.__module__.startswith("loket."):
            assert model.__init__ is Model.__init__, model
            assert model.from_db.__func__ is Model.from_db.__func__, model  # type: ignore[attr-defined]  # a method
            assert not [signal for signal in (pre_init, post_init) if signal.has_listeners(model)], model
