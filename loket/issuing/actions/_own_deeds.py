"""What the makers of documents can do to many cases: start production, mark ready."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.applications import states
from loket.applications.deeds import Deed, deeds
from loket.applications.models import Application
from loket.applications.policies import Officer
from loket.foundation.kernel.errors import Refusal
from loket.tenants.models import Office

from .mark_ready import mark_ready
from .start_production import start_production


def register() -> None:
    """Enter them, at start."""
    deeds.register(
        Deed(
            "start_production",
            gettext_lazy("Mulai kerjakan"),
            "printer",
            frozenset({states.IN_PROCESS, states.IN_PRODUCTION}),
            _start,
        ),
        Deed(
            "mark_ready",
            gettext_lazy("Tandai siap diambil"),
            "package-check",
            frozenset({states.IN_PRODUCTION}),
            _ready,
            needs=frozenset({"place"}),
        ),
    )


def _start(case: Application, by: Officer, chosen: Mapping[str, Any]) -> None:
    start_production(case, by=by)


def _ready(case: Application, by: Officer, chosen: Mapping[str, Any]) -> None:
    place = Office.objects.filter(slug=chosen.get("place")).first()
    if place is None:
        raise Refusal(_("Tempat pengambilan ini sudah tidak ada."))
    mark_ready(case, by=by, place=place, ready_from=datetime.fromisoformat(str(chosen["ready_from"])))
