"""Ask for, or publish, several drafts at once: each by itself, so that one that is refused does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..models import ServiceDraft
from .ask_to_publish import ask_to_publish
from .publish_draft import publish_draft


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one service; ``refused`` is the sentence why nothing did."""

    code: str
    refused: str = ""


def publish_many(drafts: Mapping[ServiceDraft, int], *, by: Account, opens: bool = False) -> list[Outcome]:
    """Each draft at the revision that was shown becomes a version, from the moment its request names.

    ``opens``: residents see the services that are new. The rules are those of ``publish_draft``, its refusals
    stand in the outcomes.
    """

    def publish(draft: ServiceDraft, revision: int) -> None:
        request = getattr(draft, "request", None)
        since = request.wanted_from if request is not None else None
        is_ahead = since is not None and since > clock.now()
        is_new = opens and draft.based_on_id is None
        publish_draft(draft, revision=revision, by=by, since=since if is_ahead else None, opens=is_new)

    return _each(drafts, publish)


def ask_for_many(drafts: Mapping[ServiceDraft, int], *, by: Account, note: str = "") -> list[Outcome]:
    """Put each draft, at the revision that was shown, before the other administrators."""
    return _each(drafts, lambda draft, revision: _asked(draft, revision, by=by, note=note))


def _asked(draft: ServiceDraft, revision: int, *, by: Account, note: str) -> None:
    ask_to_publish(draft, revision=revision, by=by, note=note)


def _each(drafts: Mapping[ServiceDraft, int], do: Callable[[ServiceDraft, int], None]) -> list[Outcome]:
    """Always in the same order, so that two who decide at once do not wait for each other."""
    found = []
    for draft in sorted(drafts, key=lambda one: one.service_id):
        try:
            with transaction.atomic():
                do(draft, drafts[draft])
        except Refusal as refused:
            found.append(Outcome(draft.service.code, str(refused)))
        else:
            found.append(Outcome(draft.service.code))
    return found
