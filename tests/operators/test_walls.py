"""The platform's operator reads no table of people, in the program and in the database (docs/decisions/0016)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.operators.actions.note import note
from loket.operators.models import CannotChangeTheDeeds, Deed
from loket.tenants.models import Tenant
from loket.tenants.row_security import tenant_models
from loket.tenants.scope import TenantScopeMissing, in_tenant, looking_at_setup
from tests.operators.people import ORDER, browser_of, operator
from tests.staff.people import officer

#: Tables whose rows are about residents, their cases, papers and messages, or are the record and log in.
OF_PEOPLE = (
    "residents_",
    "applications_",
    "issuing_",
    "files_",
    "accounts_",
    "audit_",
    "notifications_message",
)


def _is_of_people(table: str) -> bool:
    return table.startswith(OF_PEOPLE) and table != "accounts_globalcounter"


def _rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def _tables() -> list[str]:
    return sorted(model._meta.db_table for model in tenant_models())


def test_outside_every_dinas_no_tenant_table_shows_a_row(buleleng: Tenant) -> None:
    officer(buleleng)
    with in_tenant(buleleng):
        full = [table for table in _tables() if _rows(table)]
    assert {"tenants_office", "accounts_account", "audit_entry"} <= set(full)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.tenant', '', true)")
    assert [table for table in full if _rows(table)] == []


def test_looking_at_setup_shows_the_set_up_and_no_table_of_people(buleleng: Tenant) -> None:
    officer(buleleng)
    with in_tenant(buleleng):
        full = {table for table in _tables() if _rows(table)}
    with looking_at_setup(buleleng):
        seen = {table for table in _tables() if _rows(table)}
    assert {"tenants_office", "tenants_workinghours", "staff_membership"} <= seen
    assert not [table for table in seen if _is_of_people(table)]
    assert [table for table in full if _is_of_people(table)], "the test would have seen them"


def test_no_table_of_people_is_marked_as_seen_at_setup() -> None:
    marked = {model._meta.db_table for model in tenant_models() if model.seen_at_setup}
    assert not [table for table in marked if _is_of_people(table)]


def test_after_the_look_the_dinas_is_whole_again(buleleng: Tenant) -> None:
    with looking_at_setup(buleleng):
        pass
    with in_tenant(buleleng):
        assert _rows("audit_entry") >= 0
        officer(buleleng)
        assert _rows("accounts_account") == 1


def test_no_operator_page_reads_a_table_of_people(buleleng: Tenant) -> None:
    """What a page writes (a row of the dinas' record, an invitation's message) is inserted, never read."""
    officer(buleleng)
    desk = browser_of(operator())
    asked: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        for path in ("/", "/dinas/baru/", "/dinas/buleleng/", "/catatan/", "/dinas/buleleng/tutup/"):
            assert desk.get(path).status_code == 200, path
        desk.post("/dinas/buleleng/tutup/", {"alasan": "Pindah server."})
        desk.post("/dinas/buleleng/buka-lagi/")
    for query in queries.captured_queries:
        words = query["sql"].replace('"', " ").split()
        if words[0] in ("SELECT", "UPDATE", "DELETE"):
            asked += [word for word in words if _is_of_people(word.split(".")[0])]
    assert not asked, sorted(set(asked))


def test_an_operator_page_outside_the_look_cannot_even_ask(db: None) -> None:
    from loket.residents.models import Resident

    with pytest.raises(TenantScopeMissing):
        Resident.objects.count()


def test_the_record_of_operators_only_grows(db: None) -> None:
    deed = note("sign_in", by=None)
    with pytest.raises(CannotChangeTheDeeds):
        deed.save()
    with pytest.raises(CannotChangeTheDeeds):
        deed.delete()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Deed.objects.filter(pk=deed.pk).update(action="nothing")


def test_both_records_name_the_operator_who_closed_a_dinas(buleleng: Tenant) -> None:
    from loket.audit.models import Entry

    desk = browser_of(operator())
    desk.post("/dinas/buleleng/tutup/", {"alasan": "Pindah server."})
    with in_tenant(buleleng):
        entry = Entry.objects.get(action="operators.close")
    assert (entry.actor_kind, entry.actor_name) == ("operator", "Dewi Operator")


def test_secrets_of_operators_are_sealed(db: None) -> None:
    someone = operator()
    assert someone.totp_secret is not None
    assert b"JBSW" not in bytes(someone.totp_secret)


def test_a_half_opened_dinas_leaves_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole or not at all: the invitation fails, so nothing was opened."""
    from loket.foundation.kernel.errors import Refusal
    from loket.operators.actions import open_new_dinas

    def broken(*_args: object, **_more: object) -> None:
        raise Refusal("tidak bisa", code="no_address")

    desk = browser_of(operator())
    monkeypatch.setattr(open_new_dinas, "invite", broken)
    assert desk.post("/dinas/baru/", ORDER).status_code == 422
    assert not Tenant.objects.filter(reference_prefix="JBR").exists()


def test_the_import_contract_names_the_apps_of_people() -> None:
    text = (Path(__file__).resolve().parents[2] / "pyproject.toml").read_text("utf-8")
    assert 'source_modules = ["loket.operators", "loket.faces.operator"]' in text
    assert json.dumps(["loket.residents", "loket.applications", "loket.issuing", "loket.files"]) in text


def test_a_tenant_page_is_never_an_operator_page(buleleng: Tenant) -> None:
    """The operator's cookie opens nothing at a dinas."""
    desk = browser_of(operator())
    stolen = Client(headers={"host": "buleleng.localhost"})
    stolen.cookies.update(desk.cookies)
    assert stolen.get("/kelola/").status_code == 302
    assert stolen.get("/petugas/").status_code == 302
