""" "Telepon saya": name, number, topic; an officer calls within the office's hours."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loket.accounts import limits
from loket.accounts.devices import device_hash, keep_device
from loket.foundation.kernel.errors import Refusal
from loket.intake.actions.request_call import Wish, request_call
from loket.intake.models import CallRequest
from loket.intake.rules import CALL_PHONE_DAY, CALL_TENANT_HOUR, CALL_VISITOR_HOUR
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ...gate import public, resident_here
from ..forms import CallForm

#: The session remembers the last request, so that its own page can be shown again.
_LAST = "telepon"


@require_http_methods(["GET", "HEAD", "POST"])
@public
@short_transactions
def ask(request: HttpRequest) -> HttpResponse:
    """The three questions; no account needed."""
    if request.method != "POST":
        return _show(request, CallForm(initial=_known(request)))
    form = CallForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    phone = form.cleaned_data["no_wa"]
    try:
        limits.count(
            (CALL_PHONE_DAY, lookup_hash(phone.e164).hex()),
            (CALL_VISITOR_HOUR, device_hash(request).hex()),
            (CALL_TENANT_HOUR, ""),
            sentence=_("Terlalu banyak permintaan hari ini. Coba lagi besok, atau datang ke kantor."),
        )
    except Refusal as refusal:
        return _show(request, form, status=refusal.status, refusal=str(refusal))
    wish = Wish(
        form.cleaned_data["nama"], phone, form.cleaned_data["tentang"], language=(get_language() or "id")[:2]
    )
    with in_tenant(current_tenant()):
        call = request_call(wish, resident=resident_here(request))
    request.session[_LAST] = str(call.public_id)
    response = redirect("portal:assist:call_asked")
    keep_device(request, response)
    return response


def _known(request: HttpRequest) -> dict[str, str]:
    resident = resident_here(request)
    if resident is None:
        return {}
    return {"nama": resident.name, "no_wa": resident.phone_value.local if resident.phone else ""}


def _show(request: HttpRequest, form: CallForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    with in_tenant(current_tenant()):
        context = {"form": form, "refusal": refusal, "mistakes": bool(refusal)}
        response = render(request, "portal/assist/call.html", context, status=status)
    keep_device(request, response)
    return response


@require_safe
@public
def asked(request: HttpRequest) -> HttpResponse:
    """What was asked for, until when, and where it stands; for this browser only."""
    wanted = request.session.get(_LAST, "")
    call = CallRequest.objects.filter(public_id=wanted).first() if wanted else None
    if call is None:
        return redirect("portal:assist:call")
    return render(request, "portal/assist/call_asked.html", {"call": call})
