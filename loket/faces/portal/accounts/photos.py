"""One photo out of a posted form: sent ahead in pieces, or with the form itself."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from loket.faces.portal.files.owner import owner_of
from loket.files.actions.claim import claim
from loket.files.actions.receive import receive
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.residents.labels import ITEMS


class PhotoMissing(Refusal):
    """No photo was chosen."""

    default_code = "photo_missing"


def photo_from(request: HttpRequest, slugs: tuple[str, ...]) -> tuple[str, StoredFile]:
    """The slug and file of the photo that was sent under one of ``slugs``.

    Hidden ``<slug>__kunci`` names a finished resumable upload, ``<slug>`` is the native file input. Raises
    ``FileRefused`` and ``PhotoMissing``. Needs an open scope.
    """
    for slug in slugs:
        keys = [key for key in request.POST.getlist(f"{slug}__kunci") if key]
        if keys:
            return slug, claim(keys[-1], owner=owner_of(request))
        files = request.FILES.getlist(slug)
        if files:
            return slug, receive(files[-1], owner=owner_of(request))
    name = ITEMS.get(slugs[0], "")
    raise PhotoMissing(_("%(photo)s belum ada. Ambil foto, lalu lanjut.") % {"photo": name}, field=slugs[0])
