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
from loket.accounts.models import Account, Kind
from loket.audit.actor import Actor, acting
from loket.foundation.kernel.errors import Refusal
from loket.staff.models import Membership
from loket.staff.policies import has_any_role
from loket.staff.queries import membership_of
from loket.tenants import scope

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
            officer = _officer_of_session(request)
            if officer is None:
                return _to_sign_in(request)
            if getattr(request.session, "second_factor_at", None) is None:
                return redirect(SECOND_FACTOR)
            membership = _membership(officer)
            if not has_any_role(membership, *roles):
                raise AdministratorRequired(
                    _("Halaman ini hanya untuk administrator kantor. Hubungi administrator bila perlu.")
                )
            request.officer = officer  # type: ignore[attr-defined]  # what this door is for
            request.membership = membership  # type: ignore[attr-defined]  # what this door is for
            with acting(_actor(officer)):
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
    return _actor(the_administrator(request))


def _officer_of_session(request: HttpRequest) -> Account | None:
    account: Account | None = getattr(request.session, "account", None)
    return account if account is not None and account.kind == Kind.OFFICER else None


def _actor(officer: Account) -> Actor:
    return Actor("officer", str(officer.public_id), officer.display_name)


def _membership(officer: Account) -> Membership | None:
    with scope.present():
        return membership_of(officer)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """What was typed is kept for the same officer, who comes back to this page after logging in."""
    return redirect(f"{SIGN_IN}?lanjut={quote(keep_interrupted(request))}")
