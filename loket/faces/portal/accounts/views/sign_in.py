"""Log in and out (screen R11)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from loket.accounts import labels
from loket.accounts.actions.sign_in import sign_in as begin_session
from loket.accounts.actions.sign_out import sign_out as end_session
from loket.accounts.actions.take_kept_form import take_kept_form
from loket.accounts.actions.verify_password import verify_password
from loket.accounts.devices import device_hash, keep_device
from loket.accounts.models import Account, Kind
from loket.accounts.queries import kept_form
from loket.faces.portal.accounts.forms import SignInForm
from loket.faces.portal.accounts.naming import NIK_DIGITS, is_by_passport, login_hash
from loket.faces.portal.gate import public, resident_here, resident_required, safe_target, the_resident
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

HOME = "/akun/"


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
@short_transactions
def sign_in(request: HttpRequest) -> HttpResponse:
    """NIK (or passport) and password; afterwards the page that was asked for. Wrong name and wrong password read
    alike.
    """
    target = safe_target(request.POST.get("lanjut") or request.GET.get("lanjut", ""), HOME)
    if request.method != "POST":
        if resident_here(request):
            return redirect(target)
        return _show(request, SignInForm(by_passport=is_by_passport(request)), target)
    form = SignInForm(request.POST, by_passport=is_by_passport(request))
    if not form.is_valid():
        return _show(request, form, target, status=422)
    try:
        account = _account(request, form.cleaned_data)
    except Refusal as refusal:
        form.add_error(
            None, labels.PASSPORT_SIGN_IN_REFUSED if _is_about_passport(form, refusal) else str(refusal)
        )
        return _show(request, form, target, status=refusal.status)
    return _enter(request, account, target)


def _is_about_passport(form: SignInForm, refusal: Refusal) -> bool:
    """By what was typed alone, never by whether there is an account."""
    typed = str(form.cleaned_data["nik"])
    return refusal.code == "sign_in" and not (typed.isdigit() and len(typed) == NIK_DIGITS)


def _account(request: HttpRequest, typed: dict[str, Any]) -> Account:
    login = login_hash(typed["nik"])
    return verify_password(Kind.RESIDENT, login, typed["password"], device_hash=device_hash(request))


def _enter(request: HttpRequest, account: Account, target: str) -> HttpResponse:
    returning = request.session.get("ended_account", "") == str(account.public_id)
    with in_tenant(current_tenant()):
        begin_session(request, account)
        kept = kept_form(account) if returning else None
    response = redirect("portal:accounts:continue") if kept else redirect(target)
    keep_device(request, response)
    return response


def _show(request: HttpRequest, form: SignInForm, target: str, *, status: int = 200) -> HttpResponse:
    ended = bool(getattr(request.session, "ended_account", "") or request.session.get("ended_account"))
    said = request.session.pop("said", "") if status == 200 and "said" in request.session else ""
    notice = {"tone": "kunyit", "text": labels.SESSION_ENDED} if ended and status == 200 else None
    if said == "password":
        notice = {"text": _("Kata sandi baru sudah tersimpan. Masuk dengan kata sandi itu.")}
    context = {
        "form": form, "target": "" if target == HOME else target, "notice": notice,
        "by_passport": is_by_passport(request),
    }  # fmt: skip
    response = render(request, "portal/accounts/sign_in.html", context, status=status)
    keep_device(request, response)
    return response


@require_http_methods(["GET", "POST"])
@resident_required(verified=False)
def continue_form(request: HttpRequest) -> HttpResponse:
    """What was typed when the session ended, to be sent now with one button (interaction rule 24)."""
    account = the_resident(request).account
    form = kept_form(account)
    if form is None:
        return redirect(HOME)
    if request.method == "POST":
        take_kept_form(account)
        return redirect(HOME)
    context = {"path": safe_target(form.path, HOME), "pairs": form.fields.get("pairs", [])}
    return render(request, "portal/accounts/continue.html", context)


@require_http_methods(["GET", "POST"])
@public
def sign_out(request: HttpRequest) -> HttpResponse:
    """A page with one button; only the post ends the session."""
    if request.method == "POST":
        end_session(request)
        return redirect("/")
    if resident_here(request) is None:
        return redirect("/")
    context = {
        "heading": _("Keluar dari Loket?"),
        "consequence": _("Isian yang sudah tersimpan tetap ada. Masuk lagi kapan saja."),
        "confirm_label": _("Keluar"),
        "back_url": HOME,
    }
    return render(request, "ui/confirm.html", context)
