"""Who stands at a door that only officers pass: their log in, second factor and membership. HTTP, but no page."""

from __future__ import annotations

from django.http import HttpRequest

from loket.accounts.models import Account, Kind
from loket.audit.actor import Actor
from loket.tenants import scope

from .models import Membership
from .queries import membership_of


def officer_of_session(request: HttpRequest) -> Account | None:
    """The officer whose password was given in this session, or None; a resident logged in is nobody here."""
    account: Account | None = getattr(request.session, "account", None)
    return account if account is not None and account.kind == Kind.OFFICER else None


def second_factor_given(request: HttpRequest) -> bool:
    """Whether the second factor came after the password."""
    return getattr(request.session, "second_factor_at", None) is not None


def actor_of(officer: Account) -> Actor:
    """The officer as the record names him."""
    return Actor("officer", str(officer.public_id), officer.display_name)


def membership_at_door(officer: Account) -> Membership | None:
    """What the officer may do here, read in a transaction of its own where none is open; None for nobody."""
    with scope.present():
        return membership_of(officer)
