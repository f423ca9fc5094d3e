"""Questions about the register: what it said last, whether it is away, how much was asked today."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet

from loket.foundation.gateways.registry.routes import NONE
from loket.foundation.kernel import clock
from loket.tenants.scope import current_tenant

from .models import AcceptRule, PendingLookup, RegistryLookup, RegistrySettings, RuleDecision

_SECONDS = 30
_kept: dict[int, tuple[float, RegistrySettings]] = {}

ANSWERED = ("answered", "unknown")


@dataclass(frozen=True, slots=True)
class Hint:
    """What stands beside the form. ``latest`` is the newest row of the journal about this object."""

    latest: RegistryLookup | None
    is_pending: bool
    #: Since when the register does not answer; None while it does.
    silent_since: datetime | None


def registry_settings() -> RegistrySettings:
    """The dinas' choice; "none" when it made none. Kept for half a minute in each process."""
    tenant = current_tenant()
    kept = _kept.get(tenant.pk)
    if kept is None or time.monotonic() - kept[0] > _SECONDS:
        row = RegistrySettings.objects.first() or RegistrySettings(adapter=NONE)
        kept = _kept[tenant.pk] = (time.monotonic(), row)
    return kept[1]


def forget_settings() -> None:
    """Drop what is kept of the settings; after a change, and in tests."""
    _kept.clear()


def is_in_use() -> bool:
    """Whether the dinas asks a register at all."""
    return registry_settings().adapter != NONE


def hint_about(obj_type: str, obj_ref: str) -> Hint | None:
    """What the register said about this object; None when the dinas asks none. At most three short queries."""
    if not is_in_use():
        return None
    latest = RegistryLookup.objects.filter(obj_type=obj_type, obj_ref=obj_ref).order_by("-id").first()
    pending = PendingLookup.objects.filter(obj_type=obj_type, obj_ref=obj_ref).exists()
    return Hint(latest, pending, silent_since())


def silent_since() -> datetime | None:
    """The first unanswered question since the last answer; None when the last one was answered."""
    last = RegistryLookup.objects.filter(outcome__in=ANSWERED).order_by("-id").values("id")[:1]
    silent = RegistryLookup.objects.filter(outcome="silent", at__gt=clock.now() - timedelta(days=7))
    found = silent.aggregate(
        since=Min("at", filter=Q(id__gt=last)), ever=Min("at"), answered=Count("pk", filter=Q(id__lt=last))
    )
    since: datetime | None = found["since"]
    if since is None and not RegistryLookup.objects.filter(outcome__in=ANSWERED).exists():
        since = found["ever"]
    return since


def asked_since(moment: datetime) -> int:
    """How many questions left the house since then; those refused by the limit did not."""
    return int(RegistryLookup.objects.filter(at__gte=moment).exclude(outcome="limit").count())


def today_begins() -> datetime:
    """Midnight of the dinas' own day."""
    here = clock.now().astimezone(current_tenant().zone)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def journal_rows(limit: int) -> QuerySet[RegistryLookup]:
    """The newest rows of the journal, at most ``limit``."""
    rows: QuerySet[RegistryLookup] = RegistryLookup.objects.order_by("-id")[:limit]
    return rows


def totals_of_half_year() -> list[dict[str, object]]:
    """Look-ups of the last 183 days by purpose and outcome: the semester report (Permendagri 102/2019)."""
    rows = RegistryLookup.objects.filter(at__gte=clock.now() - timedelta(days=183))
    return list(rows.values("purpose", "outcome").annotate(count=Count("pk")).order_by("purpose", "outcome"))


def rule_of(service_code: str) -> AcceptRule | None:
    """The service's rule, switched on or off; None when there never was one."""
    found: AcceptRule | None = AcceptRule.objects.filter(service_code=service_code).first()
    return found


def rules_by_service() -> dict[str, AcceptRule]:
    """Every rule of the dinas."""
    return {rule.service_code: rule for rule in AcceptRule.objects.all()}


def accepted_today(service_code: str) -> int:
    """How many applications of the service its rule accepted today."""
    rows = RuleDecision.objects.filter(service_code=service_code, at__gte=today_begins(), outcome="accepted")
    return int(rows.count())


def rule_decision_of(reference: str) -> RuleDecision | None:
    """The newest look of a rule at this application."""
    found: RuleDecision | None = RuleDecision.objects.filter(reference=reference).order_by("-id").first()
    return found


def accepted_per_service() -> dict[str, dict[str, int]]:
    """Outcomes of the last thirty days by service."""
    rows = (
        RuleDecision.objects.filter(at__gte=clock.now() - timedelta(days=30))
        .values("service_code", "outcome")
        .annotate(count=Count("pk"))
    )
    found: dict[str, dict[str, int]] = {}
    for row in rows:
        found.setdefault(row["service_code"], {})[row["outcome"]] = row["count"]
    return found
