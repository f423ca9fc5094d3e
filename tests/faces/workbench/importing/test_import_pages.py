"""The screens of a list: upload, columns kept, dry run, bringing in; other people's lists do not exist."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from loket.applications.models import Application
from loket.intake.actions.bring_in import bring_in
from loket.intake.actions.check_import import check_import
from loket.intake.actions.read_import import read_import
from loket.intake.models import Import
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.applications.apply import make_version
from tests.faces.workbench.desk import at_desk
from tests.intake import lists
from tests.staff.people import officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(buleleng: Tenant) -> Client:
    with in_tenant(buleleng):
        make_version()
    return at_desk(officer(buleleng, "rai", roles=("petugas_loket",)))


def _hand_in(browser: Client, content: bytes, **changed: str) -> Any:
    file = SimpleUploadedFile("data-warga-ni-luh.csv", content, content_type="text/csv")
    data = {"origin": "paper", "service": "ktp-hilang", "sheet": file} | changed
    return browser.post("/petugas/daftar/", data)


def _read(tenant: Tenant, answer: HttpResponse) -> Import:
    assert answer.status_code == 302, answer.content.decode()
    with in_tenant(tenant):
        batch = Import.objects.get(public_id=answer["Location"].split("/")[-2])
    read_import(tenant, batch.pk)
    return batch


def _as_shown(page: str) -> dict[str, str]:
    """What a browser would post of the columns' page as it stands."""
    found: dict[str, str] = {}
    for name, body in re.findall(r'<select id="[^"]+" name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected>', body)
        found[name] = chosen[1] if chosen else ""
    return found


def _url(batch: Import, verb: str = "") -> str:
    return f"/petugas/daftar/{batch.public_id}/{verb + '/' if verb else ''}"


def test_an_officer_brings_a_list_in_without_script(buleleng: Tenant, counter: Client) -> None:
    sheet = lists.as_csv([lists.HEADINGS, lists.row(1), lists.row(2, NIK="=HYPERLINK(1)")])
    answer = _hand_in(counter, sheet)
    waiting = counter.get(answer["Location"])
    assert waiting["Refresh"] == "3"
    assert "Daftar sedang dibaca" in waiting.content.decode()
    batch = _read(buleleng, answer)
    page = counter.get(_url(batch), follow=True).content.decode()
    chosen = _as_shown(page)
    assert (chosen["k1"], chosen["k2"], chosen["t-peran_pemohon"]) == (
        "pemohon_nik",
        "pemohon_nama",
        "diri_sendiri",
    )
    assert counter.post(_url(batch, "kolom"), chosen | {"t-ada_perubahan_data": "tidak"}).status_code == 302
    assert "0 dari 2 baris" in counter.get(_url(batch)).content.decode()
    check_import(buleleng, batch.pk)
    page = counter.get(_url(batch)).content.decode()
    assert "NIK hanya berisi angka" in page
    assert "HYPERLINK" not in page
    refused = counter.post(_url(batch, "masukkan"), {})
    assert refused.status_code == 422
    assert "Masih ada baris yang perlu diperbaiki" in refused.content.decode()
    assert counter.post(_url(batch, "masukkan"), {"tinggalkan": "on"}).status_code == 302
    bring_in(buleleng, batch.pk)
    assert "Berkasnya sudah di antrean" in counter.get(_url(batch)).content.decode()
    with in_tenant(buleleng):
        assert Application.objects.count() == 1
        assert "ni-luh" not in str(Import.objects.values().get(pk=batch.pk)), "no file name is kept"
    assert counter.post(_url(batch, "tarik")).status_code == 302
    with in_tenant(buleleng):
        assert Application.objects.count() == 0


