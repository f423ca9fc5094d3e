""" "Telepon saya": asked without an account, called within the office's hours, never twice at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from loket.audit.models import Entry
from loket.intake.models import CallRequest
from loket.notifications.models import Message
from loket.tenants.models import Tenant
from tests.applications.cases import make_membership
from tests.faces.workbench.desk import at_desk

WISH = {"nama": "Ni Ketut Rempeg", "no_wa": "0812 3499 8877", "tentang": "kia"}


def _ask(client: Client, **changes: Any) -> Any:
    return client.post("/telepon-saya/", {**WISH, **changes})


def test_a_visitor_asks_to_be_called_and_is_told_until_when(phone: Client, in_buleleng: Tenant) -> None:
    answer = _ask(phone)
    assert answer.headers["Location"] == "/telepon-saya/terkirim/"
    call = CallRequest.objects.get()
    page = phone.get("/telepon-saya/terkirim/").content.decode()
    assert call.ticket in page
    assert "Paling lambat" in page
    assert call.due_at == in_buleleng.calendar().add(call.created_at, 8, "working_hour")
    sent = Message.objects.get(kind="intake.call_received")
    assert call.ticket in sent.text
    assert "81234998877" not in phone.get("/telepon-saya/terkirim/").request["PATH_INFO"]


def test_the_same_number_waits_once(phone: Client, in_buleleng: Tenant) -> None:
    _ask(phone)
    _ask(Client(headers={"host": "buleleng.localhost"}))
    assert CallRequest.objects.count() == 1
    assert Message.objects.filter(kind="intake.call_received").count() == 1


def test_many_requests_are_refused_in_words(phone: Client, in_buleleng: Tenant) -> None:
    for number in range(3):
        assert _ask(phone, no_wa=f"08123499887{number}").status_code == 302
    over = _ask(phone, no_wa="081234998879")
    assert over.status_code == 429
    assert "Coba lagi besok" in over.content.decode()
    assert CallRequest.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nama": ""}, "Isi nama Anda."),
        ({"no_wa": "0362 21000"}, "diawali 08"),
        ({"no_wa": ""}, "Isi nomor HP Anda."),
        ({"tentang": "cuaca"}, "Pilih salah satu dari daftar."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    phone: Client, in_buleleng: Tenant, changes: dict[str, str], sentence: str
) -> None:
    answer = _ask(phone, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not CallRequest.objects.exists()


def test_the_number_is_shown_to_who_takes_the_call_and_that_is_recorded(
    phone: Client, in_buleleng: Tenant
) -> None:
    _ask(phone)
    call = CallRequest.objects.get()
    ayu, made = (at_desk(make_membership("petugas_loket", name=name)) for name in ("Ayu", "Made"))
    listed = ayu.get("/petugas/telepon/").content.decode()
    assert call.ticket in listed
    assert "3499" not in listed
    assert ayu.post(f"/petugas/telepon/{call.public_id}/ambil/").status_code == 302
    page = ayu.get(f"/petugas/telepon/{call.public_id}/").content.decode()
    assert "0812 3499 8877" in page
    assert Entry.objects.filter(action="intake.number_shown", obj_ref=call.ticket).count() == 1
    late = made.post(f"/petugas/telepon/{call.public_id}/ambil/")
    assert late.status_code == 409
    assert made.get(f"/petugas/telepon/{call.public_id}/").headers["Location"] == "/petugas/telepon/"
    assert made.post(f"/petugas/telepon/{call.public_id}/hasil/", {"hasil": "tersambung"}).status_code == 409
    ayu.post(f"/petugas/telepon/{call.public_id}/hasil/", {"hasil": "tersambung"})
    call.refresh_from_db()
    assert call.state == "done"
    assert "Sudah ditelepon" in phone.get("/telepon-saya/terkirim/").content.decode()


def test_three_calls_in_vain_close_the_request_and_tell_the_person(
    phone: Client, in_buleleng: Tenant
) -> None:
    _ask(phone)
    call = CallRequest.objects.get()
    ayu = at_desk(make_membership("petugas_loket"))
    for _ in range(3):
        ayu.post(f"/petugas/telepon/{call.public_id}/ambil/")
        ayu.post(f"/petugas/telepon/{call.public_id}/hasil/", {"hasil": "tidak"})
    call.refresh_from_db()
    assert (call.state, call.tries) == ("given_up", 3)
    assert Message.objects.filter(kind="intake.call_missed").count() == 3


def test_other_roles_see_no_calls(in_buleleng: Tenant) -> None:
    assert at_desk(make_membership("operator_ktp")).get("/petugas/telepon/").status_code == 403


def test_the_list_costs_the_same_for_one_and_for_many(
    phone: Client, in_buleleng: Tenant, django_assert_max_num_queries: Any
) -> None:
    from loket.foundation.kernel.identifiers import Phone
    from loket.intake.actions.request_call import Wish, request_call

    ayu = at_desk(make_membership("petugas_loket"))
    ayu.get("/petugas/telepon/")
    for number in range(30):
        request_call(Wish("Warga", Phone(f"8123400{number:04d}"), "lain"))
    with django_assert_max_num_queries(14):
        assert ayu.get("/petugas/telepon/").content.decode().count("T-") >= 30
