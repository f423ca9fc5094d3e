"""Through the door: an application is found by its number and its owner together, or not at all (404)."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from loket.applications.models import Application
from loket.catalogue.queries import version_of
from loket.foundation.kernel.reference import ReferenceRefused, parse
from loket.tenants.one_row import one_row, the_locked

from ..gate import the_resident


def canonical(reference: str) -> str:
    """The number as it is kept. Raises ``Http404`` for a mistyped one."""
    try:
        return parse(reference)
    except ReferenceRefused:
        raise Http404 from None


def own_application(
    request: HttpRequest, reference: str, *related: str, defer: tuple[str, ...] = (), lock: bool = False
) -> Application:
    """The signed-in resident's application with this number, joined with ``related``.

    ``lock`` keeps the row until the transaction ends, for a form that changes it; not with ``defer`` or a join.
    Somebody else's, another dinas's and a mistyped number are the same 404 (security rule 6).
    """
    number = canonical(reference)
    resident = the_resident(request)
    joined = [name for name in related if name != "service_version"]
    if joined or defer:
        rows = Application.objects.defer(*defer)
        rows = rows.select_related(*joined) if joined else rows
        rows = rows.filter(reference=number, applicant=resident)
        found: Application | None = next(iter(rows[:1]), None)
    else:
        found = one_row(Application, lock=lock, reference=number, applicant_id=resident.pk)
    if found is None:
        raise Http404
    found.applicant = resident
    if lock:
        the_locked(found)
    if "service_version" in related:
        found.service_version = version_of(found.service_version_id)
    return found
