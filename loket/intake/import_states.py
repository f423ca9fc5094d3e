"""The life of a list that is brought in, as data. Until ``done`` no case of it exists anywhere."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.transitions import Move, TransitionTable

READING = "reading"
READ = "read"
CHECKING = "checking"
CHECKED = "checked"
BRINGING_IN = "bringing_in"
DONE = "done"
UNREADABLE = "unreadable"
UNDONE = "undone"
DROPPED = "dropped"

#: What officers read.
LABELS = {
    READING: _("Sedang dibaca"),
    READ: _("Menunggu kolom dipasangkan"),
    CHECKING: _("Sedang diperiksa"),
    CHECKED: _("Selesai diperiksa"),
    BRINGING_IN: _("Sedang dimasukkan"),
    DONE: _("Sudah masuk"),
    UNREADABLE: _("Tidak terbaca"),
    UNDONE: _("Ditarik kembali"),
    DROPPED: _("Dibuang"),
}
#: A worker is busy with it.
WORKING = frozenset({READING, CHECKING, BRINGING_IN})
#: Columns may still be mapped.
MAPPABLE = frozenset({READ, CHECKED})

_O, _W = "officer", "worker"
MOVES = TransitionTable(
    (
        Move("understand", READING, READ, _W),
        Move("give_up", READING, UNREADABLE, _W),
        Move("check", READ, CHECKING, _O),
        Move("check", CHECKED, CHECKING, _O),
        Move("report", CHECKING, CHECKED, _W),
        Move("bring_in", CHECKED, BRINGING_IN, _O),
        Move("finish", BRINGING_IN, DONE, _W),
        Move("stand_back", BRINGING_IN, CHECKED, _W),
        Move("undo", DONE, UNDONE, _O),
        Move("drop", READ, DROPPED, _O),
        Move("drop", CHECKED, DROPPED, _O),
        Move("drop", UNREADABLE, DROPPED, _O),
    )
)
