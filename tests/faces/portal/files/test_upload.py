"""Photos in pieces: cut at any byte, resumed from the last acknowledged one (experience.md rows 15 and 16)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from loket.files import rules, tasks
from loket.files.actions.claim import claim
from loket.files.models import StoredFile, Upload
from loket.files.queries import open_rebuilt
from loket.files.refusals import FileRefused
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant
from tests.cast import BULELENG_HOST
from tests.files import samples

KEY = "kunci-foto-0001"
OWNER = "session:milik-sari"
PIECE = 32 * 1024


def _with_session(phone: Client, tenant: Tenant, owner: str = "milik-sari") -> Client:
    with in_tenant(tenant):
        session = phone.session
        session["upload_owner"] = owner
        session.save()
    return phone


@pytest.fixture
def sari(phone: Client, buleleng: Tenant) -> Client:
    """A visitor in the middle of a registration."""
    return _with_session(phone, buleleng)


def _patch(
    phone: Client, piece: bytes, *, offset: int, length: int, key: str = KEY, **more: Any
) -> HttpResponse:
    headers = {"Upload-Offset": str(offset), "Upload-Length": str(length), **more}
    return phone.patch(
        f"/unggah/{key}/", piece, content_type="application/offset+octet-stream",
        headers={"host": BULELENG_HOST, **headers},
    )  # fmt: skip


def _send(
    phone: Client, content: bytes, *, start: int = 0, stop: int | None = None, key: str = KEY
) -> HttpResponse:
    answer = HttpResponse()
    for offset in range(start, stop or len(content), PIECE):
        answer = _patch(phone, content[offset : offset + PIECE], offset=offset, length=len(content), key=key)
    return answer


def _standing(phone: Client, key: str = KEY) -> dict[str, Any]:
    return phone.get(f"/unggah/{key}/").json()


def test_photo_sent_in_pieces_becomes_a_file(sari: Client, buleleng: Tenant) -> None:
    answer = _send(sari, samples.jpeg())
    assert (answer.status_code, answer["Upload-State"]) == (204, "received")
    with in_tenant(buleleng):
        file = claim(KEY, owner=OWNER)
        assert claim(KEY, owner=OWNER).pk == file.pk, "claiming again gives the same file"
        assert StoredFile.objects.count() == 1
    tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
        assert b"PENANDA" not in open_rebuilt(file)


def test_nothing_was_sent_yet(sari: Client) -> None:
    answer = sari.head(f"/unggah/{KEY}/")
    assert (answer.status_code, answer["Upload-Offset"], answer.content) == (200, "0", b"")
    assert _standing(sari) == {"offset": 0, "length": None, "state": "open", "sentence": ""}


def test_cut_upload_goes_on_where_it_was_acknowledged(sari: Client) -> None:
    """S3-29: the phone asks how far, and sends only the rest."""
    content = samples.jpeg()
    _send(sari, content, stop=3 * PIECE)
    told = int(sari.head(f"/unggah/{KEY}/")["Upload-Offset"])
    assert told == 3 * PIECE
    assert _send(sari, content, start=told)["Upload-State"] == "received"


def test_piece_at_a_wrong_place_is_told_the_true_one(sari: Client) -> None:
    """409 with the true offset; a piece sent twice is written once."""
    content = samples.jpeg()
    _patch(sari, content[:PIECE], offset=0, length=len(content))
    for wrong in (0, 5, 2 * PIECE):
        answer = _patch(sari, content[:PIECE], offset=wrong, length=len(content))
        assert (answer.status_code, answer["Upload-Offset"]) == (409, str(PIECE))
    assert _patch(sari, b"x", offset=PIECE, length=len(content) + 1).status_code == 409


def test_last_piece_sent_again_changes_nothing(sari: Client, buleleng: Tenant) -> None:
    content = samples.jpeg(320, 240)
    for _ in range(3):
        _patch(sari, content, offset=0, length=len(content))
    assert _standing(sari)["state"] == "received"
    with in_tenant(buleleng):
        assert StoredFile.objects.count() == 1


def test_crash_between_the_last_piece_and_the_file_is_mended_by_asking(
    sari: Client, buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pieces are acknowledged, the file is not made: claiming makes it."""
    content = samples.jpeg(320, 240)

    def die(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr("loket.faces.portal.files.views.finish", die)
        with pytest.raises(MemoryError):
            _patch(sari, content, offset=0, length=len(content))
    assert _standing(sari) == {
        "offset": len(content),
        "length": len(content),
        "state": "open",
        "sentence": "",
    }
    with in_tenant(buleleng):
        assert claim(KEY, owner=OWNER).size == len(content)


def test_unacknowledged_bytes_on_the_disk_are_dropped(sari: Client, buleleng: Tenant) -> None:
    """A process killed between writing a piece and its commit leaves bytes that nobody was told of."""
    content = samples.jpeg()
    _patch(sari, content[:PIECE], offset=0, length=len(content))
    with in_tenant(buleleng):
        upload = Upload.objects.get()
    path = Path(settings.LOKET_STORAGE) / str(buleleng.pk) / "partial" / upload.partial_name
    with path.open("ab") as partial:
        partial.write(b"separuh potongan")
    assert _send(sari, content, start=PIECE)["Upload-State"] == "received"


def test_partial_bytes_are_sealed_and_private(sari: Client, buleleng: Tenant) -> None:
    _patch(sari, samples.jpeg()[:PIECE], offset=0, length=len(samples.jpeg()))
    folder = Path(settings.LOKET_STORAGE) / str(buleleng.pk) / "partial"
    newest = max(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    assert newest.stat().st_mode & 0o777 == 0o600
    assert b"PENANDA" not in newest.read_bytes()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"ini bukan foto sama sekali", "Berkas ini bukan foto. Pilih foto JPG atau PNG."),
        (samples.jpeg(320, 240)[:2000], "Berkas ini tidak lengkap. Ambil foto lagi atau pilih berkas lain."),
        (samples.acting_pdf("open"), "PDF ini berisi program. Kirim foto dokumennya saja."),
        (
            samples.png_claiming(30_000, 30_000, rows=9),
            "Ukuran foto ini terlalu besar. Ambil foto dengan kamera HP.",
        ),
    ],
)
def test_refused_file_is_told_in_one_sentence_and_stays_refused(
    sari: Client, buleleng: Tenant, content: bytes, sentence: str
) -> None:
    answer = _send(sari, content)
    assert (answer.status_code, answer.content.decode()) == (422, sentence)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert _standing(sari)["sentence"] == sentence
    with in_tenant(buleleng), pytest.raises(FileRefused) as caught:
        claim(KEY, owner=OWNER)
    assert str(caught.value) == sentence


