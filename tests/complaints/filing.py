"""Small makers for tests of complaints."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

from loket.applications.models import Application
from loket.audit.actor import VISITOR
from loket.complaints.actions.file_complaint import Filing, file_complaint
from loket.complaints.models import Complaint
from loket.residents.models import Resident

_serial = itertools.count(1)


def filed(
    topic: str = "terlambat",
    text: str = "Sudah dua minggu KTP saya belum jadi.",
    *,
    resident: Resident | None = None,
    application: Application | None = None,
    **given: Any,
) -> Complaint:
    """A complaint that waits for its answer."""
    given.setdefault("phone", f"+6281299{next(_serial):06d}")
    filing = Filing(topic, text, **given)
    return file_complaint(filing, by=VISITOR, key=uuid.uuid4(), resident=resident, application=application)
