"""/contoh/: the demo accounts and the sandbox phone; on plain localhost also the list of dinas."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from itertools import groupby

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from loket.foundation.gateways import sandbox_phone
from loket.foundation.gateways.sandbox_phone import SandboxMessage
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.tenants.models import Hostname
from loket.tenants.scope import tenant_or_none

from . import accounts

View = Callable[[HttpRequest], HttpResponse]
#: messages on one page
SHOWN = 60


def demo_only(view: View) -> View:
    """Outside demo mode the page does not exist, whatever the settings."""

    @require_safe
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request)

    guarded.gate = "demo"  # type: ignore[attr-defined]  # read by the architecture test
    return guarded


@demo_only
def sample(request: HttpRequest) -> HttpResponse:
    """The accounts to try, and what "arrived" on the phones, one conversation per number."""
    to = _address(request)
    messages = sandbox_phone.read(to=to, tenant=_slug(), limit=SHOWN)
    listed = accounts.listed(_host())
    page = {
        "officers": [account for account in listed if account.is_officer],
        "residents": [account for account in listed if not account.is_officer],
        "conversations": _conversations(messages),
        "to": to or "",
        "names": {account.username: account.name for account in listed},
    }
    return render(request, "demo/sample.html", page)


@demo_only
def accounts_json(request: HttpRequest) -> HttpResponse:
    """The demo accounts for scripts."""
    host, listed = _host(), accounts.listed()
    shown = [account for account in listed if host in ("", account.host) or _runs_the_platform(account)]
    return JsonResponse([account.public() for account in shown], safe=False)


@demo_only
def messages_json(request: HttpRequest) -> HttpResponse:
    """The messages to one number or address (``?ke=``), or all, newest first, for scripts."""
    messages = sandbox_phone.read(to=_address(request), tenant=_slug(), limit=500)
    return JsonResponse([_as_json(message) for message in messages], safe=False)


@demo_only
def houses(request: HttpRequest) -> HttpResponse:
    """Plain localhost: the list of dinas."""
    hosts = Hostname.objects.filter(is_primary=True).select_related("tenant").order_by("tenant__name")
    _, colon, number = request.get_host().partition(":")
    context = {"hosts": hosts, "port": colon + number, "operator": settings.LOKET_OPERATOR_HOST}
    return render(request, "demo/houses.html", context)


def _runs_the_platform(account: accounts.DemoAccount) -> bool:
    """The operator's account is told at every dinas: it belongs to none."""
    return account.host == settings.LOKET_OPERATOR_HOST


def _address(request: HttpRequest) -> str | None:
    """``?ke=`` as it was stored; a plus sign may have become a space on the way."""
    given = request.GET.get("ke", "").strip()
    if not given:
        return None
    if "@" in given:
        return given
    try:
        return Phone.parse(given).e164
    except Refusal:
        return given


def _slug() -> str | None:
    tenant = tenant_or_none()
    return tenant.slug if tenant else None


def _host() -> str:
    tenant = tenant_or_none()
    host = Hostname.objects.filter(tenant=tenant, is_primary=True).first() if tenant else None
    return host.host if host else ""


def _as_json(message: SandboxMessage) -> dict[str, object]:
    return {
        "channel": message.channel,
        "to": message.to,
        "kind": message.kind,
        "subject": message.subject,
        "text": message.text,
        "state": "sent",
        "created_at": message.created_at.isoformat(),
        "attachments": [],
    }


def _conversations(messages: list[SandboxMessage]) -> list[tuple[str, list[SandboxMessage]]]:
    """Grouped by number; the number with the newest message first, in it the newest first."""
    latest = {message.to: position for position, message in reversed(list(enumerate(messages)))}
    ordered = sorted(messages, key=lambda message: latest[message.to])
    return [(to, list(group)) for to, group in groupby(ordered, key=lambda message: message.to)]
