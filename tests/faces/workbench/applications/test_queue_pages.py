"""The queue as an officer meets it: kept queues, columns, search inside, export, pages and their price."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import timedelta
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.applications.actions.sweep_exports import sweep_exports
from loket.applications.actions.write_export import write_export
from loket.applications.models import Export, ExportPiece, SavedQueue, Step
from loket.audit.models import Entry
from loket.conversations.models import Post
from loket.faces.workbench.applications import sieve
from loket.foundation.kernel import clock
from loket.staff.models import Membership
from loket.tenants.models import PrintZone, Tenant

from ....applications.cases import CHILD_CARD, LOST_KTP, NO_DOCUMENT, make_membership, make_resident, sent
from ..desk import at_desk, url

QUEUE = "/petugas/permohonan/"


@pytest.fixture
def made(in_buleleng: Tenant) -> Membership:
    """Made verifies."""
    return make_membership("verifikator_layanan")


@pytest.fixture
def desk(made: Membership) -> Client:
    return at_desk(made)


def shown(answer: object) -> list[str]:
    return [row.application.reference for row in answer.context["rows"]]  # type: ignore[attr-defined]


def test_the_counter_falls_with_the_very_next_page(desk: Client) -> None:
    """No counter is kept: what leaves the queue leaves its number."""
    for _n in range(3):
        sent()
    assert desk.get(QUEUE).context["pile"].count == 3
    desk.post(f"{QUEUE}mulai/", {"saring": ""})
    page = desk.get(QUEUE)
    assert page.context["pile"].count == len(page.context["rows"]) == 2
    assert next(tab for tab in page.context["desk_tabs"] if tab["current"])["count"] == 2


def test_an_officer_keeps_a_look_with_its_columns_and_a_counter(desk: Client) -> None:
    old = sent(kecamatan="51.08.02")
    sent()
    saring = "antrean=periksa&kec=51.08.02&kolom=number,service,kecamatan"
    answer = desk.post(f"{QUEUE}simpan/", {"saring": saring, "nama": "Seririt saja"})
    page = desk.get(answer["Location"])
    assert shown(page) == [old.reference]
    text = page.content.decode()
    assert re.search(r"Seririt saja <b>1</b>", text)
    assert '<th scope="col">Kecamatan</th>' in text
    assert "Seririt saja" in desk.get("/petugas/").content.decode()
    kept = SavedQueue.objects.get()
    desk.post(f"{QUEUE}hapus/", {"simpan": str(kept.public_id)})
    assert not SavedQueue.objects.exists()


def test_a_head_shares_a_queue_and_roles_still_decide_what_is_in_it(
    in_buleleng: Tenant, desk: Client
) -> None:
    sent()
    sent(CHILD_CARD)
    head = at_desk(make_membership("kasi_dafduk", "verifikator_layanan"))
    head.post(f"{QUEUE}simpan/", {"saring": "antrean=semua&umur=", "nama": "Semua", "bersama": "1"})
    kept = SavedQueue.objects.get()
    assert kept.is_shared
    assert "Semua <b>2</b>" in desk.get(QUEUE).content.decode()
    kia = at_desk(make_membership("operator_kia"))
    assert "Semua <b>1</b>" in kia.get(f"{QUEUE}?antrean=semua").content.decode()
    assert desk.post(f"{QUEUE}hapus/", {"simpan": str(kept.public_id)}).status_code == 403


def test_an_officer_cannot_share_and_sees_why_a_name_is_refused(desk: Client) -> None:
    desk.post(f"{QUEUE}simpan/", {"saring": "antrean=semua", "nama": "Punya saya", "bersama": "1"})
    assert not SavedQueue.objects.get().is_shared
    for name, sentence in (("", "Beri nama"), ("5108064501870003", "tanpa NIK")):
        answer = desk.post(f"{QUEUE}simpan/", {"saring": "", "nama": name})
        assert answer.status_code == 422
        assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "definition"), [("operator_kia", CHILD_CARD), ("adb_konsolidasi", NO_DOCUMENT)]
)
def test_single_operators_see_only_theirs_on_page_export_and_search(
    in_buleleng: Tenant, role: str, definition: dict[str, object]
) -> None:
    """S3-38, S3-39."""
    person = make_resident("NI LUH PUTU SARI")
    theirs = [sent(one, applicant=person) for one in (LOST_KTP, CHILD_CARD, NO_DOCUMENT)]
    mine = next(case.reference for case in theirs if case.service.code == definition["code"])
    desk = at_desk(make_membership(role))
    assert shown(desk.get(f"{QUEUE}?antrean=semua")) == [mine]
    table = desk.post(f"{QUEUE}ekspor/", {"saring": "antrean=semua", "format": "csv"})
    assert [row[1] for row in read(table)[1:]] == [mine]
    assert shown(desk.post(f"{QUEUE}cari/", {"saring": "antrean=semua", "q": "luh putu sri"})) == [mine]


def test_seririt_never_sees_timur(in_buleleng: Tenant) -> None:
    """S3-49: on the page, by address, in the export, in the search."""
    west, east = sent(kecamatan="51.08.02"), sent(kecamatan="51.08.08")
    putu = at_desk(make_membership("operator_ktp", zone=PrintZone.objects.get(slug="barat")))
    for address in ("?antrean=semua", "?antrean=semua&kec=51.08.08", "?antrean=semua&zona=999"):
        page = putu.get(f"{QUEUE}{address}").content.decode()
        assert east.reference not in page
    assert shown(putu.get(f"{QUEUE}?antrean=semua")) == [west.reference]
    assert putu.get(f"{QUEUE}{east.reference}/").status_code == 404
    assert putu.get(f"{QUEUE}{east.reference}/warga/").status_code == 404
    assert east.reference not in putu.post("/petugas/cari/", {"q": east.reference}).content.decode()


def test_what_is_looked_for_in_a_queue_is_on_record_without_the_words(desk: Client) -> None:
    right = sent(applicant=make_resident("SITI RAHMAWATI"))
    sent(applicant=make_resident("I KETUT ARDANA"))
    page = desk.post(f"{QUEUE}cari/", {"saring": "antrean=periksa", "q": "rahmwati", "keperluan": "telepon"})
    assert shown(page) == [right.reference]
    assert page.context["pile"].count == 1
    entry = Entry.objects.get(action="desk.searched")
    assert entry.purpose == "telepon"
    assert "rahm" not in str(entry.detail)


def read(answer: object) -> list[list[str]]:
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_an_export_is_the_list_made_harmless_and_on_record(desk: Client) -> None:
    for name in ("=HYPERLINK(1)", "+62 NAMA", "-SARI", "@IMPORT", "I MADE"):
        sent(applicant=make_resident(name))
    fields = {"saring": "antrean=periksa", "format": "csv", "kolom": ["number", "sealed_answers"]}
    rows = read(desk.post(f"{QUEUE}ekspor/", {**fields, "keperluan": "pengawasan"}))
    assert rows[0] == ["Nama", "Nomor"]
    assert [row[0] for row in rows[1:]] == ["'=HYPERLINK(1)", "'+62 NAMA", "'-SARI", "'@IMPORT", "I MADE"]
    assert [row[1] for row in rows[1:]] == shown(desk.get(QUEUE))
    entry = Entry.objects.get(action="applications.exported")
    assert (entry.purpose, entry.detail) == (
        "pengawasan",
        {"rows": 5, "columns": ["number"], "queue": "periksa"},
    )


def test_an_export_opens_as_a_workbook(desk: Client) -> None:
    case = sent(applicant=make_resident("=1+1 <TEST> & CO"))
    answer = desk.post(f"{QUEUE}ekspor/", {"saring": "antrean=periksa", "format": "xlsx"})
    book = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert case.reference in sheet
    assert "&lt;TEST&gt; &amp; CO" in sheet
    assert "<f>" not in sheet


@pytest.fixture
def long_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row is long already, and a page of the worker holds one."""
    monkeypatch.setattr(import_module("loket.faces.workbench.applications.views.export"), "MOST_ROWS", 1)
    writing = import_module("loket.applications.actions.write_export")
    monkeypatch.setattr(writing, "BATCH", 1)
    monkeypatch.setattr(writing, "PIECE_BYTES", 64)


