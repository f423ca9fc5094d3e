"""Begin to work on the next version of a service."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from loket.accounts.models import Account
from loket.audit.actions.record import record

from ..draft_queries import source_of
from ..models import DraftChange, Service, ServiceDraft, ServiceVersion


@transaction.atomic
def open_draft(service: Service, *, by: Account) -> ServiceDraft:
    """The draft of ``service``, begun from its newest version where there is none. Locked until the end.

    Raises ``ServiceVersion.DoesNotExist`` for a service with neither.
    """
    Service.objects.select_for_update(no_key=True).get(pk=service.pk)
    found: ServiceDraft | None = ServiceDraft.objects.select_for_update().filter(service=service).first()
    if found is not None:
        return found
    newest: ServiceVersion = ServiceVersion.objects.filter(service=service).order_by("-number")[:1].get()
    last = DraftChange.objects.filter(service=service).aggregate(last=Max("revision"))["last"] or 0
    draft = ServiceDraft(
        service=service, source=source_of(newest), based_on=newest, revision=last + 1, updated_by=by
    )
    draft.save()
    record("catalogue.draft.open", obj_type="service", obj_ref=service.code)
    return draft
