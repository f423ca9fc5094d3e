"""Which published services still say what a shared part said before it was changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .compiling import compile_service
from .draft_queries import shared_data
from .models import ServiceDraft, ServiceVersion, SharedPart
from .shared_uses import uses_part


@dataclass(frozen=True, slots=True)
class Behind:
    """A published service that would say something else if it were published again as it is."""

    service_id: int
    code: str
    title: str
    #: section and name of the changed parts it uses
    parts: tuple[tuple[str, str], ...]
    #: somebody is working on it: the change reaches residents with that draft
    has_draft: bool
    #: and a second administrator was asked to publish it
    waits: bool


def services_behind() -> list[Behind]:
    """Every such service in the office's order; one query while no shared part was changed, else four.

    What counts is what residents get: a part that was changed and changed back leaves nobody behind, nor does
    a change of words that a service has its own words for. Versions without a source never are.
    """
    rows = SharedPart.objects.filter(updated_by__isnull=False)
    changed = sorted(rows.values_list("section", "slug"))
    if not changed:
        return []
    shared = shared_data()
    drafts = dict(ServiceDraft.objects.values_list("service_id", "asked_to_publish_at"))
    return [
        Behind(
            service_id=version.service_id,
            code=version.service.code,
            title=_title(version.definition),
            parts=tuple(_used(version, changed, shared)),
            has_draft=version.service_id in drafts,
            waits=drafts.get(version.service_id) is not None,
        )
        for version in _newest()
        if _says_otherwise(version, shared)
    ]


def _newest() -> list[ServiceVersion]:
    rows = ServiceVersion.objects.select_related("service").order_by("service_id", "-number")
    newest = list(rows.distinct("service_id"))
    return sorted(newest, key=lambda one: (one.service.position, one.service.code))


def _says_otherwise(version: ServiceVersion, shared: Mapping[str, Any]) -> bool:
    if not version.source:
        return False
    try:
        return bool(compile_service(version.source, shared) != version.definition)
    except KeyError:
        return False  # it names a part that is gone: only the builder can mend that


def _used(
    version: ServiceVersion, changed: Collection[tuple[str, str]], shared: Mapping[str, Any]
) -> Iterator[tuple[str, str]]:
    for section, slug in changed:
        if uses_part(version.source or {}, section, slug, shared):
            yield section, slug


def _title(definition: Mapping[str, Any]) -> str:
    return str(definition.get("title_id") or definition.get("name_id") or definition.get("code") or "")
