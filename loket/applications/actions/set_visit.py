"""The day and hour on which the resident is expected, as the appointments say."""

from __future__ import annotations

from datetime import datetime

from loket.audit.actions.record import record

from .. import lifecycle
from ..models import Application


def set_visit(application: Application, at: datetime | None) -> None:
    """Keep when the resident comes, or that he has no hour any more (None); reminders count from it anew.

    The state stays. Raises ``Overtaken`` when somebody moved the case meanwhile.
    """
    if application.visit_at == at:
        return
    lifecycle.expect(application, at=at)
    record(
        "applications.set_visit",
        obj_type="application",
        obj_ref=application.reference,
        detail={"at": at.isoformat() if at else ""},
    )
