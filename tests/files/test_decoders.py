"""Real photos through the real fenced decoders (security rules 21 and 22; goals R15 to R17)."""

from __future__ import annotations

import io
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

from loket.files.decoders import Decoded, DecoderDied, UndecodableFile, wire
from loket.files.decoders.pool import Pool

from . import samples

_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "HEIF": "image/heic"}
_REMARKS = (
    b"Exif",
    b"PENANDA",
    b"http://ns.adobe.com/xap",
    b"xmpmeta",
    b"Photoshop",
    b"ICC_PROFILE",
    b"script",
)


def _assert_bare(decoded: Decoded) -> None:
    """Pixels only: no EXIF, GPS, XMP, IPTC, comment or profile, in the copy and in its preview (R16)."""
    for content in (decoded.content, decoded.thumbnail):
        assert content[:4] == b"\xff\xd8\xff\xe0"
        assert content.endswith(b"\xff\xd9")
        assert not [remark for remark in _REMARKS if remark in content]
        with Image.open(io.BytesIO(content)) as image:
            assert not image.getexif()
            assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_photo_of_each_kind_is_rebuilt_full_size_without_exif_gps_or_xmp(pool: Pool, kind: str) -> None:
    received = samples.photo(kind)
    assert b"PENANDA" in received
    decoded = pool.decode(received, media_type=_TYPES[kind])
    assert (decoded.width, decoded.height) == (1600, 1200)
    _assert_bare(decoded)
    with Image.open(io.BytesIO(decoded.thumbnail)) as preview:
        assert preview.size == (480, 360)


def test_photo_held_askew_is_turned_upright(pool: Pool) -> None:
    decoded = pool.decode(samples.jpeg(orientation=6), media_type="image/jpeg")
    assert (decoded.width, decoded.height) == (1200, 1600)
    with Image.open(io.BytesIO(decoded.content)) as image:
        red, green, blue = image.convert("RGB").getpixel((600, 100))
    assert red > 150, "the red third of the picture is at the top once it is upright"
    assert max(green, blue) < 90
    _assert_bare(decoded)


def test_rebuilt_photo_is_not_heavier_than_what_the_phone_sent(pool: Pool) -> None:
    received = samples.jpeg(quality=70)
    assert len(pool.decode(received, media_type="image/jpeg").content) < len(received) * 1.05


def test_twelve_megapixels_stay_twelve_megapixels(pool: Pool) -> None:
    decoded = pool.decode(samples.jpeg(4000, 3000, orientation=3), media_type="image/jpeg")
    assert (decoded.width, decoded.height) == (4000, 3000)


def test_54_megapixels_pass_even_when_they_must_be_turned(pool: Pool) -> None:
    """settled.md: up to 55 megapixels; the fence is measured for this one."""
    decoded = pool.decode(samples.jpeg(9000, 6000, orientation=8, quality=40), media_type="image/jpeg")
    assert (decoded.width, decoded.height) == (6000, 9000)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_a_plain_jpeg(pool: Pool, mode: str) -> None:
    image = samples.picture(320, 240)
    image = image.convert("L").convert("I").convert("I;16") if mode == "I;16" else image.convert(mode)
    out = io.BytesIO()
    image.save(out, "PNG")
    _assert_bare(pool.decode(out.getvalue(), media_type="image/png"))


def test_cmyk_jpeg_is_accepted(pool: Pool) -> None:
    out = io.BytesIO()
    samples.picture(320, 240).convert("CMYK").save(out, "JPEG")
    _assert_bare(pool.decode(out.getvalue(), media_type="image/jpeg"))


@pytest.mark.parametrize("name", sorted(samples.polyglots()))
def test_polyglot_leaves_no_trace_of_its_payload(pool: Pool, name: str) -> None:
    """R16: whatever is not refused is made anew; the marker is nowhere in what would be served."""
    from loket.files.content import examine
    from loket.files.refusals import FileRefused

    received = samples.polyglots()[name]
    try:
        decoded = pool.decode(received, media_type=examine(received))
    except (FileRefused, UndecodableFile):
        return
    for content in (decoded.content, decoded.thumbnail):
        assert samples.MARKER not in content
        assert b"PENANDA" not in content
        assert b"PK\x03\x04" not in content


