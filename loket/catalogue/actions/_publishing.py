"""What every step towards a new version does first: hold the service, see that nothing changed meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel.errors import Refusal

from ..models import DraftChange, Service, ServiceDraft, ServiceVersion
from ..publishing_queries import changes_since, newest_version


class ChangedSince(Refusal):
    """The draft was changed after the page was shown; ``changes`` say what, nothing was published."""

    default_code = "changed_since"
    default_status = 409

    def __init__(self, changes: Sequence[DraftChange]) -> None:
        names = ", ".join(dict.fromkeys(change.by.display_name for change in changes if change.by))
        if names:
            sentence = _("Draf ini baru saja diubah oleh {names}. Lihat perubahannya, lalu putuskan lagi.")
            super().__init__(format_lazy(sentence, names=names))
        else:
            super().__init__(_("Draf ini baru saja diubah. Lihat perubahannya, lalu putuskan lagi."))
        self.changes = list(changes)


class AlreadyPublished(Refusal):
    """Somebody else was quicker: the draft is a version by now; ``version`` is the newest one."""

    default_code = "already_published"
    default_status = 409

    def __init__(self, version: ServiceVersion | None) -> None:
        if version is None:
            super().__init__(_("Draf ini sudah tidak ada."))
        else:
            sentence = _("Draf ini sudah diterbitkan sebagai versi {number}.")
            super().__init__(format_lazy(sentence, number=version.number))
        self.version = version


def draft_as_shown(draft: ServiceDraft, revision: int) -> ServiceDraft:
    """The draft locked, with its service. Raises ``AlreadyPublished`` and ``ChangedSince``.

    Without its key: an edit that holds the draft writes a row that points to the service, and would wait for us.
    """
    service = Service.objects.select_for_update(no_key=True).get(pk=draft.service_id)
    current: ServiceDraft | None = ServiceDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if current is None:
        raise AlreadyPublished(newest_version(service))
    current.service = service
    if current.revision != revision:
        raise ChangedSince(changes_since(current, revision))
    return current
