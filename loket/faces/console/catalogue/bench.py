"""The workbench of one service: its draft (or what its newest version was made from) with everything about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404

from loket.accounts.models import Account
from loket.catalogue.actions.open_draft import open_draft
from loket.catalogue.compiling import whole_field
from loket.catalogue.draft_checking import problems_of_draft
from loket.catalogue.draft_queries import latest_changes, retired_parts, shared_data, source_of
from loket.catalogue.editing_conditions import Watched, watchable
from loket.catalogue.models import DraftChange, Service, ServiceDraft, ServiceVersion


@dataclass
class Bench:
    """One service on the builder's page. ``draft`` is None until the first edit begins one."""

    service: Service
    draft: ServiceDraft | None
    newest: ServiceVersion | None
    source: Mapping[str, Any]
    shared: Mapping[str, Any]
    revision: int
    #: published version, if any
    live: ServiceVersion | None = None
    #: sentence of an edit that was refused just now
    refused: str = ""

    @property
    def title(self) -> str:
        """The service as people say it."""
        return str(self.source.get("title_id") or self.source.get("name_id") or self.service.code)

    @cached_property
    def watched(self) -> list[Watched]:
        """Questions that conditions may look at."""
        return list(watchable(self.source, self.shared))

    @cached_property
    def problems(self) -> Mapping[str, list[str]]:
        """What keeps it from being published, by element."""
        found: dict[str, list[str]] = {}
        for problem in problems_of_draft(self.source, self.shared):
            found.setdefault(problem.element, []).append(problem.sentence)
        return found

    @cached_property
    def problem_count(self) -> int:
        """How many sentences there are."""
        return sum(len(sentences) for sentences in self.problems.values())

    @cached_property
    def fields(self) -> Mapping[str, Mapping[str, Any]]:
        """Own questions by slug, shared ones whole."""
        rows = self.source.get("fields") or ()
        return {row["slug"]: {**whole_field(row, self.shared), "shared": row.get("shared")} for row in rows}

    @cached_property
    def papers(self) -> Mapping[str, Mapping[str, Any]]:
        """Papers by slug, with what their photo kind says."""
        known = self.shared.get("documents") or {}
        rows = self.source.get("documents") or ()
        return {row["slug"]: {**(known.get(row["slug"]) or {}), **row} for row in rows}

    @cached_property
    def changes(self) -> Sequence[DraftChange]:
        """The newest changes that are not published yet."""
        return latest_changes(self.service) if self.draft else []

    @cached_property
    def put_aside(self) -> set[tuple[str, str]]:
        """Shared parts that are offered nowhere any more."""
        return retired_parts()

    def opened(self, by: Account) -> ServiceDraft:
        """The draft, begun now where there is none."""
        return self.draft or open_draft(self.service, by=by)


def bench_of(code: str) -> Bench:
    """The bench of the service with this code; 404 where the dinas has none."""
    service = Service.objects.filter(code=code).first()
    if service is None:
        raise Http404
    draft = (
        ServiceDraft.objects.select_related("updated_by", "asked_to_publish_by")
        .filter(service=service)
        .first()
    )
    newest = ServiceVersion.objects.filter(service=service).order_by("-number").first()
    if draft is None and newest is None:
        raise Http404
    shared = shared_data()
    if draft is not None:
        return Bench(service, draft, newest, draft.source, shared, draft.revision, live=newest)
    assert newest is not None  # noqa: S101 - one of the two is there
    return Bench(service, None, newest, source_of(newest, shared), shared, 0, live=newest)
