"""Whether the only administrator of a dinas may publish alone."""

from __future__ import annotations

from django.db import transaction

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from ..models import PublishingRule


@transaction.atomic
def set_publishing_rule(*, alone_allowed: bool, by: Account) -> PublishingRule:
    """Allow or forbid it; holds only while there is one administrator."""
    rule, _made = PublishingRule.objects.update_or_create(
        defaults={"alone_allowed": alone_allowed, "set_by": by, "set_at": clock.now()}
    )
    record("catalogue.publishing_rule", obj_type="dinas", detail={"alone_allowed": alone_allowed})
    found: PublishingRule = rule
    return found
