"""Questions about complaints."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Min, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from loket.applications.models import Application, Step
from loket.applications.policies import Officer
from loket.audit.queries import newest_of
from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.foundation.ui.dates import clock_time
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants.one_row import some_rows
from loket.tenants.scope import current_tenant

from . import labels, rules, states
from .models import Complaint, Entry, Photo

#: The first page of "Aduan saya".
_OWN_SHOWN = 50
#: Complaints shown on the page of a case.
_ON_CASE = 10
#: Deeds that are named to somebody who came second.
_TOLD = [
    f"complaints.{name}"
    for name in ("take", "pass_on", "answer", "close", "mark_spam", "take_back", "reopen")
]
#: What a list reads: no words, and nothing that only one page needs.
_LISTED = (
    "tenant", "reference", "state", "version", "topic", "origin", "created_at", "since", "due_at", "entered_at",
    "reopenings", "is_content", "wants_visit", "is_confidential", "assignee__account__display_name",
)  # fmt: skip


def complaint_numbered(number: str, *, lock: bool = False) -> Complaint | None:
    """The complaint with this number (any spelling), with case, person and officer, or None."""
    try:
        canonical = rules.read_number(number)
    except Refusal:
        return None
    rows = Complaint.objects.select_related("resident__account", "application", "assignee__account")
    if lock:
        rows = rows.select_for_update(of=("self",))
    found: Complaint | None = rows.filter(reference=canonical).first()
    return found


def complaint_sent_as(key: uuid.UUID) -> Complaint | None:
    """The complaint that a form with this key made already, or None."""
    found: Complaint | None = Complaint.objects.filter(sent_key=key).first()
    return found


def visible_to(officer: Officer) -> QuerySet[Complaint]:
    """Every complaint this officer may read."""
    rows: QuerySet[Complaint] = Complaint.objects.all()
    if officer.roles.isdisjoint(rules.DESK_ROLES):
        return rows.none()
    return rows.exclude(topic__in=sorted(labels.ABOUT_OFFICERS), concerns__contains=[officer.actor.id])


def open_count(officer: Officer) -> int:
    """How many answers the office owes; by hand, because the head of the officers' pages says it."""
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN,
            [current_tenant().pk, sorted(states.OPEN), sorted(labels.ABOUT_OFFICERS), [officer.actor.id]],
        )
        return int((cursor.fetchone() or (0,))[0])


_OPEN = """
SELECT count(*) FROM complaints_complaint WHERE tenant_id = %s AND state = ANY (%s)
AND NOT (topic = ANY (%s) AND concerns @> %s::varchar[])
"""

#: A place between two rows of a list: the moment it is ordered by, and the row's number.
Place = tuple[datetime, int]
#: The views of the desk's list, in the order of their buttons: (open or ended, which of them).
VIEWS = ("terbuka", "saya", "telat", "dijawab", "ditutup", "bukan")
_ENDED_VIEWS = {"dijawab": states.ANSWERED, "ditutup": states.CLOSED, "bukan": states.SPAM}


@dataclass(frozen=True, slots=True)
class Look:
    """Which complaints a list shows."""

    view: str = "terbuka"
    #: a key of ``labels.TOPICS``; empty for all
    topic: str = ""

    @property
    def is_oldest_first(self) -> bool:
        """What waits stands oldest first, what is done newest first."""
        return self.view not in _ENDED_VIEWS

    @property
    def column(self) -> str:
        """What the list is ordered by."""
        return "since" if self.is_oldest_first else "entered_at"

    def place_of(self, complaint: Complaint) -> Place:
        """Where a complaint stands in this list."""
        return getattr(complaint, self.column), complaint.pk


