"""Photos that come after their screen was left (rule 7), forms sent twice, and the limit of one paper."""

from __future__ import annotations

import io
import uuid

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from loket.applications.actions.attach import MAX_PER_PAPER, TooManyPhotos, attach_all
from loket.applications.actions.submit import submit
from loket.applications.models import Application
from loket.files.models import StoredFile
from loket.residents.models import Resident
from loket.tenants.middleware import TenantOfHost
from loket.tenants.models import Tenant
from loket.tenants.scope import is_open
from tests.applications.apply import actor, begin, fill, make_verified, make_version, photo, ready_draft
from tests.cast import BULELENG_HOST
from tests.faces.portal.applications.people import hidden, signed_in, upload
from tests.files.samples import jpeg

KK = "kertas-kk-asli"


@pytest.fixture
def sari(in_buleleng: Tenant) -> Resident:
    """A verified resident of Buleleng, where lost cards can be applied for."""
    make_version()
    return make_verified()


def _send_up(client: Client, key: str) -> None:
    """One whole upload in one piece, as the page's script sends small photos."""
    content = jpeg(640, 480)
    answer = client.patch(
        f"/unggah/{key}/", content, content_type="application/offset+octet-stream",
        headers={"Upload-Offset": "0", "Upload-Length": str(len(content))},
    )  # fmt: skip
    assert answer.status_code == 204


def test_the_screen_is_left_while_the_photo_is_on_its_way_and_it_is_handed_in_later(sari: Resident) -> None:
    client, draft = signed_in(sari), fill(begin(sari))
    address = f"/permohonan/{draft.reference}/isi/{KK}/"
    page = client.get(address)
    left = client.post(address, {"edisi": hidden(page, "edisi"), "kk_asli__nanti": "k1"})
    assert left.status_code == 302
    assert KK not in left.headers["Location"]
    assert "belum ada" in client.get(f"/permohonan/{draft.reference}/periksa/").content.decode()
    early = client.post(f"{address}susulan/", {"kk_asli__kunci": "k1"})
    assert early.status_code == 422
    assert early.headers["Content-Type"].startswith("text/plain")
    _send_up(client, "k1")
    for _twice in range(2):
        assert client.post(f"{address}susulan/", {"kk_asli__kunci": "k1"}).status_code == 204
    assert draft.attachments.filter(slug="kk_asli").count() == 1


def test_nobody_hands_a_photo_into_somebody_elses_application_or_one_already_sent(sari: Resident) -> None:
    case = submit(ready_draft(sari), submit_key=uuid.uuid4(), by=actor(sari))
    client = signed_in(sari)
    _send_up(client, "k1")
    address = f"/permohonan/{case.reference}/isi/{KK}/susulan/"
    assert client.post(address, {"kk_asli__kunci": "k1"}).status_code == 409
    stranger = signed_in(make_verified("KETUT LAIN"))
    assert stranger.post(address, {"kk_asli__kunci": "k1"}).status_code == 404
    assert case.attachments.filter(slug="kk_asli").count() == 1


def test_the_same_photo_form_sent_twice_leaves_one_photo_and_leads_to_the_same_screen(sari: Resident) -> None:
    client, draft = signed_in(sari), fill(begin(sari))
    address = f"/permohonan/{draft.reference}/isi/{KK}/"
    edition = hidden(client.get(address), "edisi")
    answers = [client.post(address, {"edisi": edition, "kk_asli": upload()}) for _tap in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    assert draft.attachments.filter(slug="kk_asli").count() == StoredFile.objects.count() == 1
    other = client.post(address, {"edisi": edition, "kk_asli": upload(800, 600)})
    assert other.status_code == 409, "another photo from a stale page is not taken silently"


def test_one_paper_holds_ten_photos_and_keeps_what_fits(sari: Resident) -> None:
    draft = fill(begin(sari))
    assert len(attach_all(draft, "kk_asli", [photo() for _ in range(8)])) == 8
    with pytest.raises(TooManyPhotos):
        attach_all(draft, "kk_asli", [photo() for _ in range(5)])
    rows = draft.attachments.filter(slug="kk_asli")
    assert rows.count() == MAX_PER_PAPER
    assert sorted(rows.values_list("position", flat=True)) == list(range(MAX_PER_PAPER))


def test_the_limit_is_said_at_the_paper_and_the_photos_that_fit_stay(sari: Resident) -> None:
    client, draft = signed_in(sari), fill(begin(sari))
    attach_all(draft, "kk_asli", [photo() for _ in range(MAX_PER_PAPER - 1)])
    address = f"/permohonan/{draft.reference}/isi/{KK}/"
    data = {"edisi": hidden(client.get(address), "edisi"), "kk_asli": [upload(), upload(320, 240)]}
    answer = client.post(address, data)
    assert answer.status_code == 422
    assert "Paling banyak 10 foto untuk satu berkas." in answer.content.decode()
    assert Application.objects.get().attachments.filter(slug="kk_asli").count() == MAX_PER_PAPER


def test_the_body_of_a_photo_form_is_read_before_the_transaction_opens(buleleng: Tenant) -> None:
    """A slow upload must not hold a transaction open (``body_first``)."""
    seen: list[bool] = []

    class Slow(io.BytesIO):
        def read(self, amount: int | None = -1) -> bytes:
            seen.append(is_open())
            return super().read(min(amount or 4096, 4096))

    def view(request: HttpRequest) -> HttpResponse:
        assert is_open()
        assert len(request.FILES.getlist("kk_asli")) == 1
        return HttpResponse()

    request = RequestFactory(headers={"host": BULELENG_HOST}).post(
        "/permohonan/BLL-26-7KQ4M2XP-C/isi/kertas-kk-asli/", {"kk_asli": upload()}
    )
    request._stream = Slow(request._stream.read())
    assert TenantOfHost(view)(request).status_code == 200
    assert seen
    assert not any(seen)
