"""Go back to an earlier version: the next version says the same again."""

from __future__ import annotations

from django.db import transaction

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel.text import plain

from ..models import Publication, Service, ServiceVersion
from .ask_to_publish import LONGEST
from .publish_draft import make_version


@transaction.atomic
def restore_version(earlier: ServiceVersion, *, by: Account, note: str = "") -> ServiceVersion:
    """Residents get what ``earlier`` asked, at once, as a version with the next number.

    One administrator suffices: two have looked at it before, and undoing must be quick. Raises ``Refusal``
    when it is what the newest version says anyway.
    """
    service = Service.objects.select_for_update(no_key=True).get(pk=earlier.service_id)
    version = make_version(service, earlier.definition, earlier.source)
    Publication.objects.create(
        version=version,
        asked_by=by,
        published_by=by,
        note=plain(note, max_length=LONGEST, multiline=True),
        restored_from=earlier.number,
    )
    detail = {"number": version.number, "restored_from": earlier.number}
    record("catalogue.restore", obj_type="service", obj_ref=service.code, detail=detail)
    return version
