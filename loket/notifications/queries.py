"""What screens and jobs ask of the outbox."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from loket.foundation.kernel import clock

from . import states
from .models import Message, MessageText, TextChange
from .own_texts import Place
from .sameness import marks_of

#: how long a promise may be due before the sweeper calls it stuck
PATIENCE = timedelta(seconds=30)


def messages_about(ref: str) -> QuerySet[Message]:
    """Everything said about one thing, newest first."""
    about: QuerySet[Message] = Message.objects.filter(ref=ref)
    return about.order_by("-id")


def stuck_messages() -> QuerySet[Message]:
    """Promises that are due for longer than they should be and that no living worker holds."""
    now = clock.now()
    due: QuerySet[Message] = Message.objects.promised().filter(not_before__lt=now - PATIENCE)
    return due.exclude(leased_until__gt=now).order_by("-is_urgent", "not_before")


def given_up_messages() -> QuerySet[Message]:
    """Messages that reached nobody on any channel, newest first: for the administrator's screen."""
    given_up: QuerySet[Message] = Message.objects.set_aside()
    return given_up.order_by("-id")


def sent_as(pasted: str) -> Message | None:
    """The newest message that left with exactly this text, however it was copied; only its kind and day are read."""
    marks = marks_of(pasted)
    if not marks:
        return None
    same = Message.objects.filter(text_mark__in=marks, state=states.SENT)
    found: Message | None = same.only("kind", "channel", "done_at").order_by("-id").first()
    return found


def changes_of(place: Place) -> QuerySet[TextChange]:
    """Every change of one wording, newest first."""
    changes: QuerySet[TextChange] = TextChange.objects.filter(**place.columns)
    return changes.order_by("-number")


def last_number(place: Place) -> int:
    """Number of the newest change of a wording; 0 when it was never changed."""
    newest = changes_of(place).values_list("number", flat=True).first()
    return newest or 0


def own_texts() -> QuerySet[MessageText]:
    """Every wording of the dinas' own."""
    texts: QuerySet[MessageText] = MessageText.objects.all()
    return texts.order_by("kind", "service", "channel", "language")


def oldest_due() -> datetime | None:
    """Since when the oldest promise is due that has not left; None when nothing is due."""
    due = Message.objects.promised().filter(not_before__lte=clock.now()).order_by("not_before")
    since: datetime | None = due.values_list("not_before", flat=True).first()
    return since


def piles_of_messages() -> dict[str, int]:
    """How many messages wait, how many of them are due, and how many reached nobody."""
    now = clock.now()
    counted: dict[str, int] = Message.objects.aggregate(
        waiting=Count("pk", filter=Q(state__in=states.OPEN)),
        due=Count("pk", filter=Q(state__in=states.OPEN, not_before__lte=now)),
        failed=Count("pk", filter=Q(state=states.FAILED, next_channels=[])),
    )
    return counted


def messages_of(refs: list[str], *, most: int = 30) -> list[Message]:
    """Everything said about several things, the newest first; what it said and to whom stays sealed."""
    about = Message.objects.filter(ref__in=refs).defer("to", "addresses", "variables", "subject", "text")
    return list(about.order_by("-id")[:most])