def test_there_are_enough_polyglots() -> None:
    assert len(samples.polyglots()) >= 40


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_spoiled_photo_is_refused_and_the_next_one_passes(pool: Pool, kind: str) -> None:
    """Damage inside the pixels, which no header shows."""
    whole = samples.photo(kind, 640, 480)
    spoiled = whole[: len(whole) // 2]
    with pytest.raises(UndecodableFile) as caught:
        pool.decode(spoiled, media_type=_TYPES[kind])
    assert caught.value.code in ("truncated", "unreadable")
    assert pool.decode(samples.photo(kind, 640, 480), media_type=_TYPES[kind]).width == 640


def test_bomb_that_reaches_a_decoder_is_refused_within_its_limits(pool: Pool) -> None:
    """R17: were the header check not there, the decoder's own would hold."""
    before = time.monotonic()
    with pytest.raises(UndecodableFile) as caught:
        pool.decode(samples.png_claiming(30_000, 30_000, rows=2000), media_type="image/png")
    assert caught.value.code == "too_many_pixels"
    assert time.monotonic() - before < 10, "a decoder without limits goes on for minutes"


def test_decoders_stand_behind_every_wall_this_system_has(pool: Pool) -> None:
    walls = pool.start()
    assert "privileges" in walls
    if os.geteuid() == 0:
        assert {"network", "files"} <= set(walls)


def test_killed_decoder_is_noticed_and_the_next_file_passes(pool: Pool) -> None:
    """kill -9 of a decoder in mid-task: the caller is told, the pool goes on."""
    pool.start()
    large = samples.jpeg(9000, 6000, orientation=8, quality=40)
    done: list[BaseException] = []

    def work() -> None:
        try:
            pool.decode(large, media_type="image/jpeg")
        except BaseException as error:
            done.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    os.kill(_first_child(pool), signal.SIGKILL)
    thread.join(10)
    assert [type(error) for error in done] == [DecoderDied]
    assert pool.decode(samples.jpeg(), media_type="image/jpeg").width == 1600


def test_killed_nursery_is_replaced(pool: Pool) -> None:
    pool.start()
    killed = pool.nursery_pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    time.sleep(0.05)
    assert pool.decode(samples.jpeg(), media_type="image/jpeg").width == 1600
    assert pool.nursery_pid != killed


def test_decoder_that_burns_its_cpu_seconds_is_killed() -> None:
    """The limit on CPU seconds is the kernel's: proved in a child that only burns."""
    pid = os.fork()
    if pid == 0:
        from loket.files.decoders import fence

        fence.CPU_SECONDS = 1
        fence.confine_child()
        while True:
            pass
    _, status = os.waitpid(pid, 0)
    assert os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00\x00\xff\xff",
        b"\x00\x00\x00\x02[]",
        b'\x00\x00\x00\x0f{"code":"holes"}',
        b'\x00\x00\x00\x10{"sizes":[-1,0]}',
        b'\x00\x00\x00\x1a{"sizes":[999999999999,0]}',
    ],
)
def test_nonsense_from_a_decoder_is_not_believed(answer: bytes) -> None:
    """A child that read hostile bytes may say anything."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(answer)
        theirs.shutdown(socket.SHUT_WR)
        with pytest.raises(DecoderDied):
            wire.read_answer(ours, seconds=2)


def test_nursery_holds_no_secret_of_its_worker(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_MASTER_KEY", "rahasia-besar")
    pool.stop()
    pool.start()
    environment = Path(f"/proc/{pool.nursery_pid}/environ").read_bytes()
    assert b"rahasia-besar" not in environment
    assert b"LOKET" not in environment


def _first_child(pool: Pool) -> int:
    """The decoder at work, as soon as there is one."""
    listing = Path(f"/proc/{pool.nursery_pid}/task/{pool.nursery_pid}/children")
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        for pid in listing.read_text().split():
            # A decoder that ends while it is looked at is gone under one name or the other.
            with suppress(FileNotFoundError, ProcessLookupError):
                if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                    return int(pid)
    raise AssertionError("no decoder at work")
