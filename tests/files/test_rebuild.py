"""The worker's part: only the rebuilt copy is ever served; retries and kills lose nothing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from loket.files import tasks
from loket.files.actions import rebuild as rebuilding
from loket.files.actions import sweep as sweeping
from loket.files.actions.receive import receive
from loket.files.decoders import DecoderDied, UndecodableFile
from loket.files.http import serve
from loket.files.models import StoredFile
from loket.files.queries import near_equal, open_rebuilt, thumbnail
from loket.files.refusals import FileNotAvailable
from loket.foundation.gateways import antivirus
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from . import samples

OWNER = "account:7"


def _rebuilt(tenant: Tenant, received: bytes) -> StoredFile:
    with in_tenant(tenant):
        file = receive(received, owner=OWNER)
    tasks.rebuild(tenant.pk, file.pk)
    with in_tenant(tenant):
        file.refresh_from_db()
    return file


def test_rebuilt_photo_replaces_what_came(buleleng: Tenant) -> None:
    """Rules 21 and 38: pixels only, a new key, the received bytes and their key destroyed."""
    file = _rebuilt(buleleng, samples.jpeg(orientation=6))
    assert file.state == "rebuilt"
    assert (file.width, file.height, file.media_type) == (1200, 1600, "image/jpeg")
    assert (file.received_key, file.received_name) == (None, "")
    assert file.phash is not None
    with in_tenant(buleleng):
        shown = open_rebuilt(file)
        assert b"PENANDA" not in shown + thumbnail(file)
        assert len(thumbnail(file)) < len(shown) == file.size


def test_rebuilt_pdf_has_pages_and_no_preview(buleleng: Tenant) -> None:
    file = _rebuilt(buleleng, samples.pdf(2))
    assert (file.state, file.pages, file.media_type) == ("rebuilt", 2, "application/pdf")
    with in_tenant(buleleng), pytest.raises(FileNotAvailable):
        thumbnail(file)


def test_refusal_by_the_decoder_is_kept_for_the_owner(buleleng: Tenant) -> None:
    """A PDF whose script only unpacking shows: refused later, with its sentence, and the bytes destroyed."""
    file = _rebuilt(buleleng, samples.acting_pdf("names", hidden=True))
    assert file.state == "refused"
    assert str(file.refusal_sentence) == "PDF ini berisi program. Kirim foto dokumennya saja."
    assert file.received_key is None
    with in_tenant(buleleng), pytest.raises(FileNotAvailable):
        open_rebuilt(file)


def test_blurred_and_dark_photos_get_advice_and_are_accepted(buleleng: Tenant) -> None:
    """S4-13: warned about, never refused for it."""
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (1200, 900), (20, 20, 20)).save(out, "JPEG")
    file = _rebuilt(buleleng, out.getvalue())
    assert file.state == "rebuilt"
    assert [str(word) for word in file.warnings] == ["Foto tampak gelap.", "Foto tampak buram."]
    assert _rebuilt(buleleng, samples.jpeg()).warnings == []


def test_near_equal_photos_find_each_other(buleleng: Tenant) -> None:
    first = _rebuilt(buleleng, samples.jpeg())
    same_again = _rebuilt(buleleng, samples.jpeg(quality=60))
    _rebuilt(buleleng, samples.jpeg(1000, 1500))
    with in_tenant(buleleng):
        assert [found.pk for found in near_equal(first)] == [same_again.pk]


def test_job_run_again_changes_nothing(buleleng: Tenant) -> None:
    """At-least-once delivery: the second run finds nothing to do."""
    file = _rebuilt(buleleng, samples.jpeg())
    name = file.rebuilt_name
    tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
    assert file.rebuilt_name == name


def test_receive_orders_exactly_one_job_in_its_transaction(in_buleleng: Tenant) -> None:
    file = receive(samples.jpeg(), owner=OWNER)
    jobs = ProcrastinateJob.objects.filter(args__file_id=file.pk)
    assert list(jobs.values_list("task_name", "queue_name", "args__tenant_id")) == [
        ("files.rebuild", "files", in_buleleng.pk)
    ]


def test_worker_killed_between_decoding_and_writing_loses_nothing(
    buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was done before the commit is done again; the received bytes are still there."""
    with in_tenant(buleleng):
        file = receive(samples.jpeg(), owner=OWNER)

    class Killed(BaseException):
        pass

    def die(*_: object, **__: object) -> bool:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(rebuilding.lifecycle, "rebuilt", die)
        with pytest.raises(Killed):
            tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
        assert file.state == "received"
    tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
        assert open_rebuilt(file)


