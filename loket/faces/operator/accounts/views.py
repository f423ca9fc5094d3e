"""Password, then the code of the authenticator app; nothing opens before both (security rule 35)."""

from __future__ import annotations

import pyotp
import segno
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from loket.foundation.kernel.errors import Refusal
from loket.operators import sessions
from loket.operators.actions.verify_operator import check_code, secret_to_enrol, verify_operator

from ..gate import password_given, public, the_operator
from .forms import CodeForm, SignInForm


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@public
def sign_in(request: HttpRequest) -> HttpResponse:
    """User name and password; a wrong name and a wrong password read alike."""
    form = SignInForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            operator = verify_operator(form.cleaned_data["username"], form.cleaned_data["password"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return _page(request, "sign_in", form, status=refusal.status)
        response = redirect("operator:accounts:second_factor")
        sessions.begin(request, response, operator, second_factor=False)
        return response
    return _page(request, "sign_in", form, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@password_given
def second_factor(request: HttpRequest) -> HttpResponse:
    """The code of the app; before the first time, its enrolment."""
    operator = the_operator(request)
    secret = secret_to_enrol(operator)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            check_code(operator, form.cleaned_data["kode"])
        except Refusal as refusal:
            form.add_error("kode", str(refusal))
        else:
            response = redirect("operator:tenants:index")
            sessions.begin(request, response, operator, second_factor=True)
            return response
    grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return _page(request, "second_factor", form, status=422 if form.is_bound else 200, secret=grouped)


@never_cache
@require_safe
@password_given
def enrolment_picture(request: HttpRequest) -> HttpResponse:
    """The QR of the enrolment, only until it is confirmed."""
    operator = the_operator(request)
    secret = secret_to_enrol(operator)
    if not secret:
        return HttpResponse(status=404)
    address = pyotp.TOTP(secret).provisioning_uri(name=operator.username, issuer_name="Loket operator")
    picture = segno.make(address, error="m").svg_inline(scale=5, border=2)
    xml = picture.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)
    return HttpResponse(xml, content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "POST"])
@public
def sign_out(request: HttpRequest) -> HttpResponse:
    """The post ends the session; a look at the page only leads on."""
    if request.method == "POST":
        sessions.end(request)
    return redirect("operator:accounts:sign_in")


def _page(request: HttpRequest, page: str, form: Form, *, status: int, **more: str) -> HttpResponse:
    return render(request, f"operator/accounts/{page}.html", {"form": form, **more}, status=status)
