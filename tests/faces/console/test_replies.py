"""Ready replies of an office (issue 4: canned replies)."""

from __future__ import annotations

from loket.conversations.models import Reply
from loket.conversations.queries import replies
from loket.tenants.models import Tenant
from tests.applications.cases import make_membership
from tests.faces.workbench.desk import at_desk

PAGE = "/kelola/balasan/"


def test_an_office_keeps_and_drops_its_own_replies(in_buleleng: Tenant) -> None:
    rai = at_desk(make_membership("administrator", name="Ibu Rai"))
    assert "Bawa dokumen asli" in rai.get(PAGE).content.decode()
    empty = rai.post(PAGE, {"judul": "Libur", "teks": ""})
    assert (empty.status_code, "Tulis balasannya dulu." in empty.content.decode()) == (422, True)
    assert rai.post(PAGE, {"judul": "Libur", "teks": "Kantor libur besok."}).status_code == 302
    assert replies()[0].text == "Kantor libur besok."
    assert rai.post(f"{PAGE}{Reply.objects.get().public_id}/hapus/").status_code == 302
    assert "Libur" not in [one.title for one in replies()]


def test_officers_without_the_role_do_not_change_them(in_buleleng: Tenant) -> None:
    assert at_desk(make_membership("verifikator_layanan")).get(PAGE).status_code == 403
