"""What a helper may do: kept, changed, closed."""

from __future__ import annotations

from collections.abc import Sequence

from loket.audit.actions.record import record
from loket.foundation.kernel import clock

from ..models import HelperTerms


def set_terms(
    username: str,
    *,
    kind: str,
    place: str,
    daily_limit: int,
    services: Sequence[str],
    suspended: bool = False,
) -> HelperTerms:
    """Keep the terms of the helper with this user name; a change holds from the next page on."""
    known = HelperTerms.objects.filter(username=username.lower()).first()
    since = (known.suspended_at if known else None) or clock.now()
    terms, _made = HelperTerms.objects.update_or_create(
        username=username.lower(),
        defaults={
            "kind": kind,
            "place": place,
            "daily_limit": daily_limit,
            "services": list(services),
            "suspended_at": since if suspended else None,
        },
    )
    record(
        "intake.set_terms",
        obj_type="helper",
        obj_ref=str(terms.pk),
        detail={"kind": kind, "daily_limit": daily_limit, "services": list(services), "suspended": suspended},
    )
    found: HelperTerms = terms
    return found
