"""The cheap look at receipt: what is refused before anything is decoded, and with which sentence."""

from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from loket.files.content import examine
from loket.files.refusals import FileRefused
from loket.files.rules import MAX_BYTES

from . import samples


def _refusal(received: bytes) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        examine(received)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp"), ("HEIF", "image/heic")],
)
def test_photo_of_each_kind_is_accepted_by_its_content(kind: str, media_type: str) -> None:
    """S4-12: photo or scan, whatever the name says."""
    assert examine(samples.photo(kind)) == media_type


def test_pdf_is_accepted() -> None:
    """S3-4: PDF uploads besides photos."""
    assert examine(samples.pdf()) == "application/pdf"


def test_empty_file_is_refused_in_one_sentence() -> None:
    assert str(_refusal(b"")) == "Berkas ini kosong. Ambil foto lagi atau pilih berkas lain."


def test_file_over_15_mb_is_refused() -> None:
    assert _refusal(samples.jpeg() + bytes(MAX_BYTES)).code == "too_large"


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(100),
        b"MZ" + bytes(200),
        b"<!doctype html><script>1</script>",
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"foto ktp.jpg",
        b"\xff\xd8",
        b"\x00" * 500,
        b"BM" + bytes(200),
        b"II*\x00" + bytes(200),
    ],
)
def test_what_is_no_photo_is_refused_whatever_it_is_called(content: bytes) -> None:
    assert str(_refusal(content)) == "Berkas ini bukan foto. Pilih foto JPG atau PNG."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_truncated_photo_is_refused(kind: str, share: float) -> None:
    whole = samples.photo(kind)
    assert _refusal(whole[: int(len(whole) * share)]).code == "truncated"


def test_truncated_pdf_is_refused() -> None:
    whole = samples.pdf()
    assert _refusal(whole[: len(whole) * 9 // 10]).code == "truncated"


def test_bomb_of_30000_by_30000_is_refused_by_its_header() -> None:
    """R17: refused early, without decoding: the header alone decides."""
    bomb = samples.png_claiming(30_000, 30_000, rows=3000)
    took = []
    for _look in range(3):
        before = time.process_time()
        assert _refusal(bomb).code == "too_many_pixels"
        took.append(time.process_time() - before)
    assert min(took) < 0.1


def test_60_megapixels_are_refused_and_54_are_not() -> None:
    assert _refusal(samples.png_claiming(10_000, 6_000)).code == "too_many_pixels"
    assert examine(samples.png_claiming(9_000, 6_000)) == "image/png"


def test_60_megapixel_jpeg_is_refused() -> None:
    out = io.BytesIO()
    Image.new("L", (9_000, 6_700)).save(out, "JPEG", quality=30)
    assert str(_refusal(out.getvalue())) == "Ukuran foto ini terlalu besar. Ambil foto dengan kamera HP."


@pytest.mark.parametrize("where", ["open", "page", "names", "link", "launch"])
def test_pdf_with_plain_script_is_refused(where: str) -> None:
    assert str(_refusal(samples.acting_pdf(where))) == "PDF ini berisi program. Kirim foto dokumennya saja."


def test_encrypted_pdf_is_refused() -> None:
    assert _refusal(samples.locked_pdf(user="rahasia")).code == "pdf_locked"
    assert _refusal(samples.locked_pdf()).code == "pdf_locked"


def test_thumbnail_inside_exif_does_not_pass_for_the_end() -> None:
    """The end marker of an embedded preview is not the end of the photo."""
    whole = samples.jpeg()
    preview = samples.jpeg(160, 120, quality=50)
    segment = b"\xff\xe1" + (len(preview) + 2).to_bytes(2, "big") + preview
    with_preview = whole[:2] + segment + whole[2:]
    assert examine(with_preview) == "image/jpeg"
    assert _refusal(with_preview[: len(with_preview) // 2]).code == "truncated"
