"""Password, second factor, recovery: nothing else opens before all of it is given (security rule 35)."""

from __future__ import annotations

from typing import Any

import pyotp
import segno
from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.accounts import labels, limits
from loket.accounts.actions.begin_totp import begin_totp
from loket.accounts.actions.check_totp import check_totp
from loket.accounts.actions.end_sessions import end_sessions
from loket.accounts.actions.make_recovery_codes import make_recovery_codes
from loket.accounts.actions.set_password import set_password
from loket.accounts.actions.sign_in import sign_in as begin_session
from loket.accounts.actions.sign_out import sign_out as end_session
from loket.accounts.actions.use_recovery_code import use_recovery_code
from loket.accounts.actions.verify_password import verify_password
from loket.accounts.devices import device_hash, keep_device
from loket.accounts.models import Account, Kind
from loket.accounts.queries import officer_login_hash, recovery_codes_left
from loket.accounts.rules import SECOND_FACTOR, SECOND_FACTOR_WITHIN
from loket.faces.workbench.accounts.forms import ChangePasswordForm, CodeForm, RecoveryForm, SignInForm
from loket.faces.workbench.desk.frame import frame
from loket.faces.workbench.gate import (
    officer_required,
    password_given,
    public,
    safe_target,
    the_membership,
    the_officer,
)
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.doors import officer_of_session
from loket.staff.labels import ROLES
from loket.staff.policies import has_role
from loket.staff.queries import membership_of
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

_TARGET, _PASSWORD_AT = "lanjut", "password_at"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
@short_transactions
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; a wrong name and a wrong password read alike."""
    target = safe_target(request.POST.get("lanjut") or request.GET.get("lanjut", ""), "")
    if request.method != "POST":
        return _page(request, "sign_in", SignInForm(), target=target, notice=_ended(request))
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, "sign_in", form, target=target, status=422)
    login = officer_login_hash(form.cleaned_data["username"])
    try:
        account = verify_password(
            Kind.OFFICER, login, form.cleaned_data["password"], device_hash=device_hash(request)
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _page(request, "sign_in", form, target=target, status=refusal.status)
    with in_tenant(current_tenant()):
        begin_session(request, account)
        if not account.has_second_factor:
            begin_totp(account)
    request.session[_TARGET] = target
    request.session[_PASSWORD_AT] = clock.now().timestamp()
    return redirect("workbench:accounts:second_factor")


def _ended(request: HttpRequest) -> dict[str, Any] | None:
    if getattr(request.session, "ended_account", "") or request.session.get("ended_account"):
        return {"tone": "kunyit", "text": labels.SESSION_ENDED}
    return None


@never_cache
@require_http_methods(["GET", "POST"])
@password_given
@short_transactions
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the authenticator app; before the first time, its enrolment."""
    officer = the_officer(request)
    if _is_too_late(request):
        request.session.flush()
        return redirect("workbench:accounts:sign_in")
    page = "second_factor" if officer.has_second_factor else "enrol"
    if request.method != "POST":
        return _page(request, page, CodeForm(), secret=_readable_secret(officer, page))
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            check_totp(officer, form.cleaned_data["kode"])
        except Refusal as refusal:
            form.add_error("kode", str(refusal))
        else:
            return _enter(request, officer, enrolled=page == "enrol")
    return _page(request, page, form, secret=_readable_secret(officer, page), status=422)


def _readable_secret(officer: Account, page: str) -> str:
    secret = str(officer.totp_secret or "") if page == "enrol" else ""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@never_cache
@require_safe
@password_given
def enrolment_picture(request: HttpRequest) -> HttpResponse:
    """The QR of the enrolment, only until it is confirmed."""
    officer = the_officer(request)
    if officer.has_second_factor or not officer.totp_secret:
        return HttpResponse(status=404)
    issuer = f"Loket {current_tenant().short_name}"
    address = pyotp.TOTP(str(officer.totp_secret)).provisioning_uri(name=officer.username, issuer_name=issuer)
    picture = segno.make(address, error="m").svg_inline(scale=5, border=2)
    xml = picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return HttpResponse(xml, content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "POST"])
@password_given
@short_transactions
def recovery(request: HttpRequest) -> HttpResponse:
    """A recovery code in place of the app; used up at once."""
    officer = the_officer(request)
    if _is_too_late(request) or not officer.has_second_factor:
        return redirect("workbench:accounts:second_factor")
    form = RecoveryForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            use_recovery_code(officer, form.cleaned_data["kode"])
        except Refusal as refusal:
            form.add_error("kode", str(refusal))
        else:
            return _enter(request, officer, enrolled=False)
    return _page(request, "recovery", form, status=422 if form.is_bound else 200)


