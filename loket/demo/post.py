"""Lets the messages of the seeded past leave at their own time, so that the sandbox phone tells the story."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from loket.foundation.kernel import clock
from loket.notifications import lifecycle
from loket.notifications.actions.deliver import deliver
from loket.notifications.models import Message
from loket.tenants.scope import current_tenant

#: longer than the ten seconds in which a decision can be taken back
AFTER = timedelta(seconds=11)


def let_messages_leave(moment: datetime) -> None:
    """Send what was promised at ``moment``; the jobs in the queue find nothing left to do.

    Where e-mail is real, letters to the invented people are dropped instead.
    """
    if settings.LOKET_SMTP_URL:
        lifecycle.cancel(Message.objects.filter(channel="email"), error="demo")
    tenant = current_tenant()
    with clock.frozen(moment + AFTER):
        for key in Message.objects.promised().order_by("id").values_list("pk", flat=True):
            deliver(tenant, key)