def ordered(desk: Client, kind: str = "csv") -> Export:
    given = {"saring": "antrean=periksa", "format": kind, "kolom": ["number"], "keperluan": "pengawasan"}
    answer = desk.post(f"{QUEUE}ekspor/", given)
    assert answer.status_code == 302
    export: Export = Export.objects.latest("pk")
    assert answer["Location"] == f"/petugas/unduhan/{export.public_id}/"
    return export


@pytest.mark.usefixtures("long_list")
def test_issue_4_a_long_list_is_written_by_a_worker_and_fetched_by_the_officer_who_asked(
    desk: Client, in_buleleng: Tenant
) -> None:
    for name in ("=HYPERLINK(1)", "I MADE", "NI LUH"):
        sent(applicant=make_resident(name))
    export = ordered(desk)
    here = f"/petugas/unduhan/{export.public_id}/"
    waiting = desk.get(here)
    assert "Sedang disiapkan" in waiting.content.decode()
    assert waiting["Refresh"] == "3"
    assert desk.get(f"{here}ambil/").status_code == 404
    assert write_export(in_buleleng, export.pk) == 3
    assert write_export(in_buleleng, export.pk) == 0, "a job that comes twice writes nothing"
    assert "siap diunduh" in desk.get(here).content.decode()
    rows = read(desk.get(f"{here}ambil/"))
    assert [row[0] for row in rows] == ["Nama", "'=HYPERLINK(1)", "I MADE", "NI LUH"]
    assert [row[1] for row in rows[1:]] == shown(desk.get(QUEUE))
    assert ExportPiece.objects.count() > 1
    assert not any(b"MADE" in bytes(piece.sealed) for piece in ExportPiece.objects.all())
    other = at_desk(make_membership("verifikator_layanan", name="Ketut"))
    assert other.get(here).status_code == other.get(f"{here}ambil/").status_code == 404
    told = {one.action: one.purpose for one in Entry.objects.filter(obj_ref=str(export.public_id))}
    assert set(told) == {
        "applications.export_ordered", "applications.exported", "applications.export_downloaded"
    }  # fmt: skip
    assert set(told.values()) == {"pengawasan"}


