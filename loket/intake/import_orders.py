"""Ask a worker to go on with a list; the row is the truth, a job is only a wake-up and may come twice."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from . import import_states
from .models import Import

#: Queue of its own: a list of 50,000 rows keeps neither codes nor photos waiting.
QUEUE = "intake"
READ, CHECK, BRING_IN, TELL = "intake.read", "intake.check", "intake.bring_in", "intake.tell"
#: The job of each state in which a worker is busy.
JOBS = {
    import_states.READING: READ,
    import_states.CHECKING: CHECK,
    import_states.BRINGING_IN: BRING_IN,
}


def order(batch: Import, task: str) -> bool:
    """Put the job into the queue, in the present transaction; False when one waits there already."""
    job = app.configure_task(task, queue=QUEUE, queueing_lock=f"{task}:{batch.pk}")
    try:
        with transaction.atomic():
            job.defer(tenant_id=batch.tenant_id, batch_id=batch.pk)
    except (AlreadyEnqueued, IntegrityError):
        return False
    return True