def _is_too_late(request: HttpRequest) -> bool:
    given_at = float(request.session.get(_PASSWORD_AT, 0))
    return clock.now().timestamp() - given_at > SECOND_FACTOR_WITHIN.total_seconds()


def _enter(request: HttpRequest, officer: Account, *, enrolled: bool) -> HttpResponse:
    target = request.session.get(_TARGET, "")
    with in_tenant(current_tenant()):
        begin_session(request, officer, second_factor=True)
        codes = make_recovery_codes(officer) if enrolled else []
        home = _home_of(officer)
    onward = safe_target(target, home)
    if codes:
        response = render(
            request, "workbench/accounts/recovery_codes.html", {"codes": codes, "onward": onward}
        )
    else:
        response = redirect(onward)
    keep_device(request, response)
    return response


def _home_of(officer: Account) -> str:
    membership = membership_of(officer)
    others = [role for role in (membership.roles if membership else []) if role != "verifikator_user"]
    return "/petugas/akun/" if has_role(membership, "verifikator_user") and not others else "/petugas/"


@never_cache
@require_http_methods(["GET", "POST"])
@public
def sign_out(request: HttpRequest) -> HttpResponse:
    """The post ends the session; a look at the page only leads on."""
    if request.method == "POST":
        end_session(request)
    elif officer_of_session(request):
        return redirect("workbench:accounts:profile")
    return redirect("workbench:accounts:sign_in")


@never_cache
@require_safe
@officer_required(helpers=True)
def profile(request: HttpRequest) -> HttpResponse:
    """Who one is here, which roles, and the ways out."""
    membership = the_membership(request)
    context = {
        "membership": membership,
        "roles": [ROLES.get(role, role) for role in membership.roles],
        "codes_left": recovery_codes_left(the_officer(request)),
        **frame(request),
    }
    return render(request, "workbench/accounts/profile.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@officer_required(helpers=True)
@short_transactions
def password(request: HttpRequest) -> HttpResponse:
    """A new password; every other session of the officer ends."""
    officer, tenant = the_officer(request), current_tenant()
    words = [officer.username, officer.display_name, tenant.name, tenant.short_name, "loket", "dukcapil"]
    form = ChangePasswordForm(request.POST if request.method == "POST" else None, words=words)
    if not form.is_valid() or not _present_password_fits(form, officer):
        context = {"form": form, "heading": _("Ganti kata sandi")}
        with in_tenant(tenant):
            context |= frame(request)
        return render(request, "workbench/accounts/form.html", context, status=422 if form.is_bound else 200)
    hashed = make_password(form.cleaned_data["password"])
    with in_tenant(tenant):
        set_password(officer, password_hash=hashed)
        begin_session(request, officer, second_factor=True)
    return redirect("workbench:accounts:profile")


def _present_password_fits(form: ChangePasswordForm, officer: Account) -> bool:
    try:
        limits.count((SECOND_FACTOR, f"change:{officer.public_id}"))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    if check_password(form.cleaned_data["lama"], officer.password):
        return True
    form.add_error("lama", _("Kata sandi sekarang tidak cocok."))
    return False


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(helpers=True)
@short_transactions
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes, against a code of the app (ASVS 6.4.4)."""
    officer, tenant = the_officer(request), current_tenant()
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_totp(officer, form.cleaned_data["kode"])
        except Refusal as refusal:
            form.add_error("kode", str(refusal))
        else:
            with in_tenant(tenant):
                codes = make_recovery_codes(officer)
            shown = {"codes": codes, "onward": "/petugas/saya/"}
            return render(request, "workbench/accounts/recovery_codes.html", shown)
    context: dict[str, Any] = {"form": form, "heading": _("Buat kode pemulihan baru")}
    with in_tenant(tenant):
        context |= frame(request)
    return render(request, "workbench/accounts/form.html", context, status=422 if form.is_bound else 200)


@require_POST
@officer_required(helpers=True)
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of this officer."""
    end_sessions(the_officer(request), why="asked")
    request.session.flush()
    return redirect("workbench:accounts:sign_in")


def _page(request: HttpRequest, page: str, form: Any, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, f"workbench/accounts/{page}.html", {"form": form, **more}, status=status)