@pytest.mark.usefixtures("long_list")
def test_a_table_is_destroyed_after_seven_days(desk: Client, in_buleleng: Tenant) -> None:
    sent(), sent()
    export = ordered(desk, "xlsx")
    write_export(in_buleleng, export.pk)
    fetched = desk.get(f"/petugas/unduhan/{export.public_id}/ambil/")
    book = zipfile.ZipFile(io.BytesIO(b"".join(fetched.streaming_content)))  # type: ignore[attr-defined]
    assert book.testzip() is None
    assert sweep_exports() == 0
    with clock.frozen(clock.now() + timedelta(days=7, minutes=1)):
        assert [sweep_exports(), sweep_exports()] == [1, 0]
    assert "sudah dihapus" in desk.get(f"/petugas/unduhan/{export.public_id}/").content.decode()
    assert desk.get(f"/petugas/unduhan/{export.public_id}/ambil/").status_code == 404
    assert not ExportPiece.objects.exists()
    export.refresh_from_db()
    assert export.wrapped_key is None


@pytest.mark.usefixtures("long_list")
def test_an_officer_gets_no_table_after_he_left_and_no_third_one_at_once(
    desk: Client, made: Membership, in_buleleng: Tenant
) -> None:
    sent(), sent()
    first, _second = ordered(desk), ordered(desk)
    third = desk.post(f"{QUEUE}ekspor/", {"saring": "antrean=periksa", "format": "csv"})
    assert third.status_code == 409
    assert "masih disiapkan" in third.content.decode()
    Membership.objects.filter(pk=made.pk).update(active=False)
    assert write_export(in_buleleng, first.pk) == 0
    first.refresh_from_db()
    assert first.failed_at is not None
    assert first.ready_at is None


def test_pages_lead_forward_and_back(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sieve, "PAGE", 2)
    cases = [sent().reference for _n in range(5)]
    first = desk.get(QUEUE)
    second = desk.get(f"{QUEUE}?{first.context['next_query']}")
    third = desk.get(f"{QUEUE}?{second.context['next_query']}")
    assert shown(first) + shown(second) + shown(third) == cases
    assert (first.context["previous_query"], third.context["next_query"]) == ("", "")
    back = desk.get(f"{QUEUE}?{third.context['previous_query']}")
    assert shown(back) == shown(second)
    assert back.context["next_query"]
    assert not desk.get(f"{QUEUE}?{back.context['previous_query']}").context["previous_query"]


