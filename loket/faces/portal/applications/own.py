"""Through the door: an application is found by its number and its owner together, or not at all (404)."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from loket.applications.models import Application
from loket.foundation.kernel.reference import ReferenceRefused, parse

from ..gate import the_resident


def canonical(reference: str) -> str:
    """The number as it is kept. Raises ``Http404`` for a mistyped one."""
    try:
        return parse(reference)
    except ReferenceRefused:
        raise Http404 from None


def own_application(
    request: HttpRequest, reference: str, *related: str, defer: tuple[str, ...] = ()
) -> Application:
    """The signed-in resident's application with this number, joined with ``related``.

    Somebody else's, another dinas's and a mistyped number are the same 404 (security rule 6).
    """
    number = canonical(reference)
    resident = the_resident(request)
    if "service_version" in related:
        defer = (*defer, "service_version__definition")  # its parsed form is kept by checksum
    rows = Application.objects.defer(*defer)
    rows = rows.select_related(*related) if related else rows
    found: Application | None = rows.filter(reference=number, applicant=resident).first()
    if found is None:
        raise Http404
    found.applicant = resident
    return found
