"""An officer leaves, comes back, or lost the phone with the authenticator."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.applications.actions.pass_on import pass_on
from loket.applications.queries import held_by
from loket.foundation.kernel.errors import Refusal
from loket.staff.actions.deactivate_officer import deactivate_officer
from loket.staff.actions.reactivate_officer import reactivate_officer
from loket.staff.actions.reset_factor import reset_factor
from loket.staff.models import Membership
from loket.staff.policies import may_deactivate
from loket.staff.queries import team

from ..gate import administrator_actor, administrator_required, the_membership
from .forms import LeavingForm
from .views import officer_of, to_list


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def deactivate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A page before closing the access: what is open with this officer, and who takes it over."""
    officer = officer_of(public_id)
    held = held_by(officer.pk).count()
    colleagues = [row for row in team().filter(active=True) if row.pk != officer.pk]
    form = LeavingForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    refusal = may_deactivate(the_membership(request), officer) or ""
    status = 422 if refusal or (form.is_bound and not form.is_valid()) else 200
    if form.is_bound and form.is_valid() and not refusal:
        try:
            _let_go(request, officer, form.colleague())
        except Refusal as error:
            refusal, status = error.message, error.status
        else:
            return to_list("keluar")
    context = {"form": form, "officer": officer, "held": held, "refusal": str(refusal)}
    return render(request, "console/staff/deactivate.html", context, status=status)


@require_POST
@administrator_required
def reactivate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The officer is back."""
    reactivate_officer(officer_of(public_id))
    return to_list("kembali")


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def reset(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A page before the second factor goes: make sure who asks."""
    officer, refusal, status = officer_of(public_id), "", 200
    if request.method == "POST":
        try:
            told = reset_factor(officer, by=the_membership(request))
        except Refusal as error:
            refusal, status = str(error), error.status
        else:
            return to_list("lepas" if told else "lepas-kabari")
    return render(
        request, "console/staff/reset.html", {"officer": officer, "refusal": refusal}, status=status
    )


def _let_go(request: HttpRequest, officer: Membership, colleague: Membership | None) -> None:
    """Access and cases in one transaction: none of them stays with somebody who cannot log in."""
    with transaction.atomic():
        deactivate_officer(officer)
        for application in held_by(officer.pk):
            pass_on(application, to=colleague, by=administrator_actor(request))
