"""Forgotten password: NIK or passport, code to the phone in the account, new password. Every NIK is answered alike."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from loket.accounts.models import Account
from loket.accounts.rules import CodeRefused
from loket.accounts.sessions import session_of
from loket.faces.portal.accounts.forms import CodeForm, PasswordForm, RecoverForm, personal_words
from loket.faces.portal.accounts.naming import BY_PASSPORT, WAY, is_by_passport, login_hash
from loket.faces.portal.gate import public
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.residents.actions.recover_password import change_password, check_recovery, request_recovery
from loket.residents.queries import resident_of
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

_ASKED, _PROVED = "recover", "recover_proved"
_PROVED_FOR_SECONDS = 600


@require_http_methods(["GET", "POST"])
@public
@short_transactions
def recover(request: HttpRequest) -> HttpResponse:
    """Whose password. The answer does not say whether the NIK has an account (goal R06)."""
    form = RecoverForm(
        request.POST if request.method == "POST" else None, by_passport=is_by_passport(request)
    )
    if request.method != "POST":
        return _show(request, "recover", form)
    if not form.is_valid():
        return _show(request, "recover", form, status=422)
    login = login_hash(form.cleaned_data["nik"])
    try:
        _request(request, login)
    except Refusal as refusal:
        if refusal.code != "too_soon":
            form.add_error(None, str(refusal))
            return _show(request, "recover", form, status=refusal.status)
    request.session[_ASKED] = login.hex()
    way = f"?{WAY}={BY_PASSPORT}" if is_by_passport(request) else ""
    return redirect(reverse("portal:accounts:recover_code") + way)


def _request(request: HttpRequest, login: bytes) -> None:
    request_recovery(login, binding=session_of(request).binding, language=(get_language() or "id")[:2])


@require_http_methods(["GET", "POST"])
@public
@short_transactions
def recover_code(request: HttpRequest) -> HttpResponse:
    """The six digits; a button asks for new ones."""
    asked = request.session.get(_ASKED, "")
    if not asked:
        return redirect("portal:accounts:recover")
    login = bytes.fromhex(asked)
    if request.method != "POST":
        return _show(request, "code", CodeForm())
    if "kirim_ulang" in request.POST:
        return _again(request, login)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _show(request, "code", form, status=422)
    try:
        account = check_recovery(login, form.cleaned_data["kode"], binding=session_of(request).binding)
    except Refusal as refusal:
        form.add_error("kode" if isinstance(refusal, CodeRefused) else None, str(refusal))
        return _show(request, "code", form, status=refusal.status)
    del request.session[_ASKED]
    request.session[_PROVED] = {"account": str(account.public_id), "at": clock.now().timestamp()}
    request.session.cycle_key()
    return redirect("portal:accounts:recover_password")


def _again(request: HttpRequest, login: bytes) -> HttpResponse:
    try:
        _request(request, login)
    except Refusal as refusal:
        return _show(request, "code", CodeForm(), status=refusal.status, refusal=refusal.message)
    return _show(request, "code", CodeForm(), notice={"text": _("Kode baru sudah dikirim.")})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
@short_transactions
def recover_password(request: HttpRequest) -> HttpResponse:
    """The new password; every session of the account ends and the phone is told."""
    account = _proved(request)
    if account is None:
        return redirect("portal:accounts:recover")
    with in_tenant(current_tenant()):
        resident = resident_of(account)
    words = personal_words(
        current_tenant(),
        account.display_name,
        resident.phone_value.national if resident else "",
        str(resident.passport or "") if resident else "",
        nik=str(resident.nik) if resident else "",
    )
    data = request.POST if request.method == "POST" else None
    form = PasswordForm(data, minimum=current_tenant().password_min, words=words)
    if not form.is_valid():
        return _show(request, "new_password", form, status=422 if form.is_bound else 200)
    hashed = make_password(form.cleaned_data["password"])
    with in_tenant(current_tenant()):
        change_password(account, password_hash=hashed)
    request.session.flush()
    request.session["said"] = "password"
    return redirect("portal:accounts:sign_in")


def _proved(request: HttpRequest) -> Account | None:
    proved = request.session.get(_PROVED, {})
    if not proved or clock.now().timestamp() - proved["at"] > _PROVED_FOR_SECONDS:
        return None
    with in_tenant(current_tenant()):
        found: Account | None = Account.objects.filter(
            public_id=proved["account"], closed_at__isnull=True, is_active=True
        ).first()
    return found


def _show(request: HttpRequest, page: str, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "step_name": _("Kata sandi baru"),
        "recovering": True,
        "by_passport": is_by_passport(request),
        "back_url": "/masuk/",
        **more,
    }
    return render(request, f"portal/accounts/{page}.html", context, status=status)
