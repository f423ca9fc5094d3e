"""PDFs: pages carried over into a new file; script refused, everything that can act left behind."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from .answers import Decoded, UndecodableFile
from .jpeg_segments import without_remarks

_MAX_PAGES = 30
_MAX_DEPTH = 60
#: A page of the rebuilt file has these and nothing else: no annotations, actions, forms or private data.
_PAGE_KEYS = ("/Resources", "/MediaBox", "/CropBox", "/Rotate", "/Contents", "/UserUnit")
#: Actions for which a PDF is refused outright.
_ACTING = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
)
#: Keys removed wherever they still occur: remarks, actions, attached or outside files.
_LEFT_BEHIND = (
    *(
        "/Metadata",
        "/PieceInfo",
        "/AA",
        "/OpenAction",
        "/JS",
        "/JavaScript",
        "/AF",
        "/EF",
        "/RF",
        "/OPI",
        "/Ref",
    ),
    *(
        "/LastModified",
        "/Alternates",
        "/SpiderInfo",
        "/Annots",
        "/URI",
        "/XFA",
        "/StructParent",
        "/StructParents",
    ),
    *("/Names", "/AcroForm", "/EmbeddedFiles"),
)
_OUTSIDE_STREAM = ("/F", "/FFilter", "/FDecodeParms")


def rebuild_pdf(received: bytes) -> Decoded:
    """A new PDF of the same pages. Raises ``UndecodableFile``."""
    try:
        with pikepdf.open(io.BytesIO(received)) as source:
            return _rebuild(source)
    except pikepdf.PasswordError as error:
        raise UndecodableFile("pdf_locked") from error
    except UndecodableFile:
        raise
    except Exception as error:  # spoiled PDFs raise all kinds of errors on the way
        raise UndecodableFile("unreadable") from error


def _rebuild(source: pikepdf.Pdf) -> Decoded:
    if source.is_encrypted:
        raise UndecodableFile("pdf_locked")
    pages = len(source.pages)
    if pages > _MAX_PAGES:
        raise UndecodableFile("pdf_pages")
    if pages == 0:
        raise UndecodableFile("unreadable")
    _refuse_acting(source)
    source.flatten_annotations("all")
    with pikepdf.new() as fresh:
        for page in source.pages:
            fresh.pages.append(_bare(page))
        _leave_behind(fresh)
        out = io.BytesIO()
        fresh.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    return Decoded(media_type="application/pdf", content=out.getvalue(), pages=pages)


def _refuse_acting(source: pikepdf.Pdf) -> None:
    for found in _containers(source):
        if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if "/JS" in found or "/JavaScript" in found or str(found.get("/S", "")) in _ACTING:
            raise UndecodableFile("pdf_script")


def _bare(page: pikepdf.Page) -> pikepdf.Page:
    """The page with inherited values made its own and every other key gone."""
    own = page.obj
    own["/Resources"], own["/MediaBox"], own["/CropBox"] = page.resources, page.mediabox, page.cropbox
    if "/Rotate" not in own and page.rotation:
        own["/Rotate"] = page.rotation
    for name in set(map(str, own)) - {*_PAGE_KEYS, "/Type", "/Parent"}:
        del own[name]
    return page


def _leave_behind(fresh: pikepdf.Pdf) -> None:
    for found in list(_containers(fresh)):
        if isinstance(found, pikepdf.Stream):
            _clean_stream(found, fresh)
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            for name in [key for key in _LEFT_BEHIND if key in found]:
                del found[name]


def _clean_stream(stream: pikepdf.Stream, pdf: pikepdf.Pdf) -> None:
    """Photos inside a PDF carry remarks too; content kept outside the file is not followed."""
    for outside in _OUTSIDE_STREAM:
        if outside in stream:
            del stream[outside]
    if _filters(stream)[-1:] == ["/DCTDecode"]:
        stream.write(without_remarks(_photo_of(stream, pdf)), filter=pikepdf.Name.DCTDecode)


def _photo_of(stream: pikepdf.Stream, pdf: pikepdf.Pdf) -> bytes:
    """The JPEG inside, unpacked where it was packed once more."""
    packed = stream.read_raw_bytes()
    outer = _filters(stream)[:-1]
    if not outer:
        return packed
    wrapped = pikepdf.Stream(pdf, packed)
    wrapped["/Filter"] = pikepdf.Array([pikepdf.Name(name) for name in outer])
    return wrapped.read_bytes()


def _filters(stream: pikepdf.Stream) -> list[str]:
    value = stream.get("/Filter")
    if value is None:
        return []
    return [str(name) for name in value] if isinstance(value, pikepdf.Array) else [str(value)]


def _containers(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary, stream and array, those nested inside others and inside object streams included."""
    for top in pdf.objects:
        pending = [(top, 0)]
        while pending:
            found, depth = pending.pop()
            if not isinstance(found, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
                continue
            if depth > _MAX_DEPTH:
                raise UndecodableFile("unreadable")
            yield found
            pending += [(inner, depth + 1) for inner in _inside(found)]


def _inside(found: pikepdf.Object) -> list[pikepdf.Object]:
    values = list(found) if isinstance(found, pikepdf.Array) else [found[str(key)] for key in found]
    return [value for value in values if not (isinstance(value, pikepdf.Object) and value.is_indirect)]
