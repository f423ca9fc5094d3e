"""Orders over many cases, outages, time left and late cases on the desk (issue 4: time, batch actions)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from loket.applications.actions.mind_outages import mind_outages
from loket.applications.actions.run_batch import run_batch
from loket.applications.models import Application, Batch, Outage
from loket.foundation.kernel import clock
from loket.staff.models import Membership
from loket.tenants.models import Tenant

from ...applications.cases import CHILD_CARD, make_membership, sent
from .desk import at_desk, url

QUEUE, ORDERS, OUTAGES = "/petugas/permohonan/", "/petugas/sekaligus/", "/petugas/gangguan/"
#: Tuesday 24 November 2026, 08.00 WITA.
TUESDAY = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


@pytest.fixture
def made(in_buleleng: Tenant) -> Membership:
    return make_membership("verifikator_layanan")


@pytest.fixture
def desk(made: Membership) -> Client:
    return at_desk(made)


@pytest.fixture
def head(in_buleleng: Tenant) -> Client:
    return at_desk(make_membership("kepala_dinas", name="Ibu Kepala"))


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_ticked_rows_are_approved_and_the_page_tells_how_far_it_is(desk: Client) -> None:
    """Tick two of three, choose, start, watch: done, and the one not ticked stays."""
    first, second, third = sent(), sent(), sent()
    page = text(desk.get(QUEUE))
    assert page.count('name="pilih"') == 3
    ticked = {"saring": "antrean=periksa", "pilih": [first.reference, second.reference]}
    chosen = desk.post(f"{ORDERS}pilih/", ticked)
    assert "Mulai untuk 2 berkas" in text(chosen)
    key = chosen.context["order_key"]
    going = desk.post(f"{ORDERS}mulai/", {**ticked, "pekerjaan": "approve", "kunci": key})
    progress = desk.get(going["Location"])
    assert progress["Refresh"] == "3", "without a script it asks again by itself"
    assert "Urungkan" in text(progress)
    batch = Batch.objects.get()
    with clock.frozen(batch.starts_at):
        run_batch(batch.tenant, batch.pk)
    over = desk.get(going["Location"])
    assert "Refresh" not in over.headers
    assert "2 selesai, 0 gagal" in text(over)
    states = dict(Application.objects.values_list("reference", "state"))
    assert (states[first.reference], states[second.reference], states[third.reference]) == (
        "approved",
        "approved",
        "submitted",
    )


def test_the_whole_queue_is_taken_as_its_filter_says(desk: Client) -> None:
    wanted, other = sent(), sent(CHILD_CARD)
    look = f"antrean=periksa&layanan={wanted.service_id}"
    desk.post(
        f"{ORDERS}mulai/",
        {
            "saring": look,
            "cakupan": "semua",
            "pekerjaan": "approve",
            "kunci": "1f0e0c9e-2f6b-4b73-9d2f-0c3f6f0b7c11",
        },
    )
    assert list(Batch.objects.get().items.values_list("application_id", flat=True)) == [wanted.pk]
    assert other.pk != wanted.pk


def test_nobody_orders_what_he_cannot_see(desk: Client, in_buleleng: Tenant) -> None:
    """The KIA operator ticks a number that he guessed: nothing is picked."""
    case = sent()
    kia = at_desk(make_membership("operator_kia"))
    fields = {"saring": "antrean=periksa", "pilih": case.reference, "pekerjaan": "approve"}
    answer = kia.post(f"{ORDERS}mulai/", fields)
    assert answer.status_code == 422
    assert "Tidak ada berkas yang dipilih" in text(answer)


def test_five_hundred_and_one_are_refused_with_what_was_typed_kept(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("loket.applications.rules.BATCH_LIMIT", 2)
    monkeypatch.setattr("loket.faces.workbench.batch.picking.BATCH_LIMIT", 2)
    for _ in range(3):
        sent()
    fields = {
        "saring": "antrean=periksa",
        "cakupan": "semua",
        "pekerjaan": "reject",
        "kalimat": "Sebab lain.",
    }
    answer = desk.post(f"{ORDERS}mulai/", {**fields, "alasan": "other"})
    assert answer.status_code == 422
    assert "Paling banyak 2 berkas" in text(answer)
    assert 'value="Sebab lain."' in text(answer)


def test_another_officers_order_does_not_exist_for_me(desk: Client, in_buleleng: Tenant) -> None:
    case = sent()
    fields = {"saring": "antrean=periksa", "pilih": case.reference, "pekerjaan": "approve"}
    path = desk.post(f"{ORDERS}mulai/", fields)["Location"]
    other = at_desk(make_membership("verifikator_layanan", name="Ketut Ayu"))
    assert other.get(path).status_code == 404
    assert other.post(f"{path}henti/").status_code == 404
    desk.post(f"{path}henti/")
    assert Batch.objects.get().stopped_at is not None
    assert "Dihentikan" in text(desk.get(path))
    assert "Setujui" in text(desk.get(ORDERS))


def test_a_head_declares_siak_down_and_every_page_says_so_until_it_works(made: Membership) -> None:
    fields = {
        "sistem": "siak",
        "pekerjaan": ["process", "verify"],
        "mulai": "2026-11-24T08:00",
        "kabari": "1",
    }
    with clock.frozen(TUESDAY):
        desk, head = at_desk(made), at_desk(make_membership("kepala_dinas", name="Ibu Kepala"))
        case = sent()
        assert head.post(f"{OUTAGES}nyatakan/", fields).status_code == 302
        mind_outages()
        assert "SIAK terganggu sejak" in text(desk.get(QUEUE))
        assert "ditahan, jam berhenti" in text(desk.get(QUEUE))
        assert "1 berkas ditahan" in text(head.get(OUTAGES))
        phone = Client(headers={"host": "buleleng.localhost"})
        assert "Sistem pusat sedang terganggu" in text(phone.get("/masuk/"))
        outage = Outage.objects.get()
        assert head.post(f"{OUTAGES}{outage.public_id}/pulih/").status_code == 302
        mind_outages()
        assert "SIAK terganggu" not in text(desk.get(QUEUE))
        assert "Sistem pusat sedang terganggu" not in text(phone.get("/masuk/"))
    assert Application.objects.get(pk=case.pk).held_at is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"sistem": ""}, "Pilih sistem"),
        ({"pekerjaan": []}, "Pilih pekerjaan"),
        ({"mulai": "kemarin"}, "Isi tanggal dan jam"),
        ({"mulai": "2099-01-01T08:00"}, "belum tiba"),
        ({"mulai": "2020-01-01T08:00"}, "paling lama 7 hari"),
    ],
)
def test_a_declaration_that_cannot_be_is_answered_with_a_sentence(
    head: Client, changed: dict[str, object], sentence: str
) -> None:
    fields = {"sistem": "siak", "pekerjaan": ["process"], "mulai": "2026-11-24T08:00"} | changed
    answer = head.post(f"{OUTAGES}nyatakan/", fields)
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_outages_are_no_matter_of_a_verifier(desk: Client) -> None:
    assert desk.get(OUTAGES).status_code == 403


def test_rows_and_case_say_the_working_time_left(desk: Client, made: Membership) -> None:
    with clock.frozen(TUESDAY):
        case = sent()
    with clock.frozen(TUESDAY + timedelta(hours=6)):
        page = text(at_desk(made).get(QUEUE))
        assert "2 jam kerja lagi" in page
        assert "2 jam kerja lagi" in text(at_desk(made).get(url(case)))
    with clock.frozen(TUESDAY + timedelta(days=2)):
        assert "lewat 1 hari kerja" in text(at_desk(made).get(QUEUE))


def test_a_head_sees_what_is_late_of_all_he_answers_for_and_works_on_none(
    head: Client, in_buleleng: Tenant
) -> None:
    with clock.frozen(clock.now() - timedelta(days=30)):
        late = sent()
    sent()
    page = head.get(f"{QUEUE}?antrean=telat")
    assert [row.application.reference for row in page.context["rows"]] == [late.reference]
    tab = next(tab for tab in page.context["desk_tabs"] if tab["current"])
    assert (str(tab["label"]), tab["count"]) == ("Lewat target", 1)
    assert head.get(url(late)).status_code == 200
    refused = head.post(url(late, "ambil"), {"versi": late.version, "saring": ""})
    assert refused.status_code in {403, 409}
    civil = at_desk(make_membership("kasi_capil"))
    assert civil.get(url(late)).status_code == 404, "the civil registry's head has no part in KTP-el"


@pytest.mark.parametrize("path", [ORDERS, f"{QUEUE}?antrean=telat"])
def test_the_pages_cost_the_same_however_many_cases(head: Client, path: str) -> None:
    long_ago = clock.now() - timedelta(days=30)
    with clock.frozen(long_ago):
        sent()
    few = queries_of(head, path)
    with clock.frozen(long_ago):
        for _ in range(12):
            sent()
    assert queries_of(head, path) <= few <= 18


def queries_of(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return len(caught)
