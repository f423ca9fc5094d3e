"""Ask for a new version of published services because a shared part they use was changed."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from loket.accounts.models import Account
from loket.foundation.kernel.errors import Refusal

from ..models import Service
from ..shared_queries import services_behind
from .ask_to_publish import ask_to_publish
from .open_draft import open_draft
from .publish_many import Outcome


@transaction.atomic
def ask_again(codes: Collection[str], *, by: Account, note: str = "") -> list[Outcome]:
    """Services of ``codes`` that are behind become drafts as they are, put before a second administrator.

    Those that somebody is working on are left alone: the change reaches residents with that draft. A service
    whose draft is refused has the sentence in its outcome; the others go on.
    """
    wanted = [one for one in services_behind() if one.code in codes and not one.has_draft]
    services = {one.pk: one for one in Service.objects.filter(pk__in=[one.service_id for one in wanted])}
    found = []
    for behind in sorted(wanted, key=lambda one: one.service_id):
        try:
            with transaction.atomic():
                draft = open_draft(services[behind.service_id], by=by)
                ask_to_publish(draft, revision=draft.revision, by=by, note=note)
        except Refusal as refused:
            found.append(Outcome(behind.code, refused=str(refused)))
        else:
            found.append(Outcome(behind.code))
    return found
