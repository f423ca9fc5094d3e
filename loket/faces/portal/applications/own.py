"""Through the door: an application is found by its number and its owner together, or not at all (404)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from loket.applications.models import Application
from loket.catalogue.queries import version_of
from loket.foundation.kernel.reference import ReferenceRefused, parse
from loket.tenants.one_row import one_row, the_locked

from ..gate import sitting_here, the_resident


def canonical(reference: str) -> str:
    """The number as it is kept. Raises ``Http404`` for a mistyped one."""
    try:
        return parse(reference)
    except ReferenceRefused:
        raise Http404 from None


def own_application(request: HttpRequest, reference: str, *related: str, lock: bool = False) -> Application:
    """The signed-in resident's application with this number, with the rows it names under ``related``.

    ``lock`` keeps the row until the transaction ends, for a form that changes it.
    Somebody else's, another dinas's and a mistyped number are the same 404 (security rule 6).
    """
    number = canonical(reference)
    resident = the_resident(request)
    found = one_row(Application, lock=lock, reference=number, applicant_id=resident.pk)
    if found is None or not may_open(request, found):
        raise Http404
    found.applicant = resident
    if lock:
        the_locked(found)
    for name in related:
        _bring(found, name)
    return found


def may_open(request: HttpRequest, application: Application) -> bool:
    """A resident opens what is his; whoever sits beside him only the cases he types himself."""
    sitting = sitting_here(request)
    return sitting is None or application.assisted_by_id == sitting.membership_id


def _bring(application: Application, name: str) -> None:
    if name == "service_version":
        application.service_version = version_of(application.service_version_id)
        return
    field: Any = Application._meta.get_field(name)
    key = getattr(application, field.attname)
    setattr(application, name, one_row(field.related_model, id=key) if key is not None else None)
