"""What the pages of versions and publication ask."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from loket.foundation.kernel import clock
from loket.staff.queries import officers_with

from .models import DraftChange, PublishingRule, Service, ServiceDraft, ServiceVersion

ADMINISTRATOR = "administrator"


def alone_allowed() -> bool:
    """Whether this dinas lets its only administrator publish what she asked for herself."""
    return PublishingRule.objects.filter(alone_allowed=True).exists()


def administrators() -> int:
    """How many administrators may publish here."""
    return officers_with(ADMINISTRATOR).count()


def versions_of(service: Service) -> QuerySet[ServiceVersion]:
    """Every version, the newest first, with who asked and who published, without definitions."""
    rows: QuerySet[ServiceVersion] = ServiceVersion.objects.filter(service=service)
    return (
        rows.select_related("publication__asked_by", "publication__published_by")
        .defer("definition", "source")
        .order_by("-number")
    )


def newest_version(service: Service) -> ServiceVersion | None:
    """The version with the highest number, also one that begins later; None for a new service."""
    found: ServiceVersion | None = ServiceVersion.objects.filter(service=service).order_by("-number").first()
    return found


def version_now(service: Service) -> ServiceVersion | None:
    """What residents get at this moment; None before the first version."""
    rows = ServiceVersion.objects.filter(service=service, published_at__lte=clock.now())
    found: ServiceVersion | None = rows.order_by("-number").first()
    return found


def waiting_requests() -> QuerySet[ServiceDraft]:
    """Drafts whose publication was asked for, the longest waiting first."""
    rows: QuerySet[ServiceDraft] = ServiceDraft.objects.filter(asked_to_publish_at__isnull=False)
    return (
        rows.select_related("service", "asked_to_publish_by", "request")
        .defer("source")
        .order_by("asked_to_publish_at")
    )


def changes_since(draft: ServiceDraft, revision: int) -> list[DraftChange]:
    """What was done to a draft after ``revision``, the oldest first."""
    rows = DraftChange.objects.filter(service_id=draft.service_id, revision__gt=revision)
    return list(rows.select_related("by").order_by("revision"))


def titles_of(drafts: Sequence[ServiceDraft]) -> dict[int, str]:
    """Draft key to what people call its service; one query, without the sources."""
    title = KeyTextTransform("title_id", "source")
    name = KeyTextTransform("name_id", "source")
    rows = ServiceDraft.objects.filter(pk__in=[one.pk for one in drafts]).values_list("pk", title, name)
    return {key: str(said or official or "") for key, said, official in rows}
