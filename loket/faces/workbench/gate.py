"""The door of the workbench: officers of this dinas, always with a second factor (security rule 35).

Every view of this face wears one of these decorators; a test walks the URLs and fails otherwise
(``view.gate``). After the password alone nothing opens but the second factor's own pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.keep_interrupted import keep_interrupted
from loket.accounts.models import Account
from loket.audit.actor import VISITOR, Actor, acting
from loket.foundation.kernel.errors import Refusal
from loket.intake.queries import is_helper
from loket.staff.doors import actor_of, membership_at_door, officer_of_session, second_factor_given
from loket.staff.models import Membership
from loket.staff.policies import has_any_role

#: No address of ours is longer; a longer one is not ours.
LONGEST_TARGET = 500

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], R]


class RoleRequired(Refusal):
    """The officer is known, but the page belongs to another role."""

    default_code = "role"
    default_status = 403


def public(view: View[P, R]) -> View[P, R]:
    """A page before log in."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with acting(VISITOR):
            return view(request, *args, **kwargs)

    wrapper.gate = "public"  # type: ignore[attr-defined]  # read by the architecture test
    return wrapper


def password_given(view: View[P, HttpResponse]) -> View[P, HttpResponse]:
    """A page between password and second factor, for the officer given as ``request.officer``."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        officer = officer_of_session(request)
        if officer is None:
            return redirect("workbench:accounts:sign_in")
        if second_factor_given(request):
            return redirect("/petugas/")
        request.officer = officer  # type: ignore[attr-defined]  # what this door is for
        with acting(actor_of(officer)):
            return view(request, *args, **kwargs)

    wrapper.gate = "password_given"  # type: ignore[attr-defined]  # read by the architecture test
    return wrapper


def officer_required(
    role: str | tuple[str, ...] = (),
    *,
    helpers: bool = False,
) -> Callable[[View[P, HttpResponse]], View[P, HttpResponse]]:
    """A page of an officer with password and second factor; with ``role``, one who holds any of these.

    ``helpers``: helpers of villages and hospitals may open it too; they have no desk, so every other page leads
    them to their own or is not theirs (403).

    Sets ``request.officer`` (the account) and ``request.membership``. Nobody logged in: to log in and back
    here afterwards. Raises ``RoleRequired`` (403) for an officer without the role.
    """
    roles = (role,) if isinstance(role, str) else role

    def decorate(view: View[P, HttpResponse]) -> View[P, HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            officer = officer_of_session(request)
            if officer is None:
                return _to_sign_in(request)
            if not second_factor_given(request):
                return redirect("workbench:accounts:second_factor")
            membership = membership_at_door(officer)
            if membership is None or (roles and not has_any_role(membership, *roles)):
                raise RoleRequired(_("Peran Anda belum mencakup halaman ini. Hubungi administrator kantor."))
            if not helpers and is_helper(membership):
                if request.path == "/petugas/":
                    return redirect("workbench:counter:home")
                raise RoleRequired(
                    _("Halaman ini milik petugas kantor. Pendamping hanya membuka berkas yang dibantunya.")
                )
            request.officer = officer  # type: ignore[attr-defined]  # what this door is for
            request.membership = membership  # type: ignore[attr-defined]  # what this door is for
            with acting(actor_of(officer)):
                return view(request, *args, **kwargs)

        wrapper.gate = "officer"  # type: ignore[attr-defined]  # read by the architecture test
        wrapper.roles = roles  # type: ignore[attr-defined]  # for the permissions matrix
        return wrapper

    return decorate


def the_officer(request: HttpRequest) -> Account:
    """The officer's account; only behind ``officer_required`` or ``password_given``."""
    officer: Account = request.officer  # type: ignore[attr-defined]  # set by this door
    return officer


def the_membership(request: HttpRequest) -> Membership:
    """The officer's membership; only behind ``officer_required``."""
    membership: Membership = request.membership  # type: ignore[attr-defined]  # set by this door
    return membership


def officer_actor(request: HttpRequest) -> Actor:
    """The officer of this request, as the record names him."""
    return actor_of(the_officer(request))


def safe_target(target: str, default: str = "/petugas/") -> str:
    """``target`` when it is a path of officers or administrators on this host, else ``default``."""
    own = (
        target.startswith(("/petugas/", "/kelola/"))
        and len(target) <= LONGEST_TARGET
        and target.isprintable()
    )
    return target if own and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else default


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect(f"/petugas/masuk/?lanjut={quote(keep_interrupted(request))}")