def test_file_that_kills_its_decoder_is_refused_in_the_end(
    buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_tenant(buleleng):
        file = receive(samples.jpeg(), owner=OWNER)

    def die(*_: object, **__: object) -> None:
        raise DecoderDied("killed")

    monkeypatch.setattr(rebuilding, "decode", die)
    for _ in range(2):
        with pytest.raises(DecoderDied):
            tasks.rebuild(buleleng.pk, file.pk)
    tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
    assert (file.state, file.refusal) == ("refused", "unreadable")


def test_full_disk_while_rebuilding_is_tried_again(buleleng: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    with in_tenant(buleleng):
        file = receive(samples.jpeg(), owner=OWNER)

    def full(_: bytes) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(rebuilding.store, "keep", full)
        with pytest.raises(OSError, match="No space"):
            tasks.rebuild(buleleng.pk, file.pk)
    tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
    assert file.state == "rebuilt"


def test_file_erased_while_it_was_decoded_stays_erased(
    buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slower writer loses, and leaves no bytes behind."""
    from loket.files import store
    from loket.files.actions.erase import erase

    with in_tenant(buleleng):
        file = receive(samples.jpeg(), owner=OWNER)
    real, kept = rebuilding.decode, []

    def erase_meanwhile(received: bytes, *, media_type: str) -> Any:
        with in_tenant(buleleng):
            erase(StoredFile.objects.get(pk=file.pk))
        return real(received, media_type=media_type)

    real_keep = store.keep
    monkeypatch.setattr(rebuilding, "decode", erase_meanwhile)
    monkeypatch.setattr(rebuilding.store, "keep", lambda sealed: kept.append(real_keep(sealed)) or kept[-1])
    tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
        assert file.state == "erased"
        for name in kept:
            with pytest.raises(FileNotFoundError):
                store.fetch(name)


def test_forgotten_file_gets_a_new_job(in_buleleng: Tenant) -> None:
    """A restored backup or a job set aside: the sweep orders the rebuilding anew, once."""
    file = receive(samples.jpeg(320, 240), owner=OWNER)
    app.job_manager.cancel_job_by_id(ProcrastinateJob.objects.get(args__file_id=file.pk).id)
    with clock.frozen(file.created_at + timedelta(minutes=11)):
        first, second = sweeping.sweep(), sweeping.sweep()
    assert (first.reordered, second.reordered) == (1, 0)


def test_infected_file_is_refused(buleleng: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    class FindsAll:
        def is_clean(self, content: bytes) -> bool:
            return False

    monkeypatch.setattr(antivirus, "scanner", FindsAll)
    file = _rebuilt(buleleng, samples.jpeg(320, 240))
    assert (file.state, file.refusal) == ("refused", "infected")


def test_nothing_passes_while_the_scanner_is_silent(
    buleleng: Tenant, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Silent:
        def is_clean(self, content: bytes) -> bool:
            raise antivirus.ScannerUnavailable

    with in_tenant(buleleng):
        file = receive(samples.jpeg(320, 240), owner=OWNER)
    monkeypatch.setattr(antivirus, "scanner", Silent)
    with pytest.raises(antivirus.ScannerUnavailable):
        tasks.rebuild(buleleng.pk, file.pk)
    with in_tenant(buleleng):
        file.refresh_from_db()
    assert file.state == "received"


def _served(tenant: Tenant, file: StoredFile, *, as_thumbnail: bool = False) -> HttpResponse:
    with in_tenant(tenant):
        return serve(file, as_thumbnail=as_thumbnail)


def test_photo_is_served_with_its_fixed_type_and_cannot_act(buleleng: Tenant) -> None:
    """Rules 23 and 30, R18."""
    file = _rebuilt(buleleng, samples.photo("HEIF"))
    for answer in (_served(buleleng, file), _served(buleleng, file, as_thumbnail=True)):
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Disposition"].startswith('inline; filename="berkas-')
        assert b"PENANDA" not in answer.content


def test_pdf_is_served_as_a_download(buleleng: Tenant) -> None:
    answer = _served(buleleng, _rebuilt(buleleng, samples.pdf_with_luggage()))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert b"PENANDA" not in answer.content


@pytest.mark.parametrize("code", ["truncated", "pdf_pages"])
def test_every_refusal_of_a_decoder_has_its_sentence(
    buleleng: Tenant, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise UndecodableFile(code)

    monkeypatch.setattr(rebuilding, "decode", refuse)
    file = _rebuilt(buleleng, samples.jpeg(320, 240))
    assert str(file.refusal_sentence).endswith(".")