def test_refusal_by_the_decoder_reaches_the_phone_too(sari: Client, buleleng: Tenant) -> None:
    """The photo was taken in; only unpacking shows the script. The page asks again and is told."""
    assert _send(sari, samples.acting_pdf("open", hidden=True)).status_code == 204
    with in_tenant(buleleng):
        file = StoredFile.objects.get()
    tasks.rebuild(buleleng.pk, file.pk)
    told = _standing(sari)
    assert (told["state"], told["sentence"]) == (
        "refused",
        "PDF ini berisi program. Kirim foto dokumennya saja.",
    )


def test_upload_longer_than_15_mb_is_refused_at_its_first_piece(sari: Client) -> None:
    answer = _patch(sari, b"x", offset=0, length=rules.MAX_BYTES + 1)
    assert answer.status_code == 422
    assert answer.content.decode() == "Berkas ini lebih dari 15 MB. Pilih berkas yang lebih kecil."


def test_piece_longer_than_a_megabyte_is_refused(sari: Client) -> None:
    assert _patch(sari, bytes(rules.MAX_PIECE + 1), offset=0, length=5_000_000).status_code == 413


@pytest.mark.parametrize("offset", ["", "-1", "1e3", "٣", "9" * 30, "0x10", "1 2"])
def test_nonsense_headers_are_a_plain_refusal(sari: Client, offset: str) -> None:
    answer = _patch(sari, b"x", offset=0, length=10, **{"Upload-Offset": offset})
    assert answer.status_code == 400
    assert answer.content.decode() == "Kiriman tidak terbaca. Muat ulang halaman."


def test_other_content_types_are_refused(sari: Client) -> None:
    answer = sari.patch(f"/unggah/{KEY}/", b"x", content_type="image/jpeg", headers={"Upload-Offset": "0"})
    assert answer.status_code in (400, 415)


