"""Add one row to the record."""

from __future__ import annotations

from collections.abc import Mapping

from ..actor import Actor, current_actor
from ..models import Entry
from ..rules import check_impersonal, sealed_words


def record(
    action: str,
    *,
    actor: Actor | None = None,
    obj_type: str = "",
    obj_ref: str = "",
    purpose: str = "",
    detail: Mapping[str, object] | None = None,
) -> Entry:
    """Write who did ``action`` to what, in the present transaction: no record, no deed (security rule 37).

    ``actor`` defaults to the one named by ``acting``. ``detail`` takes JSON values that are not personal;
    raises PersonalDataInRecord for a NIK, nomor KK or mobile number anywhere in the row.
    """
    who = actor or current_actor()
    facts = dict(detail or {})
    check_impersonal(obj_ref, purpose, who.id, sealed_words(facts).replace('"', " "))
    entry = Entry(
        action=action,
        actor_kind=who.kind,
        actor_id=who.id,
        actor_name="" if who.kind == "resident" else who.name,
        obj_type=obj_type,
        obj_ref=obj_ref,
        purpose=purpose,
        detail=facts,
    )
    entry.save()
    return entry
