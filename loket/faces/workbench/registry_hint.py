"""What the population register said, in the words of a hint beside the form; never a gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from loket.foundation.kernel import clock
from loket.registry.labels import FIELDS
from loket.registry.models import RegistryLookup
from loket.registry.queries import hint_about, is_in_use
from loket.tenants.scope import current_tenant


@dataclass(frozen=True, slots=True)
class Verdict:
    """One field: the same, different, or not said (None)."""

    label: str
    same: bool | None


@dataclass(frozen=True, slots=True)
class HintPanel:
    """The panel "Data SIAK" of a page."""

    verdicts: tuple[Verdict, ...]
    #: One sentence when there is no verdict to show.
    sentence: str
    #: When the register was last asked about this.
    asked_at: datetime | None
    #: The sentence about an outage, empty when the register answers.
    outage: str


def hint_panel(obj_type: str, obj_ref: str) -> HintPanel | None:
    """The panel for an account or a case; None when the dinas asks no register. At most three short queries."""
    hint = hint_about(obj_type, obj_ref)
    if hint is None:
        return None
    latest = None if hint.is_pending else hint.latest
    return HintPanel(
        verdicts=_verdicts(latest),
        sentence=_("Sedang ditanyakan. Muat ulang sebentar lagi.") if hint.is_pending else _sentence(latest),
        asked_at=latest.at if latest else None,
        outage=_outage(hint.silent_since),
    )


def asks_register() -> bool:
    """Whether the dinas asks a register at all."""
    return is_in_use()


def _verdicts(latest: RegistryLookup | None) -> tuple[Verdict, ...]:
    if latest is None or latest.outcome != "answered":
        return ()
    said = dict.fromkeys(latest.same, True) | dict.fromkeys(latest.different, False)
    return tuple(Verdict(str(FIELDS.get(name, name)), said.get(name)) for name in latest.asked)


def _sentence(latest: RegistryLookup | None) -> str:
    if latest is None:
        return _("Belum ditanyakan.")
    return {
        "answered": "",
        "unknown": _("NIK ini tidak dikenal SIAK."),
        "silent": _("SIAK tidak menjawab. Periksa dengan cara biasa."),
        "fault": _("Pertanyaan ke SIAK ditolak. Beri tahu administrator; periksa dengan cara biasa."),
        "limit": _("Batas pertanyaan hari ini sudah tercapai. Periksa dengan cara biasa."),
    }.get(latest.outcome, "")


def _outage(since: datetime | None) -> str:
    if since is None:
        return ""
    here, today = since.astimezone(current_tenant().zone), clock.today(current_tenant().zone)
    when = f"{here:%H.%M}" if here.date() == today else f"{here:%d-%m %H.%M}"
    return _("SIAK tidak menjawab sejak %(when)s; periksa dengan cara biasa.") % {"when": when}
