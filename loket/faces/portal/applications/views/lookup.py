"""Status without log in (P4), and the short link in messages."""

from __future__ import annotations

import hmac

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from loket.accounts.limits import count
from loket.applications.models import Application
from loket.applications.queries import history
from loket.audit.actions.record import record
from loket.audit.actor import VISITOR
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.reference import ReferenceRefused, parse
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ...gate import public, resident_here
from .. import lookup_rules, standing
from ..forms import LookupForm

_NO_CASE = "----"


class NothingFound(Refusal):
    """Unknown number, draft, or other digits: the same words for each (security rule 34)."""

    default_code = "nothing_found"

    def __init__(self) -> None:
        super().__init__(_("Nomor permohonan dan 4 angka HP tidak cocok. Periksa lagi keduanya."))


@require_http_methods(["GET", "HEAD", "POST"])
@short_transactions
@public
def lookup(request: HttpRequest) -> HttpResponse:
    """Number and last four digits of the phone give the same timeline as the owner's, masked."""
    if request.method != "POST":
        return _form(request, LookupForm(initial={"nomor": request.GET.get("nomor", "")[:30]}))
    form = LookupForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        context = _found(form.cleaned_data["nomor"], form.cleaned_data["hp_akhir"])
    except Refusal as refusal:
        return _form(request, form, status=refusal.status, refusal=str(refusal))
    with in_tenant(current_tenant()):
        return render(request, "portal/applications/looked_up.html", context)


def _found(reference: str, last4: str) -> dict[str, object]:
    subject = lookup_hash(f"lookup:{reference}").hex()
    count(
        (lookup_rules.NUMBER_HOUR, subject), (lookup_rules.NUMBER_DAY, subject), (lookup_rules.TENANT, ""),
        everywhere=(lookup_rules.EVERYWHERE,),
        sentence=_("Terlalu banyak percobaan. Coba lagi nanti, atau masuk untuk melihat permohonan."),
    )  # fmt: skip
    with in_tenant(current_tenant()):
        rows = Application.objects.sent_in()
        found = (
            rows.select_related("service", "applicant", "pickup_office").filter(reference=reference).first()
        )
        own = _four(found) if found is not None else _NO_CASE
        if not hmac.compare_digest(own, last4) or found is None:
            raise NothingFound
        record("applications.looked_up", actor=VISITOR, obj_type="application", obj_ref=found.reference)
        return standing.masked(found, list(history(found)))


def _four(found: Application) -> str:
    """The last four digits of the phone; of the NIK for a person without any phone (the printed slip says so)."""
    applicant = found.applicant
    return applicant.phone_value.last4 if applicant.phone else str(applicant.nik or applicant.passport)[-4:]


def _form(request: HttpRequest, form: LookupForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    context = {"form": form, "refusal": refusal, "mistakes": bool(refusal)}
    with in_tenant(current_tenant()):
        return render(request, "portal/applications/lookup.html", context, status=status)


@require_GET
@public
def short_link(request: HttpRequest, reference: str) -> HttpResponse:
    """Where messages and the printed slip lead: log in or look up. The number alone tells nothing."""
    try:
        number = parse(reference)
    except ReferenceRefused:
        raise Http404 from None
    if resident_here(request) is not None:
        return redirect("portal:applications:status", number)
    return render(request, "portal/applications/short_link.html", {"number": number})
