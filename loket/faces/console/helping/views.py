"""Helpers: invite, limit, close, and read what each was let do."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from loket.foundation.kernel.errors import Refusal
from loket.intake.actions.set_terms import set_terms
from loket.intake.models import HelperTerms
from loket.intake.queries import helpers, sittings_log
from loket.staff.actions.invite import invite as send_invitation
from loket.staff.models import Membership

from ..gate import administrator_required
from ..staff.forms import invited
from .forms import EditTermsForm, InviteHelperForm, values_of

_FIELDS = {"username_taken": "username", "username_shape": "username", "no_address": "phone"}


@never_cache
@require_safe
@administrator_required
def index(request: HttpRequest) -> HttpResponse:
    """Every helper: place, limit, today, ever, people."""
    saved = request.GET.get("kabar") == "simpan"
    context = {"rows": helpers(), "notice": {"text": _("Tersimpan.")} if saved else None}
    return render(request, "console/helping/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a helper with terms; both are kept, or none."""
    form = InviteHelperForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        clean = form.cleaned_data
        try:
            with transaction.atomic():
                invitation = send_invitation(invited(form), roles=[clean["role"]])
                _keep(invitation.username, clean, suspended=False)
        except Refusal as refusal:
            form.add_error(_FIELDS.get(refusal.code), str(refusal))
        else:
            return redirect("/kelola/pendamping/?kabar=simpan")
    return render(
        request, "console/helping/invite.html", {"form": form}, status=422 if form.is_bound else 200
    )


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Limits and services of one helper, and the log: when and how people agreed, without their names."""
    terms = HelperTerms.objects.filter(pk=pk).first()
    if terms is None:
        raise Http404
    form = EditTermsForm(request.POST if request.method == "POST" else None, initial=values_of(terms))
    if form.is_valid():
        _keep(terms.username, form.cleaned_data, suspended=form.cleaned_data["suspended"])
        return redirect("/kelola/pendamping/?kabar=simpan")
    member = Membership.objects.filter(account__username__iexact=terms.username).first()
    context = {"form": form, "terms": terms, "log": sittings_log(member) if member else []}
    return render(request, "console/helping/edit.html", context, status=422 if form.is_bound else 200)


def _keep(username: str, clean: dict[str, object], *, suspended: bool) -> None:
    set_terms(
        username,
        kind=str(clean["kind"]),
        place=str(clean["place"]),
        daily_limit=int(str(clean["daily_limit"])),
        services=[str(code) for code in clean["services"]],  # type: ignore[attr-defined]  # a list of codes
        suspended=suspended,
    )
