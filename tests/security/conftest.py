"""The demo, told once per worker in a database of its own; every test here looks at the same finished story."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from tests.database import address, clone_template
from tests.security.story import Story, tell

#: Row numbers of this database begin here, so that what processes keep by number never meets another test's.
_FIRST = 5_000_000


def _name() -> str:
    return f"loket_story_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@contextmanager
def _using(name: str) -> Iterator[None]:
    from loket.config.environment import database_settings
    from loket.tenants.queries import forget_hosts

    before = dict(connection.settings_dict)
    connection.close()
    forget_hosts()
    connection.settings_dict.update(database_settings(address(name)))
    try:
        yield
    finally:
        connection.close()
        forget_hosts()
        connection.settings_dict.update(before)


def _begin_high(name: str) -> None:
    with psycopg.connect(address(name, "postgres"), autocommit=True) as owner:
        rows = owner.execute("SELECT schemaname, sequencename FROM pg_sequences").fetchall()
        for schema, sequence in rows:
            owner.execute(
                sql.SQL("ALTER SEQUENCE {}.{} RESTART WITH {}").format(
                    sql.Identifier(schema), sql.Identifier(sequence), sql.Literal(_FIRST)
                )
            )


@pytest.fixture(scope="session")
def _told(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Story:
    clone_template(_name())
    _begin_high(_name())
    storage, kept = tmp_path_factory.mktemp("story-files"), settings.LOKET_STORAGE
    settings.LOKET_STORAGE = Path(storage)
    try:
        with django_db_blocker.unblock(), _using(_name()):
            told = tell(raw=address(_name(), "postgres"), storage=Path(storage))
    finally:
        settings.LOKET_STORAGE = kept
    return told


@pytest.fixture(autouse=True)
def _quiet_log() -> Iterator[None]:
    """Thousands of refused requests are no news."""
    log = logging.getLogger("django.request")
    before, log.level = log.level, logging.CRITICAL
    yield
    log.level = before


@pytest.fixture
def story(_told: Story, django_db_blocker: Any, settings: Any) -> Iterator[Story]:
    """The finished story; what a test writes is committed unless it says ``taken_back``."""
    settings.LOKET_STORAGE = _told.storage
    with django_db_blocker.unblock(), _using(_name()):
        yield _told


@pytest.fixture
def taken_back(story: Story) -> Iterator[Story]:
    """The story in a transaction that never commits."""
    with transaction.atomic():
        yield story
        transaction.set_rollback(True)
