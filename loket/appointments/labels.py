"""What people come for, and the words of the three heights of a slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

RECORDING = "recording"
IKD = "ikd"
MEETING = "meeting"
COMPLAINT = "complaint"
PICKUP = "pickup"

#: What the person comes for, as everybody reads it.
KINDS: dict[str, _StrPromise] = {
    RECORDING: _("Perekaman KTP-el"),
    IKD: _("Aktivasi IKD"),
    MEETING: _("Tanda tangan atau tatap muka"),
    COMPLAINT: _("Loket pengaduan"),
    PICKUP: _("Pengambilan dokumen"),
}
#: The visit a case waits for, by the role behind its visit slot; any other role: a meeting.
KIND_OF_ROLE = {"petugas_perekaman": RECORDING, "petugas_ikd": IKD}
#: Who sits at the counter of each kind; the front desk greets for all of them.
ROLES_OF_KIND: dict[str, frozenset[str]] = {
    RECORDING: frozenset({"petugas_perekaman", "petugas_loket"}),
    IKD: frozenset({"petugas_ikd", "petugas_loket"}),
    MEETING: frozenset({"petugas_pencatatan", "petugas_loket"}),
    COMPLAINT: frozenset({"petugas_pengaduan", "petugas_loket"}),
    PICKUP: frozenset({"petugas_pengambilan", "petugas_loket"}),
}
#: Everybody who receives people.
RECEIVERS = frozenset[str]().union(*ROLES_OF_KIND.values())
#: Only offices with this mark receive people for these kinds.
OFFICE_MARK = {RECORDING: "is_recording", IKD: "is_ikd", PICKUP: "is_pickup"}

PLENTY, FEW, FULL = "plenty", "few", "full"
#: How full a slot or a day is, said without figures (experience R23).
HEIGHTS: dict[str, _StrPromise] = {
    PLENTY: _("masih banyak"),
    FEW: _("tinggal sedikit"),
    FULL: _("penuh"),
}