NONSENSE = (
    *("layanan=x", "layanan=99999999999999999999", "umur=-1", "zona=9", "sesudah=1-2-3"),
    *("sebelum=9999999999999999-1", "keadaan=draft", "urut=x"),
)


@pytest.mark.parametrize("address", NONSENSE)
def test_nonsense_in_an_address_is_no_error(desk: Client, address: str) -> None:
    case = sent()
    answer = desk.get(f"{QUEUE}?{address}")
    assert answer.status_code == 200
    assert case.reference in answer.content.decode() or "sebelum" in address


def spent(client: Client, path: str, **fields: str) -> int:
    ask = (lambda: client.post(path, fields)) if fields else (lambda: client.get(path))
    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    return sum(
        not one["sql"].startswith(("SAVEPOINT", "RELEASE")) and "set_config" not in one["sql"]
        for one in queries
    )


@pytest.mark.parametrize(
    ("path", "fields", "most"),
    [
        (QUEUE, {}, 7),
        (f"{QUEUE}?antrean=semua&kolom=number,service,state", {}, 7),
        (f"{QUEUE}?antrean=selesai", {}, 8),
        ("/petugas/", {}, 9),
        ("/petugas/cari/", {"q": "luh putu sari"}, 9),
        ("/petugas/cari/", {"q": "5108064501870003"}, 9),
    ],
)
def test_lists_cost_the_same_however_long(desk: Client, path: str, fields: dict[str, str], most: int) -> None:
    """Issue 4, Speed: query ceilings for each list and page."""
    for _n in range(2):
        sent()
    few = spent(desk, path, **fields)
    for _n in range(8):
        sent()
    desk.post(f"{QUEUE}simpan/", {"saring": "antrean=semua&telat=1", "nama": "Telat"})
    assert spent(desk, path, **fields) == few
    assert few <= most


def test_a_row_is_marked_until_the_officer_opens_what_the_resident_wrote(desk: Client) -> None:
    """Issue 4, nothing forgotten: per officer, in the list and in the table of chosen columns."""
    case, quiet = sent(), sent()
    desk.get(url(case))
    Post.objects.create(
        application=case, by_resident=True, sealed_text=case.seal_text("Saya di luar kota."), author_id="x"
    )
    for look in ("?antrean=semua", "?antrean=semua&kolom=number,state"):
        assert desk.get(QUEUE + look).content.decode().count("Baru dari pemohon") == 1, look
    desk.get(url(quiet))
    assert "Baru dari pemohon" in desk.get(f"{QUEUE}?antrean=semua").content.decode()
    desk.get(url(case))
    assert "Baru dari pemohon" not in desk.get(f"{QUEUE}?antrean=semua").content.decode()
    colleague = at_desk(make_membership("verifikator_layanan", name="Ketut"))
    assert "Baru dari pemohon" in colleague.get(f"{QUEUE}?antrean=semua").content.decode()


def test_a_repair_is_news_too(desk: Client, made: Membership) -> None:
    case = sent()
    desk.get(url(case))
    with clock.frozen(clock.now() + timedelta(minutes=5)):
        Step.objects.create(
            application=case,
            move="resubmit",
            from_state="returned",
            to_state="submitted",
            version=9,
            at=clock.now(),
        )
        assert "Baru dari pemohon" in desk.get(f"{QUEUE}?antrean=semua").content.decode()


def test_a_table_of_chosen_columns_has_boxes_for_batches_and_the_time_left(desk: Client) -> None:
    """Issue 4: own columns lose neither batch work nor the clock."""
    case = sent()
    page = desk.get(f"{QUEUE}?kolom=number,kecamatan").content.decode()
    assert f'name="pilih" value="{case.reference}" form="sekaligus"' in page
    assert "Sisa waktu" in page
    table = page[page.index("<table") : page.index("</table>")]
    assert re.search(r'<td class="lama">[^–<]*lagi</td>', table)
