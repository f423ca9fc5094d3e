"""Following applications: the list, the status page, the receipt, the printable slip, what was sent."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from loket.applications import states
from loket.applications.standing import standing_of

from ...gate import account_here, resident_required, the_resident
from .. import listing, standing
from ..own import canonical, own_application
from ..slip import qr_drawing


@require_GET
@resident_required(verified=False)
def index(request: HttpRequest) -> HttpResponse:
    """All applications of the resident: to mend first, then unsent, running, ended (R12)."""
    return render(
        request, "portal/applications/index.html", {"groups": listing.groups_of(the_resident(request))}
    )


@require_GET
@resident_required(verified=False)
def status(request: HttpRequest, reference: str) -> HttpResponse:
    """What now, what must I do, when is it likely done (experience rule 12). Four queries at most."""
    account = account_here(request)
    found = standing_of(canonical(reference), account.pk) if account is not None else None
    if found is None:
        raise Http404
    application, steps = found
    if application.is_draft:
        return redirect("portal:applications:resume", application.reference)
    return render(request, "portal/applications/status.html", standing.context(application, steps))


@require_GET
@resident_required(verified=False)
def sent(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt right after sending: number, when processing starts, what comes next (S2-6)."""
    application = own_application(request, reference, "pickup_office", "office")
    if application.submitted_at is None:
        return redirect("portal:applications:resume", application.reference)
    return render(request, "portal/applications/sent.html", standing.receipt(application))


@require_GET
@resident_required(verified=False)
def slip(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt for paper, with a QR that leads to the short link and proves nothing but the number."""
    application = own_application(request, reference, "pickup_office", "office")
    if application.submitted_at is None:
        return redirect("portal:applications:resume", application.reference)
    link = request.build_absolute_uri(f"/p/{application.reference}")
    context = {**standing.receipt(application), "qr": qr_drawing(link), "link": link.partition("://")[2]}
    return render(request, "portal/applications/slip.html", context)


@require_GET
@resident_required(verified=False)
def contents(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent: the answers and the photos, to read only."""
    application = own_application(request, reference, "service_version")
    if application.state == states.DRAFT:
        return redirect("portal:applications:check", application.reference)
    return render(request, "portal/applications/contents.html", standing.contents(application))
