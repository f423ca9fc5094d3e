"""Who is logged in, as ``request.user``: the session's account, or Django's anonymous user."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .models import Account


class CurrentAccount:
    """Stands after the session middleware; asks the database only when a page asks who it is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _account_of(request))  # type: ignore[assignment]  # as Django does
        return self.get_response(request)


def _account_of(request: HttpRequest) -> Account | AnonymousUser:
    session = getattr(request, "session", None)
    account: Account | None = getattr(session, "account", None)
    return account or AnonymousUser()
