"""Real files for the tests, made here: photos with EXIF and GPS, PDFs with and without script, polyglots."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

import pikepdf
import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()

#: What must never be found in anything that is served.
MARKER = b"<script>alert('PENANDA-7731')</script>"
GPS_TEXT = b"PENANDA-GPS-8-11-LS"
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>PENANDA-XMP</rdf:RDF></x:xmpmeta>'
ORIENTATION = 0x0112


@cache
def picture(width: int = 1600, height: int = 1200) -> Image.Image:
    """A picture with detail, so that it compresses as photos do: left third red, the rest noise."""
    small = Image.effect_noise((max(8, width // 8), max(8, height // 8)), 60).convert("RGB")
    image = small.resize((width, height), Image.Resampling.BICUBIC)
    image.paste((200, 30, 30), (0, 0, width // 3, height))
    return image


def _exif(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010E] = MARKER.decode()
    exif[0x010F] = "PENANDA-KAMERA"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "S", (8.0, 6.0, 45.0), "E", (115.0, 5.0, 30.0)
    gps[27] = GPS_TEXT
    return exif.tobytes()


@cache
def jpeg(width: int = 1600, height: int = 1200, *, orientation: int = 1, quality: int = 82) -> bytes:
    """A JPEG as a phone makes it: EXIF with GPS, XMP, a comment."""
    out = io.BytesIO()
    picture(width, height).save(
        out, "JPEG", quality=quality, exif=_exif(orientation), xmp=_XMP, comment=b"PENANDA-KOMENTAR"
    )
    return out.getvalue()


@cache
def photo(kind: str, width: int = 1600, height: int = 1200) -> bytes:
    """A photo with EXIF, GPS and XMP of each accepted kind: JPEG, PNG, WEBP, HEIF."""
    if kind == "JPEG":
        return jpeg(width, height)
    out = io.BytesIO()
    extra: dict[str, object] = {} if kind == "PNG" else {"xmp": _XMP}
    picture(width, height).save(out, kind, exif=_exif(1), **extra)
    return out.getvalue()


def png_claiming(width: int, height: int, *, rows: int | None = None) -> bytes:
    """A well-formed grey PNG of nothing: compresses a thousandfold, as bombs do. ``rows`` fewer than claimed."""
    packer, lines = zlib.compressobj(9), []
    line = bytes(1 + (width + 7) // 8)
    for _ in range(height if rows is None else rows):
        lines.append(packer.compress(line))
    header = struct.pack("!IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", b"".join(lines) + packer.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!I", len(body)) + kind + body + struct.pack("!I", zlib.crc32(kind + body))


@cache
def pdf(pages: int = 2) -> bytes:
    """A scanned PDF: a JPEG with EXIF on each page, document information, XMP metadata."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        for _ in range(pages):
            _scanned_page(file)
        with file.open_metadata() as metadata:
            metadata["dc:title"] = "PENANDA-XMP"
        file.docinfo["/Author"] = "PENANDA-PENULIS"
        file.save(out)
    return out.getvalue()


def _scanned_page(file: pikepdf.Pdf) -> pikepdf.Page:
    page = file.add_blank_page(page_size=(595, 842))
    scan = file.make_stream(jpeg(320, 240))
    scan.Type, scan.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    scan.Width, scan.Height, scan.BitsPerComponent = 320, 240, 8
    scan.ColorSpace, scan.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=scan))
    page.Contents = file.make_stream(b"q 500 0 0 375 40 400 cm /Im0 Do Q")
    return page


def _script() -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=MARKER.decode())


