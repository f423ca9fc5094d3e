"""What screens and jobs ask of the outbox."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from loket.foundation.kernel import clock

from .models import Message

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
