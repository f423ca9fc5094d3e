"""Write down what a rule saw and how it ended."""

from __future__ import annotations

from collections.abc import Mapping

from loket.registry.models import AcceptRule, RuleDecision


def note_rule(rule: AcceptRule, *, reference: str, inputs: Mapping[str, bool], outcome: str) -> RuleDecision:
    """One row of the journal of rules. ``outcome`` is a key of ``labels.OUTCOMES``."""
    decision: RuleDecision = RuleDecision.objects.create(
        service_code=rule.service_code,
        rule_version=rule.version,
        reference=reference,
        inputs=dict(inputs),
        outcome=outcome,
    )
    return decision
