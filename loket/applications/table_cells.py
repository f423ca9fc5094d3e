"""One column of one case in words: the same for a list of chosen columns and for an export."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from loket.tenants.scope import current_tenant

from . import states
from .models import Application
from .models.application import Channel


def cell_of(case: Application, column: str, *, service: str, kecamatan: str) -> str:
    """The words of a column (``queue_filter.COLUMNS``); names of service and kecamatan come from the caller."""
    return str(_cells(case, service, kecamatan)[column]())


def _cells(case: Application, service: str, kecamatan: str) -> Mapping[str, Any]:
    return {
        "number": lambda: case.reference,
        "service": lambda: service,
        "state": lambda: states.STATES[case.state].label,
        "kecamatan": lambda: kecamatan,
        "channel": lambda: Channel(case.channel).label,
        "sent": lambda: _moment(case.submitted_at),
        "due": lambda: _moment(case.due_at),
        "applicant": lambda: case.applicant_name,
    }


def _moment(at: datetime | None) -> str:
    return timezone.localtime(at, current_tenant().zone).strftime("%d-%m-%Y %H.%M") if at else ""