def test_a_cell_that_begins_like_a_formula_leaves_harmless(buleleng: Tenant, counter: Client) -> None:
    """Issue 4: "a CSV cell that begins with `=`"."""
    evil = "=cmd|' /C calc'!A0"
    rows = [lists.row(1, NIK="1", **{"Nama Lengkap": evil}), lists.row(2, NIK="2", **{"No HP/WA": "+62812"})]
    batch = _read(buleleng, _hand_in(counter, lists.as_csv([lists.HEADINGS, *rows])))
    chosen = _as_shown(counter.get(_url(batch, "kolom")).content.decode())
    counter.post(_url(batch, "kolom"), chosen | {"t-ada_perubahan_data": "tidak"})
    check_import(buleleng, batch.pk)
    answer = counter.post(_url(batch, "perbaikan"))
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a FileResponse
    sheet = load_workbook(io.BytesIO(content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert f"'{evil}" in [cell.value for cell in cells]
    assert sheet.cell(1, len(lists.HEADINGS) + 1).value == "Yang perlu diperbaiki"


def test_the_response_sheet_of_an_old_form_maps_its_words_and_keeps_them(
    buleleng: Tenant, counter: Client
) -> None:
    """Issue 4: "the same importer takes the response sheet of an office's existing online form …, mapping kept"."""
    headings = [*lists.HEADINGS, "Apakah ada perubahan data di KTP?"]
    rows = [
        [*lists.row(1, Timestamp="11/19/2026 14:05:33"), "Tidak ada perubahan"],
        [*lists.row(2, Timestamp="11/7/2026 8:00:01"), "TIDAK"],
    ]
    sheet = lists.as_csv([headings, *rows], delimiter=",", encoding="utf-16")
    batch = _read(buleleng, _hand_in(counter, sheet, origin="form"))
    chosen = _as_shown(counter.get(_url(batch, "kolom")).content.decode())
    answer = counter.post(_url(batch, "kolom"), chosen | {"k9": "ada_perubahan_data"})
    assert answer["Location"].endswith("/jawaban/")
    words = counter.get(answer["Location"]).content.decode()
    assert "Tidak ada perubahan" in words
    assert counter.post(answer["Location"], {"j9-0": "tidak", "j9-1": "tidak"}).status_code == 302
    check_import(buleleng, batch.pk)
    with in_tenant(buleleng):
        done = Import.objects.get(pk=batch.pk)
        assert (done.good, done.bad) == (2, 0)
    counter.post(_url(batch, "masukkan"), {})
    bring_in(buleleng, batch.pk)
    with in_tenant(buleleng):
        sent = Application.objects.order_by("submitted_at").values_list("submitted_at", "channel")
        days = [(at.astimezone(buleleng.zone).strftime("%m-%d %H:%M"), channel) for at, channel in sent]
        assert days == [("11-07 08:00", "form"), ("11-19 14:05", "form")]
    again = [headings, [*lists.row(3), "Tidak ada perubahan"]]
    second = _read(buleleng, _hand_in(counter, lists.as_xlsx(again), origin="form"))
    chosen = _as_shown(counter.get(_url(second, "kolom")).content.decode())
    assert chosen["k9"] == "ada_perubahan_data", "the mapping is offered again"
    counter.post(_url(second, "kolom"), chosen)
    counter.post(_url(second, "jawaban"), _as_shown(counter.get(_url(second, "jawaban")).content.decode()))
    check_import(buleleng, second.pk)
    with in_tenant(buleleng):
        assert Import.objects.get(pk=second.pk).good == 1


def test_nik_and_name_must_be_mapped_and_a_meaning_is_used_once(buleleng: Tenant, counter: Client) -> None:
    batch = _read(buleleng, _hand_in(counter, lists.as_csv([lists.HEADINGS, lists.row(1)])))
    without = counter.post(_url(batch, "kolom"), {"k2": "pemohon_nama"})
    assert (without.status_code, "Pilih kolom yang berisi NIK pemohon." in without.content.decode()) == (
        422,
        True,
    )
    twice = counter.post(
        _url(batch, "kolom"), {"k1": "pemohon_nik", "k3": "pemohon_nik", "k2": "pemohon_nama"}
    )
    assert (twice.status_code, "Satu isian hanya boleh dari satu kolom" in twice.content.decode()) == (
        422,
        True,
    )
    assert _as_shown(twice.content.decode())["k3"] == "pemohon_nik", "what was chosen is kept"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Berkas ini kosong"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "Berkas Excel lama".lower()),
        (b"x" * (25 * 1024 * 1024 + 1), "lebih dari 25 MB"),
    ],
)
def test_what_is_no_sheet_is_refused_beside_the_field(counter: Client, content: bytes, sentence: str) -> None:
    answer = _hand_in(counter, content)
    assert answer.status_code == 422
    assert sentence.lower() in answer.content.decode().lower()


def test_others_lists_do_not_exist(buleleng: Tenant, surakarta: Tenant, counter: Client) -> None:
    batch = _read(buleleng, _hand_in(counter, lists.as_csv([lists.HEADINGS, lists.row(1)])))
    colleague = at_desk(officer(buleleng, "putu", roles=("petugas_loket",)))
    verifier = at_desk(officer(buleleng, "made", roles=("verifikator_layanan",)))
    stranger = at_desk(officer(surakarta, "joko", roles=("administrator",)), host="surakarta.localhost")
    administrator = at_desk(officer(buleleng, "ibu", roles=("administrator",)))
    for verb in ("", "kolom", "jawaban"):
        assert colleague.get(_url(batch, verb)).status_code == 404
        assert stranger.get(_url(batch, verb)).status_code == 404
        assert verifier.get(_url(batch, verb)).status_code == 403
    for verb in ("masukkan", "tarik", "buang", "perbaikan"):
        assert colleague.post(_url(batch, verb)).status_code == 404
        assert stranger.post(_url(batch, verb)).status_code == 404
    assert administrator.get(_url(batch, "kolom")).status_code == 200


def test_a_list_that_moved_on_answers_with_a_sentence(buleleng: Tenant, counter: Client) -> None:
    batch = _read(buleleng, _hand_in(counter, lists.as_csv([lists.HEADINGS, lists.row(1)])))
    answer = counter.post(_url(batch, "masukkan"), {"tinggalkan": "on"})
    assert answer.status_code == 422
    assert counter.post(_url(batch, "tarik")).status_code == 409
    assert counter.post(_url(batch, "buang")).status_code == 302
    assert counter.get(_url(batch)).status_code == 404


def test_pages_ask_a_fixed_number_of_questions(buleleng: Tenant, counter: Client) -> None:
    counts = []
    for size in (60, 700):
        rows = [lists.row(number, NIK="1") for number in range(1, size)]
        batch = _read(buleleng, _hand_in(counter, lists.as_csv([lists.HEADINGS, *rows])))
        chosen = _as_shown(counter.get(_url(batch, "kolom")).content.decode())
        counter.post(_url(batch, "kolom"), chosen | {"t-ada_perubahan_data": "tidak"})
        check_import(buleleng, batch.pk)
        with CaptureQueriesContext(connection) as asked:
            page = counter.get(_url(batch)).content.decode()
        counts.append(len(asked))
        assert page.count('<th scope="row">') == 50
    assert counts[1] <= counts[0] <= 20
    with CaptureQueriesContext(connection) as asked:
        assert counter.get("/petugas/daftar/").status_code == 200
    assert len(asked) <= 20
