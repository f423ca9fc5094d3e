"""A photo that arrives after its screen was left (experience rule 7): the script of a later page hands it in."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ...gate import resident_required
from .. import screen
from ..journey import Journey
from ..own import own_application


@require_POST
@resident_required(assisted=True)
def late_photo(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Put finished uploads under the paper of a screen; the same again changes nothing. Answers in plain text."""
    application = own_application(request, reference, "service_version", lock=True)
    if not application.is_draft:
        return _told(
            _("Permohonan ini sudah dikirim. Isian dan foto tidak bisa diubah lagi."), HTTPStatus.CONFLICT
        )
    journey = Journey(application)
    found = journey.step(key)
    if found is None or found.paper is None:
        raise Http404
    refused = screen.attach_posted(request, journey, found.paper.slug)
    return _told(refused, HTTPStatus.UNPROCESSABLE_ENTITY) if refused else HttpResponse(status=204)


def _told(sentence: str, status: int) -> HttpResponse:
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")