def test_other_visitors_neither_see_nor_touch_it(sari: Client, buleleng: Tenant) -> None:
    """The key is bound to its owner: to anyone else it has not begun."""
    content = samples.jpeg()
    _patch(sari, content[:PIECE], offset=0, length=len(content))
    other = _with_session(Client(headers={"host": BULELENG_HOST}), buleleng, "milik-orang-lain")
    assert other.head(f"/unggah/{KEY}/")["Upload-Offset"] == "0"
    assert _patch(other, b"y", offset=PIECE, length=len(content)).status_code == 409
    other.delete(f"/unggah/{KEY}/")
    assert sari.head(f"/unggah/{KEY}/")["Upload-Offset"] == str(PIECE)
    with in_tenant(buleleng), pytest.raises(FileRefused):
        claim(KEY, owner="session:milik-orang-lain")


def test_stranger_without_a_session_cannot_fill_the_disk(phone: Client, buleleng: Tenant) -> None:
    answer = _patch(phone, b"x", offset=0, length=10)
    assert answer.status_code == 403
    assert "Muat ulang halaman" in answer.content.decode()
    with in_tenant(buleleng):
        assert not Upload.objects.exists()


def test_given_up_upload_is_forgotten(sari: Client, buleleng: Tenant) -> None:
    _send(sari, samples.jpeg(320, 240))
    assert sari.delete(f"/unggah/{KEY}/").status_code == 204
    assert _standing(sari)["offset"] == 0
    with in_tenant(buleleng):
        assert [file.state for file in StoredFile.objects.all()] == ["erased"]


def test_upload_expires_after_a_day(sari: Client, buleleng: Tenant) -> None:
    content = samples.jpeg()
    _patch(sari, content[:PIECE], offset=0, length=len(content))
    with in_tenant(buleleng):
        Upload.objects.update(created_at=clock.now() - rules.UNCLAIMED_FOR)
    assert sari.head(f"/unggah/{KEY}/")["Upload-Offset"] == "0"
    assert _send(sari, content)["Upload-State"] == "received"


def test_quota_counts_uploads_under_way(sari: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loket.files.queries.QUOTA_BYTES", 100)
    assert _patch(sari, b"x", offset=0, length=60, key="kunci-a").status_code == 204
    answer = _patch(sari, b"x", offset=0, length=60, key="kunci-b")
    assert (answer.status_code, "besok" in answer.content.decode()) == (429, True)


def test_upload_holds_no_transaction_open_around_the_slow_part(sari: Client) -> None:
    """settled.md: pieces run outside; the view opens its own short transactions."""
    from django.urls import resolve

    assert resolve(f"/unggah/{KEY}/").func.short_transactions


class _CutLine(io.RawIOBase):
    """What the server reads when the connection dies: some bytes, then the end or an error."""

    def __init__(self, some: bytes, *, ends_with_error: bool) -> None:
        self._rest, self._ends_with_error = some, ends_with_error

    def read(self, amount: int = -1, /) -> bytes:
        given, self._rest = self._rest, b""
        if not given and self._ends_with_error:
            raise ConnectionResetError
        return given


@pytest.mark.parametrize("ends_with_error", [False, True])
def test_connection_cut_in_mid_piece_leaves_the_acknowledged_bytes(
    sari: Client, ends_with_error: bool
) -> None:
    """The line dies in the middle of a piece: a 4xx, no half piece, and the rest can be sent."""
    content = samples.jpeg()
    _patch(sari, content[:PIECE], offset=0, length=len(content))
    line = _CutLine(content[PIECE : PIECE + 1000], ends_with_error=ends_with_error)
    promised = {"CONTENT_LENGTH": str(PIECE), "HTTP_UPLOAD_OFFSET": str(PIECE)}
    answer = sari.generic(
        "PATCH", f"/unggah/{KEY}/", CONTENT_TYPE="application/offset+octet-stream",
        **{**promised, "HTTP_UPLOAD_LENGTH": str(len(content)), "wsgi.input": line},
    )  # fmt: skip
    assert answer.status_code == 400
    assert sari.head(f"/unggah/{KEY}/")["Upload-Offset"] == str(PIECE)
    assert _send(sari, content, start=PIECE)["Upload-State"] == "received"
