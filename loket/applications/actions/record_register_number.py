"""The operator notes the number under which SIAK keeps the entry."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..models import Application
from ..policies import Officer, require_work
from ..states import Slot

_SHAPE = re.compile(r"[A-Z0-9][A-Z0-9 ./-]{2,39}")


def record_register_number(application: Application, number: str, *, by: Officer) -> None:
    """Note SIAK's register number; a new one replaces it, and the record keeps that it was changed.

    Raises ``NotAllowed``, or ``Refusal`` (422) for a number that cannot be one.
    """
    require_work(by, application, Slot.PROCESS)
    typed = plain(number, max_length=40).upper()
    if not _SHAPE.fullmatch(typed):
        raise Refusal(
            _(
                "Nomor SIAK terdiri dari huruf, angka, titik, garis miring, atau strip. Contoh: 5108-LT-24112026-0001."
            ),
            code="register_number",
            field="nomor_siak",
        )
    was_known = bool(application.register_number)
    application.register_number = typed
    application.save(update_fields=["register_number"])
    record(
        "applications.registered",
        actor=by.actor,
        obj_type="application",
        obj_ref=application.reference,
        detail={"replaced": was_known},
    )