def listed(
    look: Look,
    officer: Officer,
    *,
    at: datetime,
    size: int,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Complaint]:
    """One page of a look and one row more, where there is one; two directions, no offset.

    ``before`` gives the page that ends just before that place; then the row too many stands first.
    """
    rows = _chosen(visible_to(officer), look, officer, at).select_related("assignee__account").only(*_LISTED)
    ahead = look.is_oldest_first
    if after is not None:
        rows = rows.filter(_beyond(look.column, after, forward=ahead))
    elif before is not None:
        rows = rows.filter(_beyond(look.column, before, forward=not ahead))
        ahead = not ahead
    order = (look.column, "pk") if ahead else (f"-{look.column}", "-pk")
    found = list(rows.order_by(*order)[: size + 1])
    return found[::-1] if before is not None and after is None else found


def _beyond(column: str, place: Place, *, forward: bool) -> Q:
    word = "gt" if forward else "lt"
    moment, key = place
    return Q(**{f"{column}__{word}": moment}) | Q(**{column: moment, f"pk__{word}": key})


def _chosen(rows: QuerySet[Complaint], look: Look, officer: Officer, at: datetime) -> QuerySet[Complaint]:
    if look.topic:
        rows = rows.filter(topic=look.topic)
    if look.view in _ENDED_VIEWS:
        return rows.filter(state=_ENDED_VIEWS[look.view])
    rows = rows.filter(state__in=sorted(states.OPEN))
    if look.view == "saya":
        return rows.filter(assignee=officer.membership_id)
    return rows.filter(due_at__lt=at) if look.view == "telat" else rows


def heights(officer: Officer, *, at: datetime) -> dict[str, Any]:
    """How many wait in all, for me and too late, and since when the oldest waits; one statement."""
    rows = visible_to(officer).filter(state__in=sorted(states.OPEN)).order_by()
    return rows.aggregate(
        terbuka=Count("pk"),
        saya=Count("pk", filter=Q(assignee=officer.membership_id)),
        telat=Count("pk", filter=Q(due_at__lt=at)),
        oldest=Min("since"),
    )


def entries_of(complaint: Complaint, *, with_notes: bool) -> list[Entry]:
    """What was said, oldest first; ``with_notes``: also what officers said among themselves."""
    rows = sorted(some_rows(Entry, complaint_id=complaint.pk), key=lambda one: one.pk)
    for row in rows:
        row.complaint = complaint
    return [row for row in rows if with_notes or row.voice != "note"]


def was_said(complaint: Complaint, key: uuid.UUID | None) -> bool:
    """Whether a form with this key was taken already."""
    return key is not None and Entry.objects.filter(complaint=complaint, sent_key=key).exists()


def photos_of(complaint: Complaint) -> list[Photo]:
    """The photos sent along, in their order, with their files."""
    rows = sorted(some_rows(Photo, complaint_id=complaint.pk), key=lambda one: one.position)
    files = (
        {file.pk: file for file in some_rows(StoredFile, id=[row.file_id for row in rows])} if rows else {}
    )
    for row in rows:
        row.complaint, row.file = complaint, files[row.file_id]
    return rows


def photo_count(complaint: Complaint) -> int:
    """How many photos were sent along."""
    return int(Photo.objects.filter(complaint=complaint).count())


def of_resident(resident: Resident) -> list[Complaint]:
    """The person's own complaints, the newest first; those sent in confidence are nobody's."""
    rows = Complaint.objects.filter(resident=resident).exclude(state=states.SPAM)
    return list(rows.order_by("-created_at", "-pk")[:_OWN_SHOWN])


def of_case(application: Application) -> list[Complaint]:
    """Complaints about a case, the newest first; who may see which of them: ``policies.is_shown_on_case``."""
    rows = some_rows(Complaint, newest=_ON_CASE, application_id=application.pk)
    return [row for row in rows if row.state != states.SPAM]


def case_of_two_keys(number: str, last4: str) -> Application | None:
    """The sent case with this number whose applicant's phone ends so, or None: the rule of the look-up without log in.

    The caller counts the try first.
    """
    found: Application | None = (
        Application.objects.sent_in().select_related("applicant").filter(reference=number).first()
    )
    if found is None or not found.applicant.phone:
        return None
    return found if found.applicant.phone_value.last4 == last4 else None


