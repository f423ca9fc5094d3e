"""A clean application is accepted by the service's rule, where the office has switched it on."""

from __future__ import annotations

import secrets

from loket.audit.actor import Actor, acting
from loket.registry.actions.note_rule import note_rule
from loket.registry.models import AcceptRule
from loket.registry.queries import accepted_today, rule_decision_of

from .. import lifecycle, states
from ..accepting import is_still_rebuilding, rule_inputs
from ..models import Application
from ..policies import Officer
from ..states import Slot
from .approve import approve

#: What the record and the history call the rule.
RULE_NAME = "Aturan otomatis"
#: After these the rule has had its say about a case; asking the register again throws no second dice.
_FINAL = ("accepted", "sampled", "capped")


def accept_by_rule(reference: str) -> str:
    """Look at one waiting application with its service's rule, in the open scope; returns how it ended.

    "accepted", "sampled", "capped" or "refused" are written into the journal of rules with the inputs as yes
    and no; "later" while papers are being rebuilt, "off", "gone" and "seen" leave no trace. Accepting goes
    through the ordinary ``approve`` as actor "system" and can be undone by an officer.
    """
    case = (
        Application.objects.select_for_update(of=("self",))
        .select_related("applicant__account", "service", "service_version")
        .filter(reference=reference, state=states.SUBMITTED)
        .first()
    )
    if case is None:
        return "gone"
    rule = AcceptRule.objects.select_for_update().filter(service_code=case.service.code, is_on=True).first()
    if rule is None:
        return "off"
    earlier = rule_decision_of(reference)
    if earlier is not None and earlier.outcome in _FINAL:
        return "seen"
    if is_still_rebuilding(case):
        return "later"
    inputs = rule_inputs(case)
    outcome = _outcome(rule, inputs)
    note_rule(rule, reference=reference, inputs=inputs, outcome=outcome)
    if outcome == "accepted":
        _accept(case, rule)
    return outcome


def _outcome(rule: AcceptRule, inputs: dict[str, bool]) -> str:
    if not all(inputs.values()):
        return "refused"
    if accepted_today(rule.service_code) >= rule.daily_cap:
        return "capped"
    return "sampled" if secrets.randbelow(100) < rule.sample_percent else "accepted"


def _accept(case: Application, rule: AcceptRule) -> None:
    by = Officer(
        actor=Actor("system", f"rule:{rule.pk}:v{rule.version}", RULE_NAME),
        membership_id=0,
        roles=frozenset({case.verify_role}),
    )
    with acting(by.actor):
        lifecycle.move(case, "claim", by=by.actor, slot=Slot.VERIFY, changes={"assignee_id": None})
        approve(case, by=by, note=f"{rule.service_code} v{rule.version}")