def acting_pdf(where: str, *, hidden: bool = False) -> bytes:
    """A PDF with something that acts; ``hidden`` puts it into a compressed object stream."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        page = _scanned_page(file)
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 100, 100])
        if where == "open":
            file.Root.OpenAction = file.make_indirect(_script())
        elif where == "page":
            page.obj["/AA"] = file.make_indirect(pikepdf.Dictionary(O=_script()))
        elif where == "names":
            tree = pikepdf.Dictionary(Names=["a", file.make_indirect(_script())])
            file.Root.Names = file.make_indirect(pikepdf.Dictionary(JavaScript=tree))
        elif where == "link":
            note["/A"] = file.make_indirect(_script())
            page.obj["/Annots"] = pikepdf.Array([file.make_indirect(note)])
        elif where == "launch":
            note["/A"] = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
            page.obj["/Annots"] = pikepdf.Array([file.make_indirect(note)])
        mode = pikepdf.ObjectStreamMode.generate if hidden else pikepdf.ObjectStreamMode.disable
        file.save(out, object_stream_mode=mode, compress_streams=hidden)
    return out.getvalue()


def pdf_with_luggage() -> bytes:
    """A PDF without script that carries an attached file, a web link, XFA and a harmless open action."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        page = _scanned_page(file)
        file.attachments["PENANDA.html"] = MARKER
        link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 100, 100])
        link["/A"] = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://penanda.example/")
        page.obj["/Annots"] = pikepdf.Array([file.make_indirect(link)])
        file.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=file.make_stream(MARKER))
        file.Root.OpenAction = pikepdf.Array([page.obj, pikepdf.Name.Fit])
        page.obj["/PieceInfo"] = pikepdf.Dictionary(X=pikepdf.Dictionary(Private=MARKER.decode()))
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return out.getvalue()


def locked_pdf(*, user: str = "", owner: str = "kunci") -> bytes:
    """An encrypted PDF; with an empty ``user`` password every reader opens it."""
    out = io.BytesIO()
    with pikepdf.new() as file:
        _scanned_page(file)
        file.save(out, encryption=pikepdf.Encryption(user=user, owner=owner))
    return out.getvalue()


def polyglots() -> dict[str, bytes]:
    """Files that are two things at once, each carrying ``MARKER`` somewhere."""
    archive = b"PK\x03\x04" + MARKER + b"PK\x05\x06" + bytes(18)
    gifar = b"GIF89a/*" + MARKER + b"*/"
    page = b"<!doctype html><html><body>" + MARKER + b"</body></html>"
    shell = b"#!/bin/sh\n: <<'X'\n" + MARKER + b"\nX\n"
    payloads = {
        "html": page,
        "zip": archive,
        "gif": gifar,
        "shell": shell,
        "svg": b"<svg>" + MARKER + b"</svg>",
    }
    made: dict[str, bytes] = {}
    for name, payload in payloads.items():
        for kind in ("JPEG", "PNG", "WEBP", "HEIF"):
            made[f"{kind} then {name}"] = photo(kind, 320, 240) + payload
        made[f"{name} then JPEG"] = payload + jpeg(320, 240)
        made[f"{name} in a JPEG comment"] = _with_segment(0xFE, payload)
        made[f"{name} in a JPEG application segment"] = _with_segment(0xE5, payload)
        made[f"{name} in a PNG chunk"] = _with_png_chunk(b"prVt", payload)
        made[f"{name} in a PNG text"] = _with_png_chunk(b"tEXt", b"Comment\0" + payload)
        made[f"{name} then PDF"] = payload + pdf(1)
        made[f"PDF then {name}"] = pdf(1) + payload + pdf(1)[-200:]
    made["PDF then JPEG"] = pdf(1) + jpeg(320, 240)
    made["JPEG then PDF"] = jpeg(320, 240) + pdf(1) + MARKER
    made["tables of a JPEG"] = _with_marked_tables()
    return made


def _with_segment(marker: int, payload: bytes) -> bytes:
    plain = jpeg(320, 240)
    return plain[:2] + bytes([0xFF, marker]) + struct.pack("!H", len(payload) + 2) + payload + plain[2:]


def _with_png_chunk(kind: bytes, payload: bytes) -> bytes:
    plain = photo("PNG", 320, 240)
    return plain[:33] + _chunk(kind, payload) + plain[33:]


def _with_marked_tables() -> bytes:
    """A JPEG whose quantisation table spells the marker."""
    table = [max(1, byte) for byte in (MARKER + bytes(64))[:64]]
    out = io.BytesIO()
    picture(320, 240).save(out, "JPEG", qtables=[table, table])
    return out.getvalue()
