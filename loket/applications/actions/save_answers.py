"""Keep the answers of one step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import joined

from ..models import Application
from ..models.defect import DefectKind
from . import _draft


class StaleForm(Refusal):
    """The form was opened before somebody saved elsewhere: another tab, another phone."""

    default_code = "stale_form"
    default_status = 409

    def __init__(self) -> None:
        super().__init__(
            _(
                "Isian ini sudah diubah di tab atau HP lain. Isian Anda masih ada di bawah. Periksa, lalu simpan lagi."
            )
        )


def save_answers(application: Application, answers: Mapping[str, Any], *, edition: str | None) -> Application:
    """Merge ``answers`` (validated, JSON values by slug) into the application and return it as saved.

    ``edition`` is the application's edition when the form was made; None skips the comparison (a copy made by
    the house itself). Raises ``StaleForm`` when somebody saved since, ``NotEditable`` and ``NotToMend``.
    """
    with joined():  # refuses before it writes
        current = _draft.locked(application)
        _draft.check_editable(current, answers, kind=DefectKind.FIELD)
        if edition is not None and edition != current.edition:
            raise StaleForm
        merged = current.read_answers() | dict(answers)
        current.write_answers(merged)
        _draft.copy_facts(current, merged)
        _draft.note_answers(current)
        _draft.mark(current, answers, kind=DefectKind.FIELD, mended=True)
    return current
