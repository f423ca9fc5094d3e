"""Leaving an application, and beginning anew from one that ended."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from loket.applications import states
from loket.applications.actions.start_draft import start_draft
from loket.applications.actions.withdraw import withdraw
from loket.applications.models import Application
from loket.audit.actor import current_actor
from loket.catalogue.queries import applicable

from ...gate import resident_required, the_resident
from ..forms import LeaveForm
from ..own import own_application
from .apply import resume


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(verified=False)
def leave(request: HttpRequest, reference: str) -> HttpResponse:
    """A page, never a popup: the consequence in one sentence, the reason if one wishes (R22)."""
    application = own_application(request, reference, "service_version")
    if application.state == states.CANCELLED:
        return redirect("portal:applications:index")
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        was_draft = application.is_draft
        withdraw(application, by=current_actor(), note=form.cleaned_data["alasan"])
        if was_draft:
            return redirect("portal:applications:index")
        return redirect("portal:applications:status", application.reference)
    context = {**_words(application), "form": form, "application": application}
    return render(request, "portal/applications/leave.html", context, status=422 if form.is_bound else 200)


def _words(application: Application) -> dict[str, str]:
    if application.is_draft:
        return {
            "heading": _("Hapus permohonan yang belum dikirim?"),
            "consequence": _("Isian dan foto permohonan ini dihapus."),
            "confirm_label": _("Hapus"),
        }
    return {
        "heading": _("Batalkan permohonan?"),
        "consequence": _(
            "Petugas berhenti mengerjakan permohonan ini. Anda boleh mengajukan lagi kapan saja."
        ),
        "confirm_label": _("Batalkan permohonan"),
    }


@require_POST
@resident_required()
def copy(request: HttpRequest, reference: str) -> HttpResponse:
    """A new application filled from one that was cancelled or could not be processed (S3-32)."""
    ended = own_application(request, reference, "service", "service_version")
    version = applicable(ended.service.code)
    if (
        version is None
        or ended.state not in {states.CANCELLED, states.REJECTED}
        or ended.submitted_at is None
    ):
        raise Http404
    draft = start_draft(version, resident=the_resident(request), by=current_actor(), copy_of=ended)
    return resume(request, draft.reference)
