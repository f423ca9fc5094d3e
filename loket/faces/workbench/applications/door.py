"""How a view gets its case: one door for reading, one for changing."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from loket.applications.casework import openable_by
from loket.applications.models import Application
from loket.applications.policies import Overtaken
from loket.applications.queries import what_happened
from loket.applications.relations import bring
from loket.foundation.kernel import reference as references
from loket.foundation.kernel.errors import Refusal

from ..officer import membership_here, officer_here

#: What every page of a case speaks of.
_RELATED = ("service_version", "applicant__account", "assignee__account")


def case_here(request: HttpRequest, reference: str) -> Application:
    """The case if the officer works on it or was asked about it; otherwise 404, whatever the reason."""
    try:
        number = references.parse(reference)
    except Refusal:
        raise Http404 from None
    case = openable_by(officer_here(request), number)
    if case is None:
        raise Http404
    if case.assignee_id == membership_here(request).pk:
        case.assignee = membership_here(request)
    bring(case, *_RELATED)
    return case


def case_to_change(request: HttpRequest, reference: str) -> Application:
    """The case as the officer saw it: the form's ``versi`` must be the present one.

    Raises ``Overtaken`` (409) saying what happened since.
    """
    case = case_here(request, reference)
    if request.POST.get("versi", "") != str(case.version):
        raise Overtaken(what_happened(case))
    return case
