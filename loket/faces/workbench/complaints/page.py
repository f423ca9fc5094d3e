"""What the page of one complaint shows, gathered once."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.applications import labels as case_labels
from loket.applications.policies import Officer
from loket.applications.queries import history
from loket.applications.queries import visible_to as cases_visible_to
from loket.appointments.labels import COMPLAINT
from loket.appointments.queries import last_booking_about, schedules_of
from loket.complaints import labels, states
from loket.complaints.models import Complaint
from loket.complaints.policies import may_handle
from loket.complaints.queries import colleagues_for, entries_of, photos_of
from loket.conversations import labels as talk_labels
from loket.conversations.queries import replies as talk_replies
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.staff.queries import active_team

from ..desk.frame import frame
from ..desk.names import service_names
from ..officer import officer_here
from .rows import left_of


def render_complaint(
    request: HttpRequest, complaint: Complaint, *, refusal: Refusal | None = None
) -> HttpResponse:
    """The page itself; with a refusal it says why the button did nothing and keeps what was typed."""
    officer, now = officer_here(request), clock.now()
    reason = may_handle(officer, complaint)
    works = reason is None and complaint.is_open
    context = {
        "complaint": complaint,
        "entries": entries_of(complaint, with_notes=True),
        "photos": photos_of(complaint),
        "left": left_of(complaint, now) if complaint.is_open else "",
        "is_late": complaint.is_open and complaint.due_at is not None and complaint.due_at < now,
        "case_is_mine": _sees_case(officer, complaint),
        **_case_history(complaint),
        **_visit(complaint, works=works),
        "may_work": works,
        "may_note": reason is None and complaint.wrapped_key is not None,
        "reason": reason or "",
        "is_spam": complaint.state == states.SPAM,
        "replies": _replies(complaint) if works else [],
        "colleagues": colleagues_for(complaint, officer) if works else [],
        "team": _team(officer) if works and complaint.is_about_officers else [],
        "endings": {key: one.officer for key, one in labels.ENDINGS.items()},
        "key": request.POST.get("kunci", "") or uuid.uuid4(),
        "typed": request.POST,
        "open_part": request.GET.get("buka", "") or (request.POST.get("bagian", "") if refusal else ""),
        "refusal": refusal.message if refusal else "",
        **frame(request, "aduan"),
    }
    return render(
        request, "workbench/complaints/show.html", context, status=refusal.status if refusal else 200
    )


def _sees_case(officer: Officer, complaint: Complaint) -> bool:
    """Whether the linked case may be opened by this officer too."""
    case = complaint.application
    return case is not None and cases_visible_to(officer).filter(pk=case.pk).exists()


def _case_history(complaint: Complaint) -> dict[str, Any]:
    """Who did what with the case it is about, and when; without the case's answers and papers."""
    case = complaint.application
    if case is None:
        return {}
    told = [(step, case_labels.STEPS.get(step.move, step.move)) for step in history(case)]
    return {"steps": told, "case_service": service_names().get(case.service_id, "")}


def _visit(complaint: Complaint, *, works: bool) -> dict[str, Any]:
    """When the person comes to the counter, and whether an hour can be given (seed S2-13)."""
    booking = last_booking_about(complaint.reference)
    is_expected = booking is not None and booking.is_booked
    invites = works and not is_expected and may_be_invited(complaint)
    return {"booking": booking, "may_invite": invites and bool(schedules_of(COMPLAINT))}


def may_be_invited(complaint: Complaint) -> bool:
    """Whether the person can be told where to come: an account, or a number."""
    return complaint.is_open and bool(complaint.phone or complaint.resident_id)


def _replies(complaint: Complaint) -> list[tuple[str, str]]:
    """Replies kept ready, those for the topic first, then the office's own; in the person's language."""
    packaged = {one.title for one in talk_labels.PACKAGED}
    own = [one for one in talk_replies() if one.title not in packaged]
    suited = sorted(labels.PACKAGED, key=lambda one: bool(one.topics) and complaint.topic not in one.topics)
    found = [(one.title, one.text, one.text_en) for one in suited]
    found += [(one.title, one.text, one.text_en) for one in own]
    is_english = complaint.language == "en"
    return [(title, english if is_english and english else text) for title, text, english in found]


def _team(officer: Officer) -> list[tuple[str, str]]:
    """Every colleague by name, to say whom the complaint is about."""
    return [
        (str(one.public_id), one.account.display_name)
        for one in active_team()
        if one.pk != officer.membership_id
    ]
