"""Make a draft the next version of its service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..compiling import checksum, compile_service
from ..draft_checking import problems_of_draft
from ..draft_queries import shared_data
from ..models import DraftChange, Publication, PublicationRequest, Service, ServiceDraft, ServiceVersion
from ..policies import is_alone, may_publish
from ..publishing_queries import administrators, alone_allowed, newest_version
from ._publishing import draft_as_shown
from .ask_to_publish import NotReady


class NotAllowed(Refusal):
    """Another person must publish this."""

    default_code = "second_person"
    default_status = 403


class BasedOnOlder(Refusal):
    """Another version was published since this draft was begun; ``version`` is the newest."""

    default_code = "based_on_older"
    default_status = 409

    def __init__(self, version: ServiceVersion) -> None:
        super().__init__(
            _(
                "Sejak draf ini dimulai, versi lain sudah terbit. Gabungkan dulu ke dalam draf, lalu periksa lagi."
            )
        )
        self.version = version


@transaction.atomic
def publish_draft(
    draft: ServiceDraft, *, revision: int, by: Account, since: datetime | None = None, opens: bool = False
) -> ServiceVersion:
    """The draft at ``revision`` becomes a version, for residents from ``since`` on (None: at once).

    Applications under way keep theirs (ADR 5). ``opens``: residents see the service from then on. Raises
    ``ChangedSince``, ``AlreadyPublished``, ``BasedOnOlder``, ``NotReady`` and ``NotAllowed``; two who publish
    at the same time make one version.
    """
    current = draft_as_shown(draft, revision)
    alone = _permit(current, by)
    newest = newest_version(current.service)
    if newest is not None and current.based_on_id != newest.pk:
        raise BasedOnOlder(newest)
    shared = shared_data()
    problems = problems_of_draft(current.source, shared)
    if problems:
        raise NotReady(problems)
    definition = compile_service(current.source, shared)
    version = make_version(current.service, definition, current.source, since=since)
    request = PublicationRequest.objects.filter(draft=current).first()
    Publication.objects.create(
        version=version,
        asked_by=current.asked_to_publish_by,
        published_by=by,
        note=request.note if request else "",
    )
    DraftChange.objects.filter(service=current.service, version=None).update(version=version)
    _open(current.service, definition, opens=opens)
    _say(current, version, alone=alone)
    current.delete()
    return version


def make_version(
    service: Service,
    definition: Mapping[str, Any],
    source: Mapping[str, Any] | None,
    *,
    since: datetime | None = None,
) -> ServiceVersion:
    """The next version of a service that is locked. Raises ``Refusal`` when it would say nothing new."""
    newest, sum_ = newest_version(service), checksum(definition)
    if newest is not None and newest.checksum == sum_:
        raise Refusal(_("Tidak ada yang berbeda dari versi terbaru."), code="nothing_new", status=409)
    version: ServiceVersion = ServiceVersion.objects.create(
        service=service,
        number=1 if newest is None else newest.number + 1,
        definition=definition,
        source=source,
        checksum=sum_,
        published_at=max(since, clock.now()) if since else clock.now(),
    )
    return version


def _permit(draft: ServiceDraft, by: Account) -> bool:
    """Whether it is published alone. Raises ``NotAllowed``."""
    allowed, count = alone_allowed(), administrators()
    reason = may_publish(
        publisher=by.pk,
        asked_by=draft.asked_to_publish_by_id,
        alone_allowed=allowed,
        administrators=count,
    )
    if reason is not None:
        raise NotAllowed(reason)
    same = draft.asked_to_publish_by_id == by.pk
    return same and is_alone(alone_allowed=allowed, administrators=count)


def _open(service: Service, definition: Mapping[str, Any], *, opens: bool) -> None:
    category = str(definition.get("category") or service.category)
    if opens or category != service.category:
        service.category, service.is_active = category, service.is_active or opens
        service.save(update_fields=["category", "is_active"])


def _say(draft: ServiceDraft, version: ServiceVersion, *, alone: bool) -> None:
    detail = {
        "number": version.number,
        "revision": draft.revision,
        "since": version.published_at.isoformat() if version.published_at else "",
        "alone": alone,
    }
    record("catalogue.publish", obj_type="service", obj_ref=draft.service.code, detail=detail)
