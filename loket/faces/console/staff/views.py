"""Officers of the dinas, their roles and places, and invitations."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.actions.invite import invite as send_invitation
from loket.staff.actions.invite import invite_again
from loket.staff.actions.place_officer import place_officer
from loket.staff.actions.set_roles import set_roles
from loket.staff.actions.withdraw_invitation import withdraw_invitation
from loket.staff.labels import ROLES
from loket.staff.models import Invitation, Membership
from loket.staff.policies import may_deactivate, may_reset_factor
from loket.staff.queries import open_invitations, team

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required, the_membership
from .forms import InviteForm, PlaceForm, invited, values_of

_FIELDS = {
    "username_taken": "username",
    "username_shape": "username",
    "no_address": "phone",
    "unknown_role": "roles",
}
_NEWS = {
    "undang": gettext_noop("Undangan dikirim. Tautannya berlaku 3 hari."),
    "simpan": gettext_noop("Tersimpan."),
    "batal": gettext_noop("Undangan dibatalkan."),
    "keluar": gettext_noop("Akses ditutup dan permohonannya sudah diserahkan."),
    "kembali": gettext_noop("Akses dibuka lagi."),
    "lepas": gettext_noop("Autentikator dilepas dan petugasnya sudah diberi tahu."),
    "lepas-kabari": gettext_noop(
        "Autentikator dilepas. Beri tahu petugasnya langsung: nomornya belum diisi."
    ),
}


@never_cache
@require_safe
@administrator_required
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who works here, and who was invited."""
    news = _NEWS.get(request.GET.get("kabar", ""))
    at = clock.now()
    context = {
        "members": [(row, _names(row.roles)) for row in team()],
        "invitations": [(row, _names(row.roles), row.is_open(at)) for row in open_invitations()],
        "notice": {"text": _(news)} if news else None,
    }
    return render(request, "console/staff/list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def invite(request: HttpRequest) -> HttpResponse:
    """Ask somebody to become an officer; the link goes to the phone or the e-mail address."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        clean = form.cleaned_data
        try:
            with transaction.atomic():
                send_invitation(invited(form), roles=clean["roles"], office=form.place(), zone=form.area())
        except Refusal as refusal:
            form.add_error(_FIELDS.get(refusal.code), str(refusal))
        else:
            return to_list("undang")
    return render(request, "console/staff/invite.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
@administrator_required
def invite_anew(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A fresh link; the old one opens nothing any more."""
    invite_again(get_object_or_404(Invitation.objects.all(), public_id=public_id))
    return to_list("undang")


@require_POST
@administrator_required
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    withdraw_invitation(get_object_or_404(Invitation.objects.all(), public_id=public_id))
    return to_list("batal")


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Roles, place and addresses of one officer; changed roles end his sessions at once."""
    officer = officer_of(public_id)
    present, status = values_of(officer), 200
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        if is_overtaken(request, form, present):
            status = 409
        elif _keep(form, officer):
            return to_list("simpan")
        else:
            status = 422
    elif form.is_bound:
        status = 422
    me = the_membership(request)
    context = {
        "form": form,
        "officer": officer,
        "edition": edition_of(present),
        "no_reset": may_reset_factor(me, officer),
        "no_leaving": may_deactivate(me, officer),
    }
    return render(request, "console/staff/edit.html", context, status=status)


def officer_of(public_id: uuid.UUID) -> Membership:
    """The officer of the address, in this dinas. Raises ``Http404``."""
    found: Membership | None = team().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def to_list(news: str) -> HttpResponse:
    """Back to the list, with what just happened."""
    return redirect(f"{reverse('console:staff:list')}?kabar={news}")


def _keep(form: PlaceForm, officer: Membership) -> bool:
    clean = form.cleaned_data
    try:
        with transaction.atomic():
            place_officer(
                officer, office=form.place(), zone=form.area(), phone=clean["phone"], email=clean["email"]
            )
            if set(clean["roles"]) != set(officer.roles):
                set_roles(officer, roles=clean["roles"])
    except Refusal as refusal:
        form.add_error("roles", str(refusal))
        return False
    return True


def _names(roles: list[str]) -> list[str]:
    return [str(ROLES.get(role, role)) for role in roles]
