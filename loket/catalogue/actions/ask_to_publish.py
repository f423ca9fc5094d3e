"""Ask a second administrator to publish a draft, and take that back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.audit.actions.record import record
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.text import plain

from ..draft_checking import DraftProblem, problems_of_draft
from ..draft_queries import shared_data
from ..models import PublicationRequest, ServiceDraft
from ._publishing import draft_as_shown

#: Longest note.
LONGEST = 500


class NotReady(Refusal):
    """The draft still has gaps; ``problems`` say which, each with the element where it is mended."""

    default_code = "not_ready"
    default_status = 409

    def __init__(self, problems: list[DraftProblem]) -> None:
        super().__init__(_("Draf ini belum bisa diterbitkan. Lengkapi dulu yang tertulis di bawah."))
        self.problems = problems


@transaction.atomic
def ask_to_publish(
    draft: ServiceDraft, *, revision: int, by: Account, note: str = "", wanted_from: datetime | None = None
) -> ServiceDraft:
    """Put the draft, as it was at ``revision``, before the other administrators.

    ``wanted_from``: from when residents should get it (None: at once). The next change of the draft takes the
    request back. Raises ``ChangedSince``, ``AlreadyPublished``, ``NotReady`` and ``Refusal`` for the note.
    """
    current = draft_as_shown(draft, revision)
    problems = problems_of_draft(current.source, shared_data())
    if problems:
        raise NotReady(problems)
    current.asked_to_publish_by, current.asked_to_publish_at = by, clock.now()
    current.save(update_fields=["asked_to_publish_by", "asked_to_publish_at"])
    PublicationRequest.objects.update_or_create(
        draft=current,
        defaults={"note": plain(note, max_length=LONGEST, multiline=True), "wanted_from": wanted_from},
    )
    detail = {"revision": revision}
    record("catalogue.publish.ask", obj_type="service", obj_ref=current.service.code, detail=detail)
    return current


@transaction.atomic
def withdraw_request(draft: ServiceDraft, *, revision: int) -> ServiceDraft:
    """Take the request back, so that the draft can be changed in peace; also how a second person says no."""
    current = draft_as_shown(draft, revision)
    current.asked_to_publish_by, current.asked_to_publish_at = None, None
    current.save(update_fields=["asked_to_publish_by", "asked_to_publish_at"])
    PublicationRequest.objects.filter(draft=current).delete()
    record("catalogue.publish.withdraw", obj_type="service", obj_ref=current.service.code)
    return current
