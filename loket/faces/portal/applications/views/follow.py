"""Following applications: the list, the status page, the receipt, the printable slip, what was sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from loket.applications import states
from loket.applications.casework import corrections_told
from loket.applications.standing import standing_of
from loket.conversations.queries import has_unread_for_resident

from ...appointments.offer import coming_of
from ...family.learning import candidates
from ...gate import owner_account_id, resident_required, sitting_here, the_resident
from .. import listing, standing
from ..own import canonical, may_open, own_application
from ..slip import qr_drawing


@require_GET
@resident_required(verified=False)
def index(request: HttpRequest) -> HttpResponse:
    """All applications of the resident: to mend first, then unsent, running, ended (R12)."""
    return render(
        request, "portal/applications/index.html", {"groups": listing.groups_of(the_resident(request))}
    )


@require_GET
@resident_required(verified=False, assisted=True)
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """What now, what must I do, when is it likely done (experience rule 12). Five queries at most."""
    found = standing_of(canonical(reference), owner_account_id(request))
    if found is None or not may_open(request, found[0]):
        raise Http404
    application, steps = found
    if application.is_draft:
        return redirect("portal:applications:resume", application.reference)
    shown = standing.context(application, steps, corrections_told(application))
    context = {**shown, "wrote": has_unread_for_resident(application), "visit": coming_of(application)}
    return render(request, "portal/applications/status.html", context)


@require_GET
@resident_required(verified=False, assisted=True)
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt right after sending: number, when processing starts, what comes next (S2-6)."""
    application = own_application(request, reference, "service_version", "pickup_office", "office")
    if application.submitted_at is None:
        return redirect("portal:applications:resume", application.reference)
    own = sitting_here(request) is None
    to_keep = candidates(application, the_resident(request)) if own else []
    context = {**standing.receipt(application), "to_keep": to_keep}
    return render(request, "portal/applications/sent.html", context)


@require_GET
@resident_required(verified=False, assisted=True)
def slip(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt for paper, with a QR that leads to the short link and proves nothing but the number."""
    application = own_application(request, reference, "pickup_office", "office")
    if application.submitted_at is None:
        return redirect("portal:applications:resume", application.reference)
    link = request.build_absolute_uri(f"/p/{application.reference}")
    context = {**standing.receipt(application), "qr": qr_drawing(link), "link": link.partition("://")[2]}
    return render(request, "portal/applications/slip.html", context)


@require_GET
@resident_required(verified=False, assisted=True)
def contents(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent: the answers and the photos, to read only."""
    application = own_application(request, reference, "service_version")
    if application.state == states.DRAFT:
        return redirect("portal:applications:check", application.reference)
    return render(request, "portal/applications/contents.html", standing.contents(application))
