"""The monthly recap of the Buleleng report, from the rows the real actions leave (S3-40 to S3-45)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from loket.demo import replay
from loket.faces.workbench.reports.look import this_month
from loket.reports import queries
from loket.reports.actions.set_layout import set_layout
from loket.reports.rules import USERS, Month, Span
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.cases import make_membership, sent
from tests.faces.workbench.desk import at_desk

SMALL = (
    ("2020-10", 7, 2, 3, 1, 1),
    ("2020-11", 5, 1, 1, 1, 2),
)
OCTOBER, NOVEMBER = Month(2020, 10), Month(2020, 11)
ADDRESS = "/petugas/rekap/?dari=2020-10&sampai=2020-11"


@pytest.fixture
def house(db: None, tmp_path: object, settings: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tenant]:
    """Buleleng after two small months."""
    monkeypatch.setattr(replay, "REPORT", SMALL)
    settings.LOKET_STORAGE = tmp_path  # type: ignore[attr-defined]  # pytest-django's settings
    tenant, checker = replay.open_house()
    replay.replay(tenant, checker)
    with in_tenant(tenant):
        yield tenant


@pytest.fixture
def head(house: Tenant) -> Client:
    """The browser of the head of the office."""
    return at_desk(make_membership("kepala_dinas", name="Ibu Kepala"))


def cells(page: str) -> list[list[str]]:
    """The table of a page, text only."""
    body = page[page.index("<table") : page.index("</table>")]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [
        [
            re.sub(r"<[^>]+>", "", cell).strip()
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        for row in rows
    ]


def test_the_table_has_the_columns_and_numbers_of_the_report(head: Client) -> None:
    """S3-40, S3-41, S3-42: order of columns, an empty Ket, the row Jumlah, Nopember."""
    table = cells(head.get(ADDRESS).content.decode())
    assert table[0] == [
        "Bulan", "User", "KTP-el Perubahan Data", "KTP-el Hilang/Rusak", "KIA", "Konsolidasi Manual", "Ket",
    ]  # fmt: skip
    assert table[1:] == [
        ["Oktober", "7", "2", "3", "1", "1", ""],
        ["Nopember", "5", "1", "1", "1", "2", ""],
        ["Jumlah", "12", "3", "4", "2", "3", ""],
    ]


def test_november_is_spelled_as_the_office_sets_it(house: Tenant, head: Client) -> None:
    """S3-42: the label follows a setting."""
    set_layout({"spells_nopember": False}, by=None)
    assert cells(head.get(ADDRESS).content.decode())[2][0] == "November"


def test_every_number_opens_the_list_behind_it(house: Tenant, head: Client) -> None:
    """S3-43: what is counted is what is listed, number by number."""
    span = Span(OCTOBER, NOVEMBER)
    columns = queries.columns(queries.layout())
    recap = queries.monthly(span, columns)
    for row in recap.rows:
        month = Span(row.month, row.month)
        key = row.month.key
        page = head.get(f"/petugas/rekap/daftar/{USERS}/{key}/{key}/").content.decode()
        assert page.count('<tr><th scope="row">') == row.users == queries.registered(month).count()
        for column in columns:
            page = head.get(f"/petugas/rekap/daftar/{column.key}/{key}/{key}/").content.decode()
            assert page.count("/petugas/permohonan/BLL-") == row.counts[column.key]


def test_the_sheet_says_the_same_and_sums_by_itself(head: Client) -> None:
    """S3-45: a spreadsheet that opens, with the same numbers."""
    answer = head.get("/petugas/rekap/excel/?dari=2020-10&sampai=2020-11")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=7)]
    assert rows[0][:3] == ["No", "Bulan", "User"]
    assert rows[0][-1] == "Ket"
    assert rows[1][1:7] == ["Oktober", 7, 2, 3, 1, 1]
    assert rows[2][1:7] == ["Nopember", 5, 1, 1, 1, 2]
    assert rows[3][1:3] == ["Jumlah", "=SUM(C5:C6)"]


def test_the_print_bears_a_signature(house: Tenant, head: Client) -> None:
    """S3-45: a document for the written report."""
    set_layout(
        {"signed_at": "Singaraja", "signer_name": "I GUSTI CONTOH", "signer_nip": "197001011990031001"},
        by=None,
    )
    page = head.get("/petugas/rekap/cetak/?dari=2020-10&sampai=2020-11").content.decode()
    assert "Singaraja, " in page
    assert "I GUSTI CONTOH" in page
    assert "NIP 197001011990031001" in page


def test_users_and_those_who_applied(house: Tenant) -> None:
    """S3-44: registered, have applied, the ratio; in any range."""
    both = queries.reach(Span(OCTOBER, NOVEMBER))
    assert (both.registered, both.applied) == (12, 12)
    assert queries.reach(Span(OCTOBER, OCTOBER)).share == 1.0


def test_a_zone_counts_only_its_own(house: Tenant) -> None:
    """S3-49: numbers of one kecamatan are the numbers of its list."""
    everywhere = queries.monthly(Span(OCTOBER, NOVEMBER), queries.columns(queries.layout()))
    places = [f"51.08.0{number}" for number in range(1, 10)]
    parts = [
        queries.monthly(Span(OCTOBER, NOVEMBER), queries.columns(queries.layout()), (place,))
        for place in places
    ]
    assert sum(part.users for part in parts) == everywhere.users == 12
    assert sum(sum(part.totals.values()) for part in parts) == sum(everywhere.totals.values())


@pytest.mark.parametrize(
    "asked", ["dari=2020-13", "dari=x&sampai=2020-11", "dari=2020-11&sampai=2020-10", "kec=99"]
)
def test_what_cannot_be_is_said_in_a_sentence(head: Client, asked: str) -> None:
    answer = head.get(f"/petugas/rekap/?{asked}")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_only_those_who_answer_for_figures_see_them(house: Tenant) -> None:
    answer = at_desk(make_membership("operator_ktp")).get(ADDRESS)
    assert answer.status_code == 403


def test_the_page_costs_the_same_however_many_rows(head: Client) -> None:
    head.get(ADDRESS)
    with CaptureQueriesContext(
        connection,
    ) as counted:
        head.get(ADDRESS)
    assert len(counted) <= 40, [row["sql"][:90] for row in counted]


def test_columns_are_laid_out_on_a_screen(house: Tenant) -> None:
    """The office names its columns; a service in a column that is not named is refused with a sentence."""
    browser = at_desk(make_membership("administrator"))
    wrong = browser.post("/petugas/rekap/bentuk/", {"order": "KTP-el", "kolom_kia-baru": "KIA"})
    assert wrong.status_code == 422
    assert "belum ada di daftar kolom" in wrong.content.decode()
    right = browser.post(
        "/petugas/rekap/bentuk/",
        {
            "order": "Kartu\nAnak",
            "kolom_ktp-hilang": "Kartu",
            "kolom_ktp-rusak": "Kartu",
            "kolom_kia-baru": "Anak",
        },
    )
    assert right.status_code == 302
    assert [column.label for column in queries.columns(queries.layout())] == ["Kartu", "Anak", "Lainnya"]


def test_issue_4_the_list_behind_a_number_turns_by_key_and_links_only_what_may_be_opened(
    in_buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages forward and back hold every row once; an administrator reads rows whose cases are not his to open."""
    monkeypatch.setattr(import_module("loket.faces.workbench.reports.views"), "_PAGE", 2)
    names = [sent().reference for _n in range(5)]
    first = at_desk(make_membership("administrator"))
    month = this_month()
    span = Span(month, month)
    column = next(
        one for one in queries.columns(queries.layout()) if queries.sent_in_column(span, one).exists()
    )
    address = f"/petugas/rekap/daftar/{column.key}/{month.key}/{month.key}/"
    seen: list[str] = []
    path = address
    for _n in range(3):
        answer = first.get(path)
        assert answer.status_code == 200
        seen += [row.application.reference for row, _opens in answer.context["rows"]]
        assert f'href="/petugas/permohonan/{seen[-1]}/"' not in answer.content.decode()
        path = f"{address}?sesudah={answer.context['later']}"
    assert seen == names
    back = first.get(f"{address}?sebelum={answer.context['earlier']}")
    assert [row.application.reference for row, _opens in back.context["rows"]] == names[2:4]
    head = at_desk(make_membership("kepala_dinas", name="Ibu Kepala"))
    assert f'href="/petugas/permohonan/{names[0]}/"' in head.get(address).content.decode()
    assert head.get(f"/petugas/permohonan/{names[0]}/").status_code == 200
    assert first.get(f"{address}?sesudah=ngawur").status_code == 200
