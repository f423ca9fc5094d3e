"""Who wants to be called: a queue with deadlines; the number is shown to whoever takes one, and that is recorded."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.intake.actions.answer_call import OUTCOMES, answer_call
from loket.intake.actions.take_call import take_call
from loket.intake.labels import TOPICS
from loket.intake.models import CallRequest
from loket.intake.queries import call_named, calls_ended, calls_open
from loket.intake.states import CALLING, LABELS

from ...desk.frame import frame
from ...gate import officer_required, the_membership
from ..door import CALL_ROLES


@never_cache
@require_GET
@officer_required(CALL_ROLES)
def calls(request: HttpRequest) -> HttpResponse:
    """The one due first on top; no numbers here."""
    return _show(request)


def _show(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    now = clock.now()
    context = {
        "rows": [_row(one, bool(one.due_at and one.due_at < now)) for one in calls_open()[:100]],
        "ended": [_row(one) for one in calls_ended()],
        "refusal": refusal,
        **frame(request, "telepon"),
    }
    return render(request, "workbench/counter/calls.html", context, status=status)


def _row(one: CallRequest, late: bool = False) -> dict[str, object]:
    who = one.officer.account.display_name if one.officer else ""
    return {
        "call": one,
        "topic": TOPICS.get(one.topic, ""),
        "label": LABELS[one.state],
        "late": late,
        "who": who,
    }


@never_cache
@require_POST
@officer_required(CALL_ROLES)
def take(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take one; a colleague who was faster has it."""
    try:
        take_call(_named(public_id), by=the_membership(request))
    except Refusal as refusal:
        return _show(request, refusal=str(refusal), status=refusal.status)
    return redirect("workbench:counter:call", public_id)


@never_cache
@require_GET
@officer_required(CALL_ROLES)
def call(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Name and number of the one I took; seen by nobody else, and each look is recorded."""
    found = _named(public_id)
    if found.state != CALLING or found.officer_id != the_membership(request).pk:
        return redirect("workbench:counter:calls")
    record("intake.number_shown", obj_type="call", obj_ref=found.ticket, purpose="pelayanan")
    number = Phone.parse(str(found.phone))
    context = {"row": _row(found), "number": number.local, "dial": number.e164, **frame(request, "telepon")}
    return render(request, "workbench/counter/call.html", context)


@never_cache
@require_POST
@officer_required(CALL_ROLES)
def answer(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How it went."""
    outcome = request.POST.get("hasil", "")
    if outcome not in OUTCOMES:
        raise Http404
    try:
        answer_call(_named(public_id), outcome, by=the_membership(request))
    except Refusal as refusal:
        return _show(request, refusal=str(refusal), status=refusal.status)
    return redirect("workbench:counter:calls")


def _named(public_id: uuid.UUID) -> CallRequest:
    found = call_named(public_id)
    if found is None:
        raise Http404
    return found
