"""Take a whole list back while nobody has begun to work on any of its cases."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from loket.applications.actions.take_back import take_back
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.residents.actions.let_go_of_people import let_go_of_people

from .. import import_states, lifecycle
from ..models import Import, ImportCase


class ImportBegun(Refusal):
    """Some case of the list was touched: it stays."""

    default_code = "import_begun"
    default_status = 409

    def __init__(self) -> None:
        super().__init__(
            _("Ada berkas dari daftar ini yang sudah dikerjakan. Daftar tidak bisa ditarik lagi.")
        )


def undo_import(batch: Import, *, by: Actor) -> Import:
    """Remove every case of the list and everybody entered with it, all or nothing; the record keeps the deed.

    Raises ``ImportMoved``, and ``ImportBegun`` when a case was opened, decided, noted on or told to its applicant.
    """
    if batch.state != import_states.DONE:
        raise lifecycle.ImportMoved
    if batch.told:
        raise ImportBegun
    cases = ImportCase.objects.filter(batch=batch)
    keys = list(cases.values_list("application_id", flat=True))
    made = list(cases.filter(made_applicant=True).values_list("application__applicant_id", flat=True))
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET CONSTRAINTS ALL IMMEDIATE"
                )  # a row that hangs on a case is found here, not later
            cases.delete()
            if not take_back(keys):
                raise ImportBegun
            let_go_of_people(set(made))
            detail = {"cases": len(keys)}
            lifecycle.move_import(batch, "undo", by=by, changes={"undone_at": clock.now()}, detail=detail)
    except IntegrityError:
        raise ImportBegun from None
    return batch
