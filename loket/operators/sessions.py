"""Sessions of operators: a cookie of their own on a host of their own, ended all at once by one number."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from loket.foundation.kernel import clock

from .models import Operator, OperatorSession
from .rules import IDLE, LIFETIME

_TOUCH_AFTER = timedelta(seconds=60)


def cookie_name() -> str:
    """``__Host-`` in production, plain over http in demo mode (security rule 29)."""
    return "__Host-operator" if settings.SESSION_COOKIE_SECURE else "operator"


def session_of(request: HttpRequest) -> OperatorSession | None:
    """The living session of this browser, its time noted to the minute; None when there is none."""
    row = _row_of(request)
    if row is None:
        return None
    now = clock.now()
    alive = now - row.last_seen_at <= IDLE and now - row.created_at <= LIFETIME
    if not (alive and row.operator.is_active and row.version == row.operator.session_version):
        row.delete()
        return None
    if now - row.last_seen_at > _TOUCH_AFTER:
        OperatorSession.objects.filter(pk=row.pk).update(last_seen_at=now)
    return row


def begin(
    request: HttpRequest, response: HttpResponseBase, operator: Operator, *, second_factor: bool
) -> None:
    """Log ``operator`` in with a new key; whatever session the browser had is over."""
    end(request)
    key, now = secrets.token_urlsafe(32), clock.now()
    OperatorSession.objects.filter(created_at__lt=now - LIFETIME).delete()
    OperatorSession.objects.create(
        key_hash=_hash(key),
        operator=operator,
        version=operator.session_version,
        second_factor_at=now if second_factor else None,
        created_at=now,
        last_seen_at=now,
    )
    response.set_cookie(
        cookie_name(),
        key,
        max_age=int(LIFETIME.total_seconds()),
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Strict" if settings.SESSION_COOKIE_SECURE else "Lax",
    )


def end(request: HttpRequest) -> None:
    """End this browser's session; harmless when there is none."""
    row = _row_of(request)
    if row is not None:
        row.delete()


def _row_of(request: HttpRequest) -> OperatorSession | None:
    key = request.COOKIES.get(cookie_name(), "")
    if not key or len(key) > 100:
        return None
    return OperatorSession.objects.select_related("operator").filter(key_hash=_hash(key)).first()


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