def officers_at(application: Application) -> list[str]:
    """Public ids of the accounts of the officers who did something in a case, or have it open."""
    found = set(
        Step.objects.filter(application=application, actor_kind="officer")
        .order_by()
        .values_list("actor_id", flat=True)
        .distinct()
    )
    if application.assignee_id is not None:
        holder = Membership.objects.filter(pk=application.assignee_id)
        found.update(str(one) for one in holder.values_list("account__public_id", flat=True))
    return sorted(one for one in found if one)


def colleagues_for(complaint: Complaint, officer: Officer) -> list[Membership]:
    """Who may be given the complaint: the complaints counter and heads, without whom it is about, by name."""
    members = (
        Membership.objects.select_related("account")
        .filter(active=True, roles__overlap=sorted(rules.DESK_ROLES))
        .exclude(pk=officer.membership_id)
        .order_by("account__display_name", "pk")
    )
    kept_out = set(complaint.concerns) if complaint.is_about_officers else set()
    return [one for one in members if str(one.account.public_id) not in kept_out]


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """One line of the heads' table."""

    topic: str
    label: Promise | str
    #: answers owed now, by the age of the complaint in days: up to 1, 2 to 5, 6 to 14, more
    ages: tuple[int, int, int, int]
    open: int
    late: int
    #: of those that came in within the span: how many, answered within their time, content, not content
    came: int
    answered: int
    in_time: int
    content: int
    discontent: int


#: Bounds of the ages of open complaints, in days.
AGES = (1, 5, 14)


def figures(officer: Officer, *, at: datetime, days: int) -> list[TopicFigures]:
    """Every topic with what is open by age, and what came in within the last ``days``; one statement."""
    opened, came = Q(state__in=sorted(states.OPEN)), Q(created_at__gte=at - timedelta(days=days))
    one, five, fourteen = (at - timedelta(days=number) for number in AGES)
    young, old = Q(since__gte=one), Q(since__lt=fourteen)
    rows = visible_to(officer).exclude(state=states.SPAM).filter(opened | came).order_by()
    found = rows.values("topic").annotate(
        young=Count("pk", filter=opened & young),
        some_days=Count("pk", filter=opened & Q(since__lt=one, since__gte=five)),
        weeks=Count("pk", filter=opened & Q(since__lt=five, since__gte=fourteen)),
        old=Count("pk", filter=opened & old),
        late=Count("pk", filter=opened & Q(due_at__lt=at)),
        came=Count("pk", filter=came),
        answered=Count("pk", filter=came & Q(first_answered_at__isnull=False)),
        in_time=Count("pk", filter=came & Q(is_in_time=True)),
        content=Count("pk", filter=came & Q(is_content=True)),
        discontent=Count("pk", filter=came & Q(is_content=False)),
    )
    by_topic = {row["topic"]: row for row in found}
    return [
        _line(topic, label, by_topic[topic]) for topic, label in labels.TOPICS.items() if topic in by_topic
    ]


def _line(topic: str, label: Promise | str, row: Any) -> TopicFigures:
    ages = (row["young"], row["some_days"], row["weeks"], row["old"])
    return TopicFigures(
        topic, label, ages, sum(ages), row["late"], row["came"], row["answered"], row["in_time"],
        row["content"], row["discontent"],
    )  # fmt: skip


def what_happened(complaint: Complaint) -> str:
    """One sentence for an officer whose step came too late: how it stands now, by whom, since when."""
    now = Complaint.objects.filter(pk=complaint.pk).values_list("state", flat=True).first()
    last = next(iter(newest_of("complaint", complaint.reference, _TOLD, most=1)), None)
    state = states.LABELS[now or complaint.state]
    if last is None or not last.actor_name:
        return _("Aduan ini sekarang “%(state)s”. Langkah Anda tidak dicatat.") % {"state": state}
    return _("Aduan ini sekarang “%(state)s”, oleh %(name)s pukul %(time)s. Langkah Anda tidak dicatat.") % {
        "state": state,
        "name": last.actor_name,
        "time": clock_time(last.at),
    }
