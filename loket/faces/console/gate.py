"""The door of the console: administrators of this dinas, with the officers' log in and its second factor.

Every view of this face wears one of these decorators; a test walks the URLs and fails otherwise
(``view.gate``). The log in itself stands at ``SIGN_IN``, the same page as for every officer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.keep_interrupted import keep_interrupted
from loket.accounts.models import Account
from loket.audit.actor import Actor, acting
from loket.foundation.kernel.errors import Refusal
from loket.staff.doors import actor_of, membership_at_door, officer_of_session, second_factor_given
from loket.staff.models import Membership
from loket.staff.policies import has_any_role

#: Where officers log in, with and without the second factor still to give.
SIGN_IN, SECOND_FACTOR = "/petugas/masuk/", "/petugas/masuk/kode/"
ADMINISTRATOR = "administrator"

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class AdministratorRequired(Refusal):
    """The officer is known, but the console belongs to the administrators."""

    default_code = "role"
    default_status = 403


def administrator_required(view: View[P]) -> View[P]:
    """A page of an administrator with password and second factor.

    Sets ``request.officer`` (the account) and ``request.membership``, and names the actor. Nobody logged in:
    to log in and back here afterwards. Raises ``AdministratorRequired`` (403) for every other officer.
    """
    return role_required(ADMINISTRATOR)(view)


def role_required(*roles: str) -> Callable[[View[P]], View[P]]:
    """The same door for pages that others than administrators may see too, such as the record for auditors."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            officer = officer_of_session(request)
            if officer is None:
                return _to_sign_in(request)
            if not second_factor_given(request):
                return redirect(SECOND_FACTOR)
            membership = membership_at_door(officer)
            if not has_any_role(membership, *roles):
                raise AdministratorRequired(
                    _("Halaman ini hanya untuk administrator kantor. Hubungi administrator bila perlu.")
                )
            request.officer = officer  # type: ignore[attr-defined]  # what this door is for
            request.membership = membership  # type: ignore[attr-defined]  # what this door is for
            with acting(actor_of(officer)):
                return view(request, *args, **kwargs)

        wrapper.gate = "administrator"  # type: ignore[attr-defined]  # read by the architecture test
        wrapper.roles = roles  # type: ignore[attr-defined]  # for the permissions matrix
        return wrapper

    return decorate


def the_administrator(request: HttpRequest) -> Account:
    """The administrator's account; only behind this door."""
    officer: Account = request.officer  # type: ignore[attr-defined]  # set by this door
    return officer


def the_membership(request: HttpRequest) -> Membership:
    """The administrator's membership; only behind this door."""
    membership: Membership = request.membership  # type: ignore[attr-defined]  # set by this door
    return membership


def administrator_actor(request: HttpRequest) -> Actor:
    """The administrator of this request, as the record names her."""
    return actor_of(the_administrator(request))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """What was typed is kept for the same officer, who comes back to this page after logging in."""
    return redirect(f"{SIGN_IN}?lanjut={quote(keep_interrupted(request))}")
