"""The door of the operator's face: accounts of the platform, never of a dinas, with a second factor.

Every view wears one of these decorators; a test walks the URLs and fails otherwise (``view.gate``). A page
behind the door is one transaction, outside every dinas.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from loket.audit.actor import VISITOR, Actor, acting
from loket.foundation.kernel import clock
from loket.operators.models import Operator
from loket.operators.rules import SECOND_FACTOR_WITHIN
from loket.operators.sessions import session_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def public(view: View[P]) -> View[P]:
    """A page before log in; opens its own transactions, so that counted tries stay counted."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with acting(VISITOR):
            return view(request, *args, **kwargs)

    wrapper.gate = "public"  # type: ignore[attr-defined]  # read by the architecture test
    return transaction.non_atomic_requests(wrapper)


def password_given(view: View[P]) -> View[P]:
    """A page between password and second factor; within ten minutes, then from the beginning."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        session = session_of(request)
        if session is None or clock.now() - session.created_at > SECOND_FACTOR_WITHIN:
            return redirect("operator:accounts:sign_in")
        if session.second_factor_at is not None:
            return redirect("operator:tenants:index")
        request.operator = session.operator  # type: ignore[attr-defined]  # what this door is for
        with acting(_actor(session.operator)):
            return view(request, *args, **kwargs)

    wrapper.gate = "password_given"  # type: ignore[attr-defined]  # read by the architecture test
    return transaction.non_atomic_requests(wrapper)


def operator_required(view: View[P]) -> View[P]:
    """A page of an operator with password and second factor, whom ``the_operator`` gives."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        session = session_of(request)
        if session is None:
            return redirect("operator:accounts:sign_in")
        if session.second_factor_at is None:
            return redirect("operator:accounts:second_factor")
        request.operator = session.operator  # type: ignore[attr-defined]  # what this door is for
        with acting(_actor(session.operator)), transaction.atomic():
            return view(request, *args, **kwargs)

    wrapper.gate = "operator"  # type: ignore[attr-defined]  # read by the architecture test
    return transaction.non_atomic_requests(wrapper)


def the_operator(request: HttpRequest) -> Operator:
    """The operator of this request; only behind ``operator_required`` or ``password_given``."""
    operator: Operator = request.operator  # type: ignore[attr-defined]  # set by this door
    return operator


def _actor(operator: Operator) -> Actor:
    return Actor("operator", str(operator.public_id), operator.display_name)
