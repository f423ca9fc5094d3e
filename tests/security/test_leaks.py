"""After a whole story: no person in jobs, records, addresses, file names, subjects or log lines (rule 38)."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from psycopg import sql

from loket.accounts.models import Account
from loket.config.log_lines import Impersonal
from loket.demo import people
from loket.demo.people import RESIDENT_PASSWORD
from loket.notifications.models import Message
from loket.tenants.scope import in_tenant

from .story import Story
from .test_hostile_input import _things

SARI = people.SARI
#: Never in the clear anywhere in the database. Names may stand where lists need them (settled: keys).
SEALED = (SARI.nik, SARI.nomor_kk, SARI.phone, SARI.phone.removeprefix("+62"), RESIDENT_PASSWORD)
NAMELESS_TABLES = (
    "procrastinate_jobs",
    "procrastinate_events",
    "audit_entry",
    "accounts_session",
    "files_storedfile",
)


def _rows(raw: str) -> Iterator[tuple[str, str]]:
    """Every row of every table as text; bytes as hex and as text."""
    with psycopg.connect(raw, autocommit=True) as owner:
        names = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (name,) in names:
            if name == "regions_region":
                continue
            for row in owner.execute(sql.SQL("SELECT t.* FROM {} t").format(sql.Identifier(name))):
                yield name, " ".join(_text(value) for value in row)


def _text(value: object) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def test_rule_38_the_stored_bytes_hold_no_number_of_anybody(story: Story) -> None:
    found = {(table, word) for table, text in _rows(story.raw) for word in SEALED if word in text}
    assert found == set()


def test_rule_38_jobs_records_and_sessions_name_nobody(story: Story) -> None:
    words = (SARI.name, SARI.name.title())
    story.browser("sari").get("/akun/")
    rows = [(table, text) for table, text in _rows(story.raw) if table in NAMELESS_TABLES]
    assert {table for table, _text in rows} >= {"audit_entry", "accounts_session", "files_storedfile"}
    assert {(table, word) for table, text in rows for word in words if word in text} == set()


def test_rule_38_file_names_and_subjects_name_nobody(story: Story) -> None:
    names = " ".join(str(path) for path in story.storage.rglob("*"))
    with in_tenant(story.buleleng):
        said = " ".join(str(message.subject) for message in Message.objects.all())
    assert not [word for word in (*SEALED, SARI.name, "SARI", ".jpg") if word in names + said]


def test_rule_13_the_bytes_on_disk_are_sealed(story: Story) -> None:
    files = [path for path in story.storage.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"JFIF" in path.read_bytes() or b"Exif" in path.read_bytes()]
    assert {oct(path.stat().st_mode & 0o077) for path in files} == {"0o0"}


def test_rule_38_a_day_of_visits_leaves_no_person_in_the_log(
    taken_back: Story, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.setFormatter(Impersonal("%(name)s %(message)s"))
    logging.getLogger("django.request").setLevel(logging.DEBUG)
    with caplog.at_level(logging.DEBUG):
        for who in ("sari", "made", "eka", ""):
            browser = taken_back.browser(who)
            for reference in _things(taken_back)["reference"]:
                browser.get(f"/permohonan/{reference}/")
                browser.get(f"/petugas/permohonan/{reference}/")
            browser.post("/petugas/cari/", {"q": SARI.nik, "keperluan": SARI.nik})
            browser.post("/masuk/", {"nik": SARI.nik, "password": "salah sekali"})
            browser.get(f"/tidak-ada/{SARI.nik}/{SARI.phone}/")
    told = "\n".join(
        caplog.handler.format(record) for record in caplog.records if not record.name.startswith("django.db")
    )
    assert told
    assert not [word for word in (*SEALED, SARI.name) if word in told]


def test_rule_38_a_broken_constraint_does_not_quote_the_row(taken_back: Story) -> None:
    """Row-level security makes PostgreSQL silent about rows; the log line leaves out what others quote."""
    with in_tenant(taken_back.buleleng):
        account = Account.objects.filter(kind="resident").first()
        assert account is not None
        with pytest.raises(IntegrityError) as broken, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_account SET kind = 'x' WHERE id = %s", [account.pk])
    assert account.display_name not in str(broken.value)
    quoted = (
        f"failed\nDETAIL:  Failing row contains (1, {SARI.name}, {SARI.phone}).\nfor {SARI.nik} a.b@contoh.id"
    )
    line = Impersonal("%(message)s").format(logging.LogRecord("x", logging.ERROR, "", 0, quoted, None, None))
    assert not [word for word in (*SEALED, SARI.name, "a.b@contoh.id") if word in line]
    assert line.startswith("failed")


def test_rule_37_every_photo_that_left_is_on_record(taken_back: Story) -> None:
    before = _looks(taken_back)
    sari = taken_back.residents["sari"]
    assert taken_back.browser("sari").get("/akun/foto/ktp_asli/").status_code == 200
    wayan = taken_back.residents["wayan"]
    assert sari.pk != wayan.pk
    photo = f"/petugas/akun/{wayan.public_id}/foto/ktp_asli/"
    assert taken_back.browser("made").get(photo).status_code == 200
    assert _looks(taken_back) == before + 2


def _looks(story: Story) -> int:
    from loket.audit.models import Entry

    with in_tenant(story.buleleng):
        return Entry.objects.filter(action__in=("residents.view_own_paper", "residents.view_paper")).count()
