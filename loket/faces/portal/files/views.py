"""Photos and PDFs in pieces: HEAD or GET tells how far, PATCH adds, DELETE gives up (headers as in tus)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loket.files import queries
from loket.files.actions.append import WrongOffset, append
from loket.files.actions.discard import discard
from loket.files.actions.finish import finish
from loket.files.labels import REFUSALS
from loket.files.queries import UploadStanding
from loket.files.refusals import FileRefused
from loket.files.rules import MAX_BYTES, MAX_PIECE
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ..gate import public
from .owner import known_owner, owner_of

_MEDIA_TYPE = "application/offset+octet-stream"
_LONGEST_KEY = 64


class NotAPiece(Refusal):
    """The request is not a piece of an upload: headers missing or wrong, too long, or cut short."""

    def __init__(self, status: int = 400) -> None:
        super().__init__(_("Kiriman tidak terbaca. Muat ulang halaman."), code="not_a_piece", status=status)


class NoOwner(Refusal):
    """Nobody is logged in and no registration was begun here: the page was opened too long ago."""

    def __init__(self) -> None:
        sentence = _("Halaman ini sudah terlalu lama terbuka. Muat ulang halaman, lalu kirim lagi.")
        super().__init__(sentence, code="no_owner", status=403)


@public
@require_http_methods(["HEAD", "GET", "PATCH", "DELETE"])
@short_transactions
def upload(request: HttpRequest, key: str) -> HttpResponse:
    """One upload of this visitor. Every refusal is a status and one plain sentence as text."""
    if len(key) > _LONGEST_KEY:
        return _refused(NotAPiece())
    try:
        if request.method == "PATCH":
            return _add(request, key)
        if request.method == "DELETE":
            return _give_up(request, key)
    except WrongOffset as wrong:
        return _standing(HttpResponse(status=409), wrong.standing)
    except Refusal as refusal:
        return _refused(refusal)
    return _tell(request, key)


def _tell(request: HttpRequest, key: str) -> HttpResponse:
    with in_tenant(current_tenant()):
        owner = known_owner(request)
        standing = queries.upload_standing(key, owner=owner) if owner else UploadStanding()
    told = {"offset": standing.offset, "length": standing.length, "state": standing.state}
    sentence = str(REFUSALS[standing.refusal]) if standing.refusal else ""
    return _standing(JsonResponse({**told, "sentence": sentence}), standing)


def _add(request: HttpRequest, key: str) -> HttpResponse:
    offset, length = _number(request, "Upload-Offset"), _number(request, "Upload-Length")
    piece = _piece(request)
    with in_tenant(current_tenant()):
        owner = _owner(request)
        standing = append(key, piece, owner=owner, offset=offset, length=length)
    if standing.offset == length:
        with in_tenant(current_tenant()):
            standing = finish(key, owner=owner)
    if standing.refusal:
        raise FileRefused(standing.refusal)
    return _standing(HttpResponse(status=204), standing)


def _give_up(request: HttpRequest, key: str) -> HttpResponse:
    with in_tenant(current_tenant()):
        discard(key, owner=_owner(request))
    return HttpResponse(status=204)


def _owner(request: HttpRequest) -> str:
    """The owner; a visitor whose session holds nothing yet has not come from one of our forms."""
    owner = known_owner(request) or (owner_of(request) if request.session.keys() else "")
    if not owner:
        raise NoOwner
    return owner


def _number(request: HttpRequest, header: str) -> int:
    """A whole number of bytes from a header. Raises ``NotAPiece``; values far out of range included."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(MAX_BYTES)) + 2):
        raise NotAPiece
    return int(text)


def _piece(request: HttpRequest) -> bytes:
    """The bytes of the request, all of them. A connection cut in the middle leaves no trace."""
    promised = int(request.META.get("CONTENT_LENGTH") or 0)
    if promised > MAX_PIECE:
        raise NotAPiece(413)
    if request.content_type != _MEDIA_TYPE:
        raise NotAPiece(415)
    try:
        piece = request.body
    except UnreadablePostError as error:
        raise NotAPiece from error
    if len(piece) != promised:
        raise NotAPiece
    return piece


def _standing(response: HttpResponse, standing: UploadStanding) -> HttpResponse:
    response["Upload-Offset"] = str(standing.offset)
    response["Upload-State"] = standing.state
    if standing.length is not None:
        response["Upload-Length"] = str(standing.length)
    response["Cache-Control"] = "no-store"
    return response


def _refused(refusal: Refusal) -> HttpResponse:
    """The sentence as plain text: the page's script shows it beside the photo."""
    return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
