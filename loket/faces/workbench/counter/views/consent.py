"""A helper asks: by a code on the person's phone, or by the signed form where there is no phone."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.accounts.sessions import session_of
from loket.foundation.kernel.errors import Refusal
from loket.intake.actions.ask_consent import ask_consent, check_consent
from loket.intake.actions.begin_sitting import begin_sitting
from loket.intake.models import Consent, Place
from loket.intake.queries import HELPER_ROLES
from loket.residents.models import Resident
from loket.tenants.scope import body_first, current_tenant, in_tenant, present, short_transactions

from ...gate import officer_required, the_membership
from ..door import turn_to
from ..forms import CodeForm
from ..photos import photo_sent
from .people import show_person

_HELPERS = tuple(sorted(HELPER_ROLES))


@never_cache
@require_POST
@officer_required(_HELPERS, helpers=True)
@short_transactions
def send(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Send the six digits; the message says who asks, and what for."""
    with in_tenant(current_tenant()):
        resident = _person(public_id)
    refusal, status = "", 200
    try:
        ask_consent(resident, by=the_membership(request), binding=session_of(request).binding)
    except Refusal as refused:
        refusal, status = str(refused), refused.status
    with in_tenant(current_tenant()):
        return show_person(request, resident, refusal=refusal, status=status, sent=not refusal)


@never_cache
@require_POST
@officer_required(_HELPERS, helpers=True)
@short_transactions
def check(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The digits the person read out."""
    with in_tenant(current_tenant()):
        resident, form = _person(public_id), CodeForm(request.POST)
        if not form.is_valid():
            return show_person(request, resident, form=form, status=422, sent=True)
    try:
        check_consent(resident, form.cleaned_data["kode"], binding=session_of(request).binding)
    except Refusal as refused:
        form.add_error("kode", str(refused))
        with in_tenant(current_tenant()):
            return show_person(request, resident, form=form, status=refused.status, sent=True)
    return _begin(request, resident, Consent.CODE)


@never_cache
@require_POST
@body_first
@officer_required(_HELPERS, helpers=True)
def signed(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The photo of the signed form; only for people without a phone of any kind."""
    with present():
        resident = _person(public_id)
        if resident.phone:
            sentence = _("Orang ini punya nomor HP. Pakai kode yang dikirim ke nomor itu.")
            return show_person(request, resident, refusal=sentence, status=422)
        try:
            photo = photo_sent(request, "formulir")
        except Refusal as refused:
            return show_person(request, resident, refusal=str(refused), status=refused.status)
        if photo is None:
            sentence = _("Foto formulir persetujuan belum ada. Ambil foto, lalu lanjut.")
            return show_person(request, resident, refusal=sentence, status=422)
        return _begin(request, resident, Consent.FORM, photo=photo)


def _begin(request: HttpRequest, resident: Resident, consent: str, photo: object = None) -> HttpResponse:
    with present():
        try:
            sitting = begin_sitting(
                the_membership(request), resident,
                place=Place.HELPER, consent=consent, photo=photo,  # type: ignore[arg-type]  # a stored file or None
            )  # fmt: skip
        except Refusal as refused:
            return show_person(request, resident, refusal=str(refused), status=refused.status)
        turn_to(request, sitting)
        return redirect("workbench:counter:person", sitting.public_id)


def _person(public_id: uuid.UUID) -> Resident:
    found: Resident | None = (
        Resident.objects.select_related("account")
        .filter(public_id=public_id, account__closed_at=None)
        .first()
    )
    if found is None:
        raise Http404
    return found
