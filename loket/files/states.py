"""The short life of a stored file, as data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable


class FileState(models.TextChoices):
    """Where a file stands. Only ``rebuilt`` files have bytes that may be shown."""

    RECEIVED = "received", _("Sedang disiapkan")
    REBUILT = "rebuilt", _("Siap dilihat")
    REFUSED = "refused", _("Ditolak")
    ERASED = "erased", _("Dihapus")


#: Made by the worker ("decoder") or by retention ("retention"); nobody moves a file by hand.
MOVES = TransitionTable(
    (
        Move("rebuild", FileState.RECEIVED, FileState.REBUILT, "decoder"),
        Move("refuse", FileState.RECEIVED, FileState.REFUSED, "decoder"),
        Move("erase", FileState.RECEIVED, FileState.ERASED, "retention"),
        Move("erase", FileState.REBUILT, FileState.ERASED, "retention"),
        Move("erase", FileState.REFUSED, FileState.ERASED, "retention"),
    )
)
