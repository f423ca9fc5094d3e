"""What the population register said, in the words of a hint beside the form; never a gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from loket.applications.models import Application
from loket.applications.policies import rule_may_be_undone
from loket.foundation.kernel import clock
from loket.registry.labels import FIELDS, OUTCOMES, RULE_INPUTS
from loket.registry.models import RegistryLookup
from loket.registry.queries import hint_about, is_in_use, rule_decision_of
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


@dataclass(frozen=True, slots=True)
class RulePanel:
    """How the service's rule decided about a case, with what it saw."""

    outcome: str
    version: int
    at: datetime
    #: condition in words, yes or no
    inputs: tuple[tuple[str, bool], ...]
    may_undo: bool


def rule_panel(case: Application, *, may_undo: bool) -> RulePanel | None:
    """What the rule said about this case; None when it never looked. One query where a register is in use."""
    decision = rule_decision_of(case.reference) if is_in_use() else None
    if decision is None:
        return None
    return RulePanel(
        outcome=str(OUTCOMES.get(decision.outcome, decision.outcome)),
        version=decision.rule_version,
        at=decision.at,
        inputs=tuple(
            (str(words), decision.inputs[key]) for key, words in RULE_INPUTS.items() if key in decision.inputs
        ),
        may_undo=may_undo and rule_may_be_undone(case),
    )


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
