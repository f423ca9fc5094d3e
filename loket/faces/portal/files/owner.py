"""Who hands files in: the string that binds uploads to one account or one anonymous visit."""

from __future__ import annotations

import secrets

from django.http import HttpRequest

_KEY = "upload_owner"


def owner_of(request: HttpRequest) -> str:
    """``account:<id>`` of whoever is logged in, else ``session:<random>`` kept in the anonymous session.

    Pages with photo fields of an unfinished registration call this before they are sent, so that the session
    exists when the first piece of a photo arrives.
    """
    known = known_owner(request)
    if known:
        return known
    request.session[_KEY] = secrets.token_urlsafe(24)
    return f"session:{request.session[_KEY]}"


def known_owner(request: HttpRequest) -> str:
    """As ``owner_of``, but the empty string where no session speaks of an owner yet; writes nothing."""
    if request.user.is_authenticated:
        return f"account:{request.user.pk}"
    token = request.session.get(_KEY, "")
    return f"session:{token}" if token else ""
