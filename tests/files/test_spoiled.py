"""Hostile bytes never crash, hang or fill anything: a short run of goal R15 (the long one is `make soak`)."""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest

from loket.files.content import examine
from loket.files.decoders import DecoderDied, UndecodableFile
from loket.files.decoders.pool import Pool
from loket.files.refusals import FileRefused

from . import samples

ROUNDS = 60
_BASES = {
    "JPEG": ("image/jpeg", lambda: samples.photo("JPEG", 320, 240)),
    "PNG": ("image/png", lambda: samples.photo("PNG", 320, 240)),
    "WEBP": ("image/webp", lambda: samples.photo("WEBP", 320, 240)),
    "HEIF": ("image/heic", lambda: samples.photo("HEIF", 320, 240)),
    "PDF": ("application/pdf", lambda: samples.pdf(2)),
}


def _spoiled(base: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, a piece cut out, or a piece doubled; the head more often than the rest."""
    content = bytearray(base)
    for _ in range(chance.randint(1, 12)):
        end = 600 if chance.random() < 0.5 else len(content)
        place = chance.randrange(min(end, len(content)))
        match chance.randrange(4):
            case 0:
                content[place] ^= 1 << chance.randrange(8)
            case 1:
                content[place] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
            case 2:
                del content[place : place + chance.randint(1, 40)]
            case _:
                content[place:place] = content[place : place + chance.randint(1, 40)]
    return bytes(content)


@pytest.mark.parametrize("kind", sorted(_BASES))
def test_spoiled_file_is_decoded_or_refused_and_quickly(pool: Pool, kind: str) -> None:
    media_type, make = _BASES[kind]
    base, chance, slowest = make(), random.Random(7731), 0.0
    for _ in range(ROUNDS):
        content = _spoiled(base, chance)
        before = time.monotonic()
        try:
            decoded = pool.decode(content, media_type=media_type)
        except UndecodableFile:
            pass
        except (
            DecoderDied
        ):  # a crash of a parser is what the fence is for: the next round shows it did not spread
            pass
        else:
            assert b"PENANDA" not in decoded.content + decoded.thumbnail
        slowest = max(slowest, time.monotonic() - before)
    assert slowest < 20, "no spoiled file hangs a decoder"
    assert pool.decode(base, media_type=media_type).content


@pytest.mark.parametrize("kind", sorted(_BASES))
def test_cheap_look_at_spoiled_bytes_never_raises_anything_but_a_refusal(kind: str) -> None:
    base, chance = _BASES[kind][1](), random.Random(1337)
    for _ in range(ROUNDS * 10):
        content = _spoiled(base, chance)
        with suppress(FileRefused):
            examine(content)
