"""The one way in which stored bytes leave: fixed type, no script, no cache (security rules 23 and 30)."""

from __future__ import annotations

from django.http import HttpResponse

from .models import StoredFile
from .queries import open_rebuilt, thumbnail

#: Nothing in the answer may load, run, submit or be embedded elsewhere.
_POLICY = "default-src 'none'; img-src 'self'; style-src 'none'; frame-ancestors 'none'; sandbox"


def serve(file: StoredFile, *, as_thumbnail: bool = False) -> HttpResponse:
    """The rebuilt copy (or its preview) as an answer. THE CALLER HAS ASKED THE RIGHT AND WRITES THE AUDIT ROW.

    Photos show in the page; a PDF is downloaded, since browsers do not show PDFs inside a sandbox. The name in
    the answer is made of the file's random name, never of anything a person typed. Raises ``FileNotReady`` and
    ``FileNotAvailable``.
    """
    content = thumbnail(file) if as_thumbnail else open_rebuilt(file)
    is_image = as_thumbnail or file.is_image
    response = HttpResponse(content, content_type="image/jpeg" if is_image else "application/pdf")
    ending, disposition = ("jpg", "inline") if is_image else ("pdf", "attachment")
    response["Content-Disposition"] = f'{disposition}; filename="berkas-{file.public_id.hex[:8]}.{ending}"'
    response["Content-Length"] = str(len(content))
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Referrer-Policy"] = "no-referrer"
    # Photos do not shrink any further: an encoding named here keeps the gzip middleware away from them.
    response["Content-Encoding"] = "identity"
    return response
