"""Which list a page is about: only one's own, for an administrator all of the dinas; any other does not exist."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from loket.intake.import_queries import import_named
from loket.intake.models import Import

from ..officer import membership_here


def the_import(request: HttpRequest, public_id: uuid.UUID) -> Import:
    """The list of this page. Raises ``Http404``."""
    found = import_named(membership_here(request), public_id)
    if found is None:
        raise Http404
    return found
