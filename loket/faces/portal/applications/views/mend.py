"""Mending a returned application: only what the officer named, everything else stays (R20)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from loket.applications import states
from loket.applications.actions.resubmit import resubmit
from loket.applications.models import Application
from loket.audit.actor import current_actor
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ...gate import BESIDE, resident_required, sitting_here
from .. import mending
from ..own import own_application


@require_http_methods(["GET", "HEAD", "POST"])
@short_transactions
@resident_required(assisted=True)
def mend(request: HttpRequest, reference: str) -> HttpResponse:
    """Every returned item on one page: the reason in words, the new photo or answer, and send again."""
    is_post = request.method == "POST" and request.POST is not None  # reads the body before any transaction
    with in_tenant(current_tenant()):
        application = own_application(request, reference, "service_version")
        if application.state != states.RETURNED:
            return _elsewhere(application)
        if not is_post:
            return _show(request, mending.opened(application))
        if "hapus" in request.POST:
            mending.take_away(application, request.POST["hapus"])
            return redirect("portal:applications:mend", application.reference)
        return _send_again(request, application)


def _send_again(request: HttpRequest, application: Application) -> HttpResponse:
    page = mending.keep(request, application)
    if page.status == 200 and "simpan_keluar" not in request.POST:
        try:
            resubmit(page.application, by=current_actor())
            return redirect("portal:applications:sent", application.reference)
        except Refusal as refusal:
            page = mending.opened(application, refusal=str(refusal), status=refusal.status)
    if page.status == 200:
        return redirect(BESIDE if sitting_here(request) else "portal:applications:index")
    return _show(request, page)


def _show(request: HttpRequest, page: mending.MendPage) -> HttpResponse:
    return render(request, "portal/applications/mend.html", page.context(), status=page.status)


def _elsewhere(application: Application) -> HttpResponse:
    """Sent again already (double tap), or never returned: where it stands now tells."""
    name = "sent" if application.resubmissions else "status"
    return redirect(f"portal:applications:{name}", application.reference)
