"""The record of the dinas, read and exported (A13)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.audit.actions.record import record
from loket.audit.actor import Actor, acting
from loket.audit.models import Entry
from loket.faces.console.record.views import harmless
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .rai import at_console, hire, rai

LIST = "/kelola/catatan/"
MADE = Actor("officer", "made-1", "I Made Sudarsa")


@pytest.fixture
def browser(buleleng: Tenant) -> Client:
    """Ibu Rai, after a day of work in the office."""
    with in_tenant(buleleng), acting(MADE):
        record(
            "applications.approve",
            obj_type="application",
            obj_ref="BLL-26-7KQ4M2XP-C",
            detail={"to": "approved"},
        )
        record("desk.searched", purpose="pelayanan", detail={"by": "reference", "found": 1})
    return rai(buleleng)


def test_the_record_says_who_did_what_and_when(browser: Client) -> None:
    page = browser.get(LIST).content.decode()
    assert "I Made Sudarsa" in page
    assert "Menyetujui permohonan" in page
    assert "BLL-26-7KQ4M2XP-C" in page
    assert page.index("Mencari warga") < page.index("Menyetujui permohonan"), "newest first"


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("bidang=desk", "Mencari warga", "Menyetujui permohonan"),
        ("nomor=BLL-26-7KQ4M2XP-C", "Menyetujui permohonan", "Mencari warga"),
        ("siapa=visitor", "Tidak ada kejadian", "I Made Sudarsa</td>"),
    ],
)
def test_it_is_sieved(browser: Client, query: str, shown: str, hidden: str) -> None:
    page = browser.get(f"{LIST}?{query}").content.decode()
    assert shown in page
    assert f"<td>{hidden}" not in page


def test_it_is_sieved_by_officer_and_by_day(browser: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        made = hire("made", "Made", ["verifikator_layanan"])
        who = str(made.account.public_id)
        with acting(Actor("officer", who, "Made")):
            record("residents.view", obj_type="resident", obj_ref="r-1")
        today = clock.today(buleleng.zone)
    page = browser.get(f"{LIST}?siapa={who}").content.decode()
    assert "<td>Melihat data warga" in page
    assert "<td>Mencari warga" not in page
    past = today - timedelta(days=2)
    assert "Tidak ada kejadian" in browser.get(f"{LIST}?dari={past}&sampai={past}").content.decode()


def test_entries_of_a_span_are_exact_whatever_lies_around(in_buleleng: Tenant) -> None:
    from loket.audit.queries import entries_between

    now = clock.now()
    for day in range(40, 0, -1):
        Entry(action="x.y", actor_kind="system", at=now - timedelta(days=day)).save()
    found = entries_between(now - timedelta(days=10, hours=1), now - timedelta(days=5, hours=1))
    assert len(found) == 5
    assert entries_between(now + timedelta(days=1), now + timedelta(days=2)).count() == 0


def test_older_entries_come_by_pages_without_a_gap(browser: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng), acting(MADE):
        for number in range(120):
            record("files.view", obj_type="file", obj_ref=f"f-{number}")
    seen: list[str] = []
    url = f"{LIST}?bidang=files"
    for _page in range(3):
        page = browser.get(url)
        seen += [row["thing"] for row in page.context["rows"]]
        url = f"{LIST}?bidang=files&sebelum={page.context['older']}"
    assert seen == [f"f-{number}" for number in range(119, -1, -1)]


def test_the_table_is_safe_against_formulas_and_on_record(browser: Client, buleleng: Tenant) -> None:
    with in_tenant(buleleng), acting(Actor("officer", "x", "=HYPERLINK(1)")):
        record("residents.view", obj_type="resident", obj_ref="r-1")
    answer = browser.get("/kelola/catatan/ekspor/")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
    assert "Menyetujui permohonan" in text
    with in_tenant(buleleng):
        assert Entry.objects.get(action="audit.exported").actor_name == "Ibu Rai"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_every_beginning_of_a_formula_is_defused(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("biasa") == "biasa"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("dari=besok", "tanggal"),
        ("dari=2026-12-01&sampai=2026-11-01", "lebih awal"),
        ("dari=2020-01-01&sampai=2026-11-01", "Paling banyak satu tahun"),
        ("siapa=tidak-ada", "pilihan"),
        ("nomor=5108020101900001", "Catatan tidak menyimpan NIK"),
    ],
)
def test_a_bad_sieve_is_refused_with_a_sentence(browser: Client, query: str, sentence: str) -> None:
    for url in (LIST, f"{LIST}ekspor/"):
        answer = browser.get(f"{url}?{query}")
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


def test_an_auditor_reads_the_record_and_nothing_else(buleleng: Tenant) -> None:
    with in_tenant(buleleng):
        browser = at_console(hire("audit", "Pak Audit", ["auditor"]))
    page = browser.get(LIST)
    assert page.status_code == 200
    assert 'href="/kelola/teks/"' not in page.content.decode()
    assert browser.get("/kelola/teks/").status_code == 403


def test_another_dinas_is_not_in_it(browser: Client, surakarta: Tenant) -> None:
    assert "I Made Sudarsa" not in rai(surakarta).get(LIST).content.decode()


def test_a_page_costs_the_same_with_many_entries(browser: Client, buleleng: Tenant) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(LIST).status_code == 200
        return len(captured)

    browser.get(LIST)
    few = queries()
    with in_tenant(buleleng), acting(MADE):
        for number in range(200):
            record("files.view", obj_type="file", obj_ref=f"f-{number}")
    assert queries() <= few + 16, "halving: a few look-ups more, never one for each row"
