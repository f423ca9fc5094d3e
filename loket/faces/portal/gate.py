"""The door of the portal: public pages, and pages of a logged-in resident.

Every view of this face wears one of the two decorators; a test walks the URLs and fails otherwise
(``view.gate``). The door also names the actor for the record.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from loket.accounts.actions.keep_interrupted import keep_interrupted
from loket.accounts.models import Account, Kind
from loket.audit.actor import VISITOR, Actor, acting
from loket.intake.models import Sitting
from loket.intake.queries import live_sitting
from loket.intake.rules import SITTING_KEY
from loket.residents.models import Resident
from loket.residents.queries import resident_of
from loket.tenants import scope

#: No address of ours is longer; a longer one is not ours.
LONGEST_TARGET = 500
#: Where officers and helpers go on when the person beside them cannot apply yet.
BESIDE = "/petugas/loket/"

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
View = Callable[Concatenate[HttpRequest, P], R]


def public(view: View[P, R]) -> View[P, R]:
    """A page anybody may open. Ask ``resident_here`` when it matters who it is."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with acting(VISITOR):
            return view(request, *args, **kwargs)

    wrapper.gate = "public"  # type: ignore[attr-defined]  # read by the architecture test
    return wrapper


def resident_required(
    *, verified: bool = True, complete: bool | None = None, assisted: bool = False
) -> Callable[[View[P, HttpResponse]], View[P, HttpResponse]]:
    """A page of a logged-in resident, whom ``the_resident`` gives.

    ``assisted``: an officer or helper who sits beside the resident may open it too, under his own name and for
    the cases he types only (``sitting_here``); every other page of the resident stays shut for him.

    ``verified``: the account must be approved, else the account page says what it waits for (seed S3-27).
    ``complete``: name, nomor KK and desa must be known, else they are asked once (default: as ``verified``).
    Nobody logged in: to log in, and back here afterwards (seed S0-11).
    """

    def decorate(view: View[P, HttpResponse]) -> View[P, HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            account = account_here(request)
            sitting = begun_sitting(request) if account is None and assisted else None
            if account is None and sitting is None:
                return to_sign_in(request)
            if verified and not the_resident(request).is_verified:
                return redirect("portal:accounts:home" if account is not None else BESIDE)
            if (
                sitting is None
                and (verified if complete is None else complete)
                and not the_resident(request).is_complete
            ):
                return redirect(f"/akun/lengkapi/?lanjut={quote(request.get_full_path())}")
            with acting(_actor(account or sitting.membership.account)):  # type: ignore[union-attr]  # one is there
                return view(request, *args, **kwargs)

        wrapper.gate = "resident"  # type: ignore[attr-defined]  # read by the architecture test
        return wrapper

    return decorate


def trying_out(view: View[P, HttpResponse]) -> View[P, HttpResponse]:
    """A page that an administrator opens from the builder to try a service out; its pass is read by the view.

    Nobody else finds anything here: without an officer's log in and second factor it is not there (404).
    """

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        officer_account_here(request)
        with acting(VISITOR):
            return view(request, *args, **kwargs)

    wrapper.gate = "tryout"  # type: ignore[attr-defined]  # read by the architecture test
    return wrapper


def officer_account_here(request: HttpRequest) -> Account:
    """The officer who tries a service out. Raises ``Http404`` for everybody else."""
    account: Account | None = getattr(request.session, "account", None)
    if (
        account is None
        or account.kind != Kind.OFFICER
        or not getattr(request.session, "second_factor_at", None)
    ):
        raise Http404
    return account


def _actor(account: Account) -> Actor:
    """A resident without a name, an officer or helper with his own: the record holds no names of residents."""
    if account.kind == Kind.OFFICER:
        return Actor("officer", str(account.public_id), account.display_name)
    return Actor("resident", str(account.public_id))


def begun_sitting(request: HttpRequest) -> Sitting | None:
    """The sitting this officer or helper has begun and not ended, read once; ``the_resident`` is its resident.

    Needs password and second factor, as everything officers do.
    """
    account: Account | None = getattr(request.session, "account", None)
    wanted = request.session.get(SITTING_KEY, "") if account is not None else ""
    if account is None or account.kind != Kind.OFFICER or not wanted:
        return None
    if not getattr(request.session, "second_factor_at", None):
        return None
    with scope.present():
        sitting = live_sitting(wanted, account)
    request.sitting = sitting  # type: ignore[attr-defined]  # kept for this request; the frame names the person
    if sitting is not None:
        request.resident = sitting.resident  # type: ignore[attr-defined]  # as for a resident who logged in
    return sitting


def sitting_here(request: HttpRequest) -> Sitting | None:
    """The sitting under which this page was opened, or None for a resident himself."""
    found: Sitting | None = getattr(request, "sitting", None)
    return found


def owner_account_id(request: HttpRequest) -> int:
    """The account to which the cases of this page belong."""
    account = account_here(request)
    return account.pk if account is not None else the_resident(request).account_id


def account_here(request: HttpRequest) -> Account | None:
    """The log in of a resident, or None; officers logged in at the workbench are nobody here."""
    account: Account | None = getattr(request.session, "account", None)
    return account if account is not None and account.kind == Kind.RESIDENT else None


def the_resident(request: HttpRequest) -> Resident:
    """The resident this page was opened for, read once; only behind ``resident_required``."""
    resident: Resident | None = getattr(request, "resident", None) or resident_here(request)
    if resident is None:
        raise Http404
    request.resident = resident  # type: ignore[attr-defined]  # kept for this request
    return resident


def resident_here(request: HttpRequest) -> Resident | None:
    """The resident who is logged in, or None."""
    account = account_here(request)
    if account is None:
        return None
    with scope.present():
        return resident_of(account)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send the visitor to log in and back here. What was being sent when the session ended is kept."""
    return redirect(f"/masuk/?lanjut={quote(keep_interrupted(request))}")


def safe_target(target: str, default: str) -> str:
    """``target`` when it is a path of this very host, else ``default``: never a door to elsewhere."""
    own = target.startswith("/") and len(target) <= LONGEST_TARGET and target.isprintable()
    return target if own and url_has_allowed_host_and_scheme(target, allowed_hosts=None) else default
