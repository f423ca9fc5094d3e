"""The check page: paste a message or its sender, read plainly whether it is ours."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.accounts.devices import network_hash
from loket.accounts.limits import count
from loket.foundation.kernel.errors import Refusal
from loket.notifications.kinds import kinds
from loket.notifications.queries import sent_as
from loket.notifications.signs import Finding, judged
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

from ..gate import public
from . import limits
from .addresses import addresses_of
from .forms import MessageForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@short_transactions
@public
def check(request: HttpRequest) -> HttpResponse:
    """Ours (kind and day only), a warning, or "not sure". What was pasted is kept nowhere."""
    if request.method != "POST":
        return _page(request, MessageForm())
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        _count(request)
    except Refusal as refusal:
        return _page(request, form, status=refusal.status, refusal=str(refusal))
    return _page(request, form, answered=True)


def _count(request: HttpRequest) -> None:
    with in_tenant(current_tenant()):
        network = network_hash(request).hex()
    known = ((limits.NETWORK, network),) if network else ()
    count(
        *known, (limits.TENANT, ""), everywhere=(limits.EVERYWHERE,),
        sentence=_("Terlalu banyak percobaan. Coba lagi nanti, atau hubungi kantor."),
    )  # fmt: skip


def _page(
    request: HttpRequest, form: MessageForm, *, status: int = 200, refusal: str = "", answered: bool = False
) -> HttpResponse:
    with in_tenant(current_tenant()):
        context = {
            "form": form,
            "refusal": refusal,
            "mistakes": bool(refusal),
            **_told(form, answered=answered),
        }
        return render(request, "portal/messages/check.html", context, status=status)


def _told(form: MessageForm, *, answered: bool) -> dict[str, Any]:
    """Our addresses always; what was found when something was asked."""
    addresses = addresses_of(current_tenant())
    if not answered:
        return {"addresses": addresses}
    text, sender = form.cleaned_data["teks"], form.cleaned_data["pengirim"]
    sent = sent_as(text)
    finding: Finding = judged(text, sender, is_sent=sent is not None, official=addresses.official)
    kind = kinds[sent.kind].title if sent is not None and sent.kind in kinds else ""
    return {"addresses": addresses, "finding": finding, "sent": sent, "kind": kind}
