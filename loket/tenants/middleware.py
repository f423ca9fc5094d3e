"""From host name to tenant (security rule 4): the host alone decides, an unknown host learns nothing."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils import timezone

from .doors import answer_instead
from .queries import lead_of
from .scope import in_tenant, tenant_named, undo_so_far


class TenantOfHost:
    """Find the tenant of the host and run the request inside its scope (one transaction, see ``scope``).

    Hosts of the platform itself (plain localhost in demo mode) and machine checks run without a tenant.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in settings.TENANTLESS_PATHS:
            return self.get_response(request)
        host = request.get_host().partition(":")[0].lower()
        lead = lead_of(host)
        tenant = lead.tenant if lead is not None else None
        request.tenant = tenant  # type: ignore[attr-defined]  # what this middleware is for
        if lead is None or tenant is None:
            return self._without_tenant(request, host)
        instead = answer_instead(request, lead)
        if instead is not None:
            return instead
        with timezone.override(tenant.zone):
            if request.method not in ("GET", "HEAD") and not self._is_ready(request):
                with tenant_named(tenant):
                    return self.get_response(request)
            with in_tenant(tenant):
                return self._in_one_transaction(request)

    def _without_tenant(self, request: HttpRequest, host: str) -> HttpResponse:
        if host == settings.LOKET_OPERATOR_HOST:
            request.urlconf = settings.OPERATOR_URLCONF
        elif host in settings.PLATFORM_HOSTS:
            request.urlconf = settings.PLATFORM_URLCONF
        else:
            return HttpResponse(status=404, content_type="text/plain; charset=utf-8")
        with transaction.atomic():
            return self._in_one_transaction(request)

    def _in_one_transaction(self, request: HttpRequest) -> HttpResponse:
        request.is_one_transaction = True  # type: ignore[attr-defined]  # read by UndoOnError
        response = self.get_response(request)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            # Django turned the error into a page; half a change must not stay.
            transaction.set_rollback(True)
        return response

    @staticmethod
    def _is_ready(request: HttpRequest) -> bool:
        """Whether one transaction may span the request: nothing slow is still to come in.

        A body that cannot be read is left to the view's own short scopes, where it gets its page.
        """
        try:
            view = resolve(request.path_info).func
        except Resolver404:
            return True
        if getattr(view, "short_transactions", False):
            return False
        if getattr(view, "body_first", False) and request.content_type == "multipart/form-data":
            try:
                request.POST  # noqa: B018 - reads and parses the body
            except (UnreadablePostError, SuspiciousOperation, MultiPartParserError):
                return False
        return True


class UndoOnError:
    """The innermost middleware: whatever a view wrote before it raised is undone before the error gets its page.

    It takes the place of ``ATOMIC_REQUESTS``, whose savepoint costs every request two trips to the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Django calls this first of all, for an exception that left the view."""
        if getattr(request, "is_one_transaction", False):
            undo_so_far()
