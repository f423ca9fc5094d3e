"""Photos taken by the officer: sent ahead in pieces, or with the form itself."""

from __future__ import annotations

from django.http import HttpRequest

from loket.files.actions.claim import claim
from loket.files.actions.receive import receive
from loket.files.models import StoredFile

from ..gate import the_officer


def photo_sent(request: HttpRequest, slug: str) -> StoredFile | None:
    """The photo posted under ``slug``, or None. Raises ``FileRefused`` with its sentence."""
    owner = f"account:{the_officer(request).pk}"
    keys = [key for key in request.POST.getlist(f"{slug}__kunci") if key]
    if keys:
        return claim(keys[-1], owner=owner)
    files = request.FILES.getlist(slug)
    return receive(files[-1], owner=owner) if files else None
