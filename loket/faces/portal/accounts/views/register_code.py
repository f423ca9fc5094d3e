"""The code that proves the phone of a registration (screen R7)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loket.accounts.rules import CodeRefused
from loket.accounts.sessions import session_of
from loket.faces.portal.accounts.codes import send_draft_code
from loket.faces.portal.accounts.draft import (
    SURAKARTA,
    address,
    draft_here,
)
from loket.faces.portal.accounts.forms import (
    CodeForm,
)
from loket.faces.portal.accounts.views.register_check import complete
from loket.faces.portal.gate import public
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.residents.actions.prove_phone import prove_phone
from loket.residents.models import Registration
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant, in_tenant, short_transactions


@require_http_methods(["GET", "POST"])
@public
@short_transactions
def code(request: HttpRequest) -> HttpResponse:
    """The six digits that prove the phone (screen R7); a button sends them again after a minute."""
    tenant: Tenant = current_tenant()
    with in_tenant(tenant):
        draft = draft_here(request)
    elsewhere = _no_code_wanted(draft)
    if draft is None or elsewhere:
        return redirect(elsewhere)
    if request.method != "POST":
        return _show_code(request, draft, CodeForm())
    if "kirim_ulang" in request.POST:
        return _send_again(request, draft)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _show_code(request, draft, form, status=422)
    try:
        prove_phone(draft, form.cleaned_data["kode"], binding=session_of(request).binding)
    except Refusal as refusal:
        if not _proved_meanwhile(draft):
            form.add_error("kode" if isinstance(refusal, CodeRefused) else None, str(refusal))
            return _show_code(request, draft, form, status=refusal.status)
    return redirect(address("kata-sandi")) if draft.profile == "surakarta" else complete(request, draft)


def _proved_meanwhile(draft: Registration) -> bool:
    """True when the same form was sent twice and the other one was accepted: then nothing is wrong."""
    with in_tenant(current_tenant()):
        draft.refresh_from_db()
    return draft.phone_proved_at is not None


def _no_code_wanted(draft: Registration | None) -> str:
    """Where to go when there is no phone to prove; empty when there is."""
    if draft is None or "no_wa" not in draft.answers:
        return address("")
    if draft.completed_at is not None:
        return reverse("portal:accounts:registered")
    if draft.phone_proved_at is None:
        return ""
    return (
        address("kata-sandi") if draft.profile == "surakarta" else reverse("portal:accounts:register_check")
    )


def _send_again(request: HttpRequest, draft: Registration) -> HttpResponse:
    try:
        send_draft_code(request, draft)
    except Refusal as refusal:
        return _show_code(request, draft, CodeForm(), status=refusal.status, refusal=refusal.message)
    return _show_code(request, draft, CodeForm(), notice={"text": _("Kode baru sudah dikirim.")})


def _show_code(
    request: HttpRequest, draft: Registration, form: forms.Form, *, status: int = 200, **more: Any
) -> HttpResponse:
    surakarta = draft.profile == "surakarta"
    context = {
        "form": form,
        "step_name": _("Daftar akun"),
        "step_number": 3 if surakarta else None,
        "step_total": len(SURAKARTA) if surakarta else None,
        "phone": Phone.parse(draft.answers["no_wa"]).masked,
        "back_url": address("kontak") if surakarta else reverse("portal:accounts:register_check"),
        "by_sms": surakarta,
        **more,
    }
    return render(request, "portal/accounts/code.html", context, status=status)
