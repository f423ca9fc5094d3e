"""A verified account: freeze it, open it again, ask the register; the clusters that one hand may have made."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.audit.actions.record import record
from loket.faces.workbench.accounts.case import list_context, resident_here
from loket.faces.workbench.accounts.forms import FreezeForm, UnfreezeForm
from loket.faces.workbench.desk.frame import HEADS, frame
from loket.faces.workbench.gate import officer_actor, officer_required, the_membership
from loket.foundation.kernel.errors import Refusal
from loket.residents.actions.freeze import freeze as freeze_account
from loket.residents.actions.freeze import unfreeze as unfreeze_account
from loket.residents.broker_signs import clusters
from loket.residents.consulting import consult
from loket.residents.models import Resident
from loket.residents.policies import VERIFIER, may_see


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(VERIFIER)
def freeze(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A listed reason; then nobody gets in until a second officer opens the account."""
    resident = resident_here(request, str(public_id))
    form = FreezeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            freeze_account(
                resident,
                by=the_membership(request),
                reason=form.cleaned_data["alasan"],
                note=form.cleaned_data["catatan"],
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return redirect("workbench:accounts:case", resident.public_id)
    lead = _(
        "Warga tidak bisa masuk dan mendapat pesan. Permohonan yang berjalan tetap diproses. "
        "Membukanya lagi perlu petugas lain."
    )
    words = {"heading": _("Bekukan akun"), "button": _("Bekukan akun"), "danger": True, "lead": lead}
    return _ask(request, resident, form, words)


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(VERIFIER)
def unfreeze(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """By another officer than the one who froze it."""
    resident = resident_here(request, str(public_id))
    form = UnfreezeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            unfreeze_account(resident, by=the_membership(request), note=form.cleaned_data["catatan"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("workbench:accounts:case", resident.public_id)
    lead = _(
        "Pastikan orangnya datang dengan KTP asli. Yang membuka harus petugas lain daripada yang membekukan."
    )
    return _ask(request, resident, form, {"heading": _("Buka akun"), "button": _("Buka akun"), "lead": lead})


def _ask(request: HttpRequest, resident: Resident, form: Any, words: dict[str, Any]) -> HttpResponse:
    context = {**list_context(request), "resident": resident, "form": form, **words}
    status = 422 if form.is_bound else 200
    return render(request, "workbench/accounts/decide.html", context, status=status)


@require_POST
@officer_required(VERIFIER)
def ask_register(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put a question to the register down for the worker; the page shows the answer when there is one."""
    resident = resident_here(request, str(public_id))
    consult(resident, by=officer_actor(request))
    return redirect("workbench:accounts:case", resident.public_id)


@never_cache
@require_safe
@officer_required(HEADS)
def watch(request: HttpRequest) -> HttpResponse:
    """Clusters of accounts that one hand may have made, for those who answer for the office."""
    found = clusters()
    record("residents.view_clusters", purpose="broker_watch", detail={"clusters": len(found)})
    membership = the_membership(request)
    opens = {one.pk for cluster in found for one in cluster.people if may_see(membership, one)}
    context = {**frame(request, "pantau"), "clusters": found, "opens": opens}
    return render(request, "workbench/accounts/watch.html", context)
