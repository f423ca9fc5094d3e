"""What the builder asks: the shared parts of the dinas, drafts, and where something is used."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models.fields.json import KeyTextTransform

from .loading import packaged
from .models import DraftChange, Service, ServiceDraft, ServiceVersion, SharedPart
from .sections import Part, data_of, parts_of
from .sources import written_back

#: Owner of stored files that are sample photos: nobody's paper, shown to everybody.
SAMPLE_OWNER = "catalogue:sample"


def shared_data() -> dict[str, Any]:
    """The shared sections of this dinas in the shape of a catalogue file, for compiling and checking.

    One query. A dinas that was opened before its parts were kept gets those of the packaged catalogue.
    """
    rows = SharedPart.objects.values_list("section", "slug", "position", "definition")
    found = [Part(*row) for row in rows]
    return data_of(found or parts_of(packaged().data))


def retired_parts() -> set[tuple[str, str]]:
    """Section and name of the shared parts that are put aside: kept where they are used, offered nowhere."""
    return set(SharedPart.objects.filter(retired=True).values_list("section", "slug"))


def source_of(version: ServiceVersion, shared: dict[str, Any] | None = None) -> dict[str, Any]:
    """The source a version was made from, a copy to work on."""
    if version.source:
        return copy.deepcopy(version.source)
    code = version.definition["code"]
    if code in packaged().services and packaged().definition(code) == version.definition:
        return copy.deepcopy(dict(packaged().services[code]))
    return copy.deepcopy(written_back(version.definition, shared_data() if shared is None else shared))


def latest_changes(service: Service, *, most: int = 8) -> list[DraftChange]:
    """The newest changes of a draft that are not published yet, with who made them."""
    rows = DraftChange.objects.filter(service=service, version__isnull=True, what__gt="")
    return list(rows.select_related("by").order_by("-revision")[:most])


def changes_of_element(service: Service, element: str) -> list[DraftChange]:
    """Every change meant for one element, newest first; published ones too."""
    rows = DraftChange.objects.filter(service=service, element=element)
    return list(rows.select_related("by").order_by("-revision")[:50])


@dataclass(frozen=True, slots=True)
class AtWork:
    """A service in the administrators' list."""

    service: Service
    title: str
    #: newest published number; 0 for none
    version: int
    has_draft: bool
    #: a second administrator was asked to publish it
    waits: bool
    changed_by: str
    changed_at: datetime | None


def services_at_work() -> list[AtWork]:
    """Every service in the office's order; three queries, without definitions or sources."""
    title = KeyTextTransform("title_id", "definition")
    name = KeyTextTransform("name_id", "definition")
    rows = ServiceVersion.objects.filter(published_at__isnull=False).order_by("service_id", "-number")
    newest = {
        row[0]: (row[1], row[2] or row[3])
        for row in rows.distinct("service_id").values_list("service_id", "number", title, name)
    }
    drafts = {
        row[0]: row[1:]
        for row in ServiceDraft.objects.values_list(
            "service_id",
            KeyTextTransform("title_id", "source"),
            "asked_to_publish_at",
            "updated_by__display_name",
            "updated_at",
        )
    }
    return [_at_work(service, newest, drafts) for service in Service.objects.order_by("position", "code")]


def _at_work(
    service: Service, newest: dict[int, tuple[int, str]], drafts: dict[int, tuple[Any, ...]]
) -> AtWork:
    number, title = newest.get(service.pk, (0, ""))
    draft = drafts.get(service.pk)
    return AtWork(
        service=service,
        title=(draft[0] if draft else "") or title or service.code,
        version=number,
        has_draft=draft is not None,
        waits=draft is not None and draft[1] is not None,
        changed_by=(draft[2] or "") if draft else "",
        changed_at=draft[3] if draft else None,
    )


def newest_sources() -> dict[str, dict[str, Any]]:
    """The source of every service by its code: of the draft where there is one, else of the newest version."""
    found: dict[str, dict[str, Any]] = {}
    shared: dict[str, Any] | None = None
    versions = ServiceVersion.objects.select_related("service").order_by("service_id", "-number")
    for version in versions.distinct("service_id"):
        if not version.source and shared is None:
            shared = shared_data()
        found[version.service.code] = source_of(version, shared)
    for draft in ServiceDraft.objects.select_related("service"):
        found[draft.service.code] = draft.source
    return found


def parts_in(section: str) -> list[SharedPart]:
    """The shared parts of a section in the order of the file, those put aside at the end."""
    rows = SharedPart.objects.filter(section=section).select_related("updated_by")
    return list(rows.order_by("retired", "position"))


def part_named(section: str, slug: str) -> SharedPart | None:
    """One shared part, or None."""
    found: SharedPart | None = (
        SharedPart.objects.filter(section=section, slug=slug).select_related("updated_by").first()
    )
    return found
