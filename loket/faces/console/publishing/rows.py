"""Every draft beside what is published, for the page that decides many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from loket.accounts.models import Account
from loket.catalogue.comparing import Change
from loket.catalogue.draft_checking import DraftProblem, problems_of_draft
from loket.catalogue.draft_queries import shared_data
from loket.catalogue.models import ServiceDraft, ServiceVersion
from loket.catalogue.policies import is_alone, may_publish
from loket.catalogue.publishing_queries import administrators, alone_allowed

from .door import changes_between, title_of

#: Changes of one service shown in the list; its own page has all.
MOST = 20


@dataclass(slots=True)
class DraftRow:
    """One draft: what it changes for residents, and what this administrator may do with it."""

    draft: ServiceDraft
    title: str
    is_new: bool
    changes: Sequence[Change]
    more: int
    problems: Sequence[DraftProblem]
    #: another version was published since it was begun: merged on its own page first
    is_behind: bool
    is_mine: bool
    may_publish: bool
    may_ask: bool
    wanted_from: datetime | None
    is_chosen: bool = False
    #: why nothing came of it, after it was tried
    refused: str = ""

    @property
    def value(self) -> str:
        """What its box sends: the service, and the revision that is on the page."""
        return f"{self.draft.service.code}:{self.draft.revision}"


def draft_rows(me: Account) -> list[DraftRow]:
    """Every draft of the dinas, those that ``me`` may publish first; six queries."""
    shared, count, alone = shared_data(), administrators(), alone_allowed()
    rows = ServiceDraft.objects.select_related("service", "asked_to_publish_by", "request")
    drafts = list(rows.order_by("service__position", "service__code"))
    versions = ServiceVersion.objects.filter(service_id__in=[one.service_id for one in drafts])
    newest = {
        one.service_id: one
        for one in versions.order_by("service_id", "-number").distinct("service_id").defer("source")
    }
    found = [_row(draft, newest.get(draft.service_id), shared) for draft in drafts]
    for row in found:
        asked = row.draft.asked_to_publish_by_id
        row.is_mine = asked == me.pk
        refusal = may_publish(publisher=me.pk, asked_by=asked, alone_allowed=alone, administrators=count)
        ready = bool(row.changes) and not row.problems and not row.is_behind
        row.may_publish = ready and refusal is None
        row.may_ask = ready and asked is None
    return sorted(found, key=lambda row: (not row.may_publish, row.draft.asked_to_publish_by_id is None))


def is_lonely() -> bool:
    """Whether the only administrator publishes here alone, which the page says."""
    return is_alone(alone_allowed=alone_allowed(), administrators=administrators())


def _row(draft: ServiceDraft, newest: ServiceVersion | None, shared: Mapping[str, Any]) -> DraftRow:
    changes = changes_between(newest, draft, shared)
    request = getattr(draft, "request", None)
    return DraftRow(
        draft=draft,
        title=title_of(draft.source) or draft.service.code,
        is_new=newest is None,
        changes=(changes or ())[:MOST],
        more=max(len(changes or ()) - MOST, 0),
        problems=problems_of_draft(draft.source, shared),
        is_behind=newest is not None and draft.based_on_id != newest.pk,
        is_mine=False,
        may_publish=False,
        may_ask=False,
        wanted_from=request.wanted_from if request is not None else None,
    )
