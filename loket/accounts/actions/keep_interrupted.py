"""Remember what was being sent when the session ended."""

from __future__ import annotations

from django.http import HttpRequest

from loket.tenants import scope

from .keep_form import keep_form


def keep_interrupted(request: HttpRequest) -> str:
    """Keep the form that this request sends, for the person whose session has ended; where to come back to.

    The anonymous session remembers who it was, so that the right person is greeted on return. A request that
    sends nothing is only come back to.
    """
    ended = getattr(request.session, "ended_account", "") or request.session.get("ended_account", "")
    if ended:
        request.session["ended_account"] = ended
    if request.method != "POST":
        return request.get_full_path()
    if ended:
        with scope.present():
            keep_form(ended, path=request.path, fields=request.POST)
    return request.path
