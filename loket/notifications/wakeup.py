"""Ask for a worker: a job per message, written in the present transaction.

The rows of the outbox are the truth; a job is only a wake-up and may be lost or come twice.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from loket.foundation.kernel import clock

from .models import Message

#: name of the job in tasks.py
DELIVER = "notifications.deliver"
QUEUE = "messages"
URGENT, NORMAL = 10, 0


def defer_delivery(message: Message) -> None:
    """Add the job that sends ``message`` when it is due; nothing when one waits in the queue already.

    The job holds row numbers only.
    """
    due_later = message.not_before > clock.now()
    job = app.configure_task(
        DELIVER,
        queue=QUEUE,
        queueing_lock=f"message:{message.pk}",
        priority=URGENT if message.is_urgent else NORMAL,
        schedule_at=message.not_before if due_later else None,
    )
    try:
        with transaction.atomic():
            job.defer(tenant_id=message.tenant_id, message_id=message.pk)
    except (AlreadyEnqueued, IntegrityError):
        return
