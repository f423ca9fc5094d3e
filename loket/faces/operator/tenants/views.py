"""Open a dinas, let residents in, close it: the platform's side, which sees no person."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.foundation.kernel.errors import Refusal
from loket.operators import queries
from loket.operators.actions.ask_to_open import CONTACT, settle_request, take_requests
from loket.operators.actions.decide_public import close_dinas, let_public, reopen_dinas
from loket.operators.actions.invite_administrator import invite_administrator
from loket.operators.actions.open_new_dinas import field_of, open_new_dinas
from loket.operators.models import OpeningRequest
from loket.operators.sealing import unseal_mapping
from loket.tenants.models import Tenant
from loket.tenants.scope import looking_at_setup

from ..gate import operator_required, the_operator
from .forms import OrderForm, PersonForm, ReasonForm

_NEWS = {
    "dibuka": gettext_noop("Dinas dibuat. Administratornya sudah diundang."),
    "umum": gettext_noop("Dinas sekarang terbuka untuk warga."),
    "tutup": gettext_noop("Dinas ditutup. Datanya tetap tersimpan."),
    "lagi": gettext_noop("Dinas terbuka lagi."),
    "undang": gettext_noop("Undangan dikirim."),
}


@never_cache
@require_safe
@operator_required
def index(request: HttpRequest) -> HttpResponse:
    """Every dinas, and who asks to be opened."""
    asked = [(row, unseal_mapping(row.contact, CONTACT)) for row in queries.waiting_requests()]
    context = {"houses": queries.every_dinas(), "asked": asked, "takes_requests": queries.takes_requests()}
    return render(request, "operator/tenants/index.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@operator_required
def open_one(request: HttpRequest) -> HttpResponse:
    """The form that opens a dinas in minutes."""
    asked = _request_named(request)
    form = OrderForm(request.POST if request.method == "POST" else None, initial=_wishes(asked))
    if form.is_valid():
        try:
            with transaction.atomic():
                tenant = open_new_dinas(form.order(), by=the_operator(request))
                if asked is not None:
                    settle_request(asked, by=the_operator(request), tenant=tenant)
        except Refusal as refusal:
            field = field_of(refusal)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            return _to(tenant.slug, "dibuka")
    context = {"form": form, "asked": asked}
    return render(request, "operator/tenants/open.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_safe
@operator_required
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One dinas: its addresses, how far it is set up, and what can be done."""
    return _show(request, _dinas(slug))


@require_POST
@operator_required
def go_public(request: HttpRequest, slug: str) -> HttpResponse:
    """One button when the checklist is complete; with a reason kept on record when it is not."""
    tenant, form = _dinas(slug), ReasonForm(request.POST, required=False)
    form.full_clean()
    try:
        let_public(tenant, by=the_operator(request), reason=form.cleaned_data.get("alasan", ""))
    except Refusal as refusal:
        form.add_error("alasan", str(refusal))
        return _show(request, tenant, public_form=form, status=refusal.status)
    return _to(slug, "umum")


@never_cache
@require_http_methods(["GET", "POST"])
@operator_required
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """A page before closing: what it means, and the sentence that people will read."""
    tenant, form = _dinas(slug), ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        close_dinas(tenant, by=the_operator(request), reason=form.cleaned_data["alasan"])
        return _to(slug, "tutup")
    context = {"tenant": tenant, "form": form}
    return render(request, "operator/tenants/close.html", context, status=422 if form.is_bound else 200)


@require_POST
@operator_required
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a closed dinas again."""
    reopen_dinas(_dinas(slug), by=the_operator(request))
    return _to(slug, "lagi")


@never_cache
@require_http_methods(["GET", "POST"])
@operator_required
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """One more administrator, for a dinas whose own cannot log in any more."""
    tenant, form = _dinas(slug), PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            invite_administrator(tenant, form.person(), by=the_operator(request))
        except Refusal as refusal:
            field = field_of(refusal)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            return _to(slug, "undang")
    context = {"tenant": tenant, "form": form}
    return render(request, "operator/tenants/invite.html", context, status=422 if form.is_bound else 200)


@require_POST
@operator_required
def decline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """No to a request; the person's contact is forgotten."""
    row = get_object_or_404(OpeningRequest, public_id=public_id)
    settle_request(row, by=the_operator(request), tenant=None)
    return redirect("operator:tenants:index")


@require_POST
@operator_required
def settle_requests(request: HttpRequest) -> HttpResponse:
    """Whether anybody may ask here to open a dinas."""
    take_requests(request.POST.get("terima") == "ya", by=the_operator(request))
    return redirect("operator:tenants:index")


@never_cache
@require_safe
@operator_required
def record(request: HttpRequest) -> HttpResponse:
    """What operators did, newest first."""
    return render(request, "operator/tenants/record.html", {"deeds": queries.latest_deeds()})


def _show(
    request: HttpRequest, tenant: Tenant, *, public_form: Form | None = None, status: int = 200
) -> HttpResponse:
    with looking_at_setup(tenant):
        points = queries.checklist(tenant)
    context: dict[str, Any] = {
        "tenant": tenant,
        "hosts": tenant.hosts.order_by("-is_primary", "host"),
        "points": points,
        "is_complete": queries.is_complete(points),
        "form": public_form or ReasonForm(required=False),
        "deeds": queries.latest_deeds(tenant.slug)[:20],
        "notice": _notice(request),
    }
    return render(request, "operator/tenants/show.html", context, status=status)


def _notice(request: HttpRequest) -> dict[str, str] | None:
    news = _NEWS.get(request.GET.get("kabar", ""))
    return {"text": _(news)} if news else None


def _to(slug: str, news: str) -> HttpResponse:
    response = redirect("operator:tenants:show", slug)
    response["Location"] += f"?kabar={news}"
    return response


def _dinas(slug: str) -> Tenant:
    tenant = queries.dinas(slug)
    if tenant is None:
        raise Http404
    return tenant


def _request_named(request: HttpRequest) -> OpeningRequest | None:
    """The request this order answers, when the address or the form names one that waits."""
    named = request.POST.get("permintaan") or request.GET.get("permintaan", "")
    try:
        key = uuid.UUID(named)
    except ValueError:
        return None
    return queries.waiting_requests().filter(public_id=key).first()


def _wishes(asked: OpeningRequest | None) -> dict[str, str]:
    if asked is None:
        return {"profile": "nasional"}
    contact = unseal_mapping(asked.contact, CONTACT)
    return {
        "profile": "nasional",
        "host": asked.host,
        "regency": asked.regency_id,
        "name": asked.office_name,
        "admin_name": contact["name"],
        "admin_phone": contact["phone"],
        "admin_email": contact["email"],
    }
