"""Add one row to the operators' record."""

from __future__ import annotations

from collections.abc import Mapping

from loket.audit.rules import check_impersonal, sealed_words

from ..models import Deed, Operator


def note(
    action: str, *, by: Operator | None, tenant_slug: str = "", detail: Mapping[str, object] | None = None
) -> Deed:
    """Write who did ``action``, in the present transaction: no record, no deed (security rule 37).

    Raises PersonalDataInRecord for a NIK or a mobile number in ``detail``.
    """
    facts = dict(detail or {})
    check_impersonal(sealed_words(facts).replace('"', " "))
    return Deed.objects.create(
        action=action,
        actor_id=str(by.public_id) if by else "",
        actor_name=by.display_name if by else "",
        tenant_slug=tenant_slug,
        detail=facts,
    )
