"""PDFs through the real decoders: script refused, luggage left behind, remarks of scans gone."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
import pytest

from loket.files.decoders import UndecodableFile
from loket.files.decoders.jpeg_segments import without_remarks
from loket.files.decoders.pool import Pool

from . import samples


def _streams(content: bytes) -> Iterator[bytes]:
    """Every stream of a PDF, unpacked where it was packed by Flate, raw where it is a photo."""
    with pikepdf.open(io.BytesIO(content)) as file:
        for found in file.objects:
            if isinstance(found, pikepdf.Stream):
                yield found.read_raw_bytes()
                if found.get("/Filter") != pikepdf.Name.DCTDecode:
                    yield found.read_bytes()


def _assert_bare(content: bytes) -> None:
    for part in (content, *_streams(content)):
        assert b"PENANDA" not in part
        assert b"Exif" not in part
        assert b"xmpmeta" not in part
    with pikepdf.open(io.BytesIO(content)) as file:
        assert set(file.Root.keys()) == {"/Type", "/Pages"}
        assert not file.attachments
        for page in file.pages:
            assert set(page.obj.keys()) <= {
                *(
                    "/Type",
                    "/Parent",
                    "/Resources",
                    "/MediaBox",
                    "/CropBox",
                    "/Rotate",
                    "/Contents",
                    "/UserUnit",
                ),
            }


def test_scanned_pdf_keeps_its_pages_and_loses_its_remarks(pool: Pool) -> None:
    received = samples.pdf(3)
    assert b"Exif" in received
    decoded = pool.decode(received, media_type="application/pdf")
    assert decoded.pages == 3
    assert decoded.thumbnail == b""
    _assert_bare(decoded.content)
    with pikepdf.open(io.BytesIO(decoded.content)) as file:
        image = pikepdf.PdfImage(file.pages[0].Resources.XObject.Im0).as_pil_image()
        assert image.size == (320, 240)


def test_pdf_without_script_loses_its_luggage(pool: Pool) -> None:
    """Attached files, web links, XFA, open actions and private page data stay behind."""
    _assert_bare(pool.decode(samples.pdf_with_luggage(), media_type="application/pdf").content)


@pytest.mark.parametrize("hidden", [False, True], ids=["plain", "in an object stream"])
@pytest.mark.parametrize("where", ["open", "page", "names", "link", "launch"])
def test_pdf_that_acts_is_refused_wherever_the_action_hides(pool: Pool, where: str, hidden: bool) -> None:
    """A PDF with script is refused, also where a search through its bytes finds nothing."""
    received = samples.acting_pdf(where, hidden=hidden)
    with pytest.raises(UndecodableFile) as caught:
        pool.decode(received, media_type="application/pdf")
    assert caught.value.code == "pdf_script"


@pytest.mark.parametrize("user", ["", "rahasia"])
def test_encrypted_pdf_is_refused(pool: Pool, user: str) -> None:
    with pytest.raises(UndecodableFile) as caught:
        pool.decode(samples.locked_pdf(user=user), media_type="application/pdf")
    assert caught.value.code == "pdf_locked"


def test_pdf_of_too_many_pages_is_refused(pool: Pool) -> None:
    with pytest.raises(UndecodableFile) as caught:
        pool.decode(samples.pdf(31), media_type="application/pdf")
    assert caught.value.code == "pdf_pages"


@pytest.mark.parametrize("received", [b"%PDF-1.7\nstartxref\n0\n%%EOF", b"%PDF-" + bytes(5000)])
def test_pdf_of_nothing_is_refused(pool: Pool, received: bytes) -> None:
    with pytest.raises(UndecodableFile) as caught:
        pool.decode(received, media_type="application/pdf")
    assert caught.value.code == "unreadable"


def test_page_inherits_its_size_and_turn_from_the_tree(pool: Pool) -> None:
    out = io.BytesIO()
    with pikepdf.new() as file:
        page = file.add_blank_page(page_size=(300, 500))
        file.Root.Pages.MediaBox, file.Root.Pages.Rotate = page.obj.MediaBox, 90
        del page.obj["/MediaBox"]
        file.save(out)
    decoded = pool.decode(out.getvalue(), media_type="application/pdf")
    with pikepdf.open(io.BytesIO(decoded.content)) as file:
        assert [int(side) for side in file.pages[0].mediabox] == [0, 0, 300, 500]
        assert file.pages[0].rotation == 90


def test_photo_without_remarks_has_the_same_pixels() -> None:
    from PIL import Image, ImageChops

    before = samples.jpeg(320, 240) + samples.MARKER
    after = without_remarks(before)
    assert b"PENANDA" not in after
    with Image.open(io.BytesIO(before)) as first, Image.open(io.BytesIO(after)) as second:
        assert ImageChops.difference(first, second).getbbox() is None
