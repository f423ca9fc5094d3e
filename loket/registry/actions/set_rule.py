"""Switch a service's accepting rule, or change its cap and its sample."""

from __future__ import annotations

from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.registry.models import AcceptRule


def set_rule(
    service_code: str, *, is_on: bool, daily_cap: int, sample_percent: int, by_name: str
) -> AcceptRule:
    """Keep the rule; its version goes up with every change, none without. ``sample_percent`` is 1 to 100."""
    rule: AcceptRule | None = AcceptRule.objects.select_for_update().filter(service_code=service_code).first()
    wanted = (is_on, daily_cap, sample_percent)
    if rule is not None and (rule.is_on, rule.daily_cap, rule.sample_percent) == wanted:
        return rule
    version = rule.version + 1 if rule else 1
    rule = rule or AcceptRule(service_code=service_code)
    rule.is_on, rule.daily_cap, rule.sample_percent = wanted
    rule.version, rule.changed_at, rule.changed_by = version, clock.now(), by_name
    rule.save()
    record(
        "registry.set_rule",
        obj_type="service",
        obj_ref=service_code,
        detail={"on": is_on, "cap": daily_cap, "sample": sample_percent, "version": version},
    )
    return rule
