"""What waits, what failed, how much room there is."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from loket.files.backup_mark import last_backup
from loket.files.queries import stored_bytes
from loket.foundation.kernel import clock
from loket.notifications.actions.send_again import CannotSendAgain, send_again
from loket.notifications.kinds import kinds
from loket.notifications.models import CHANNELS, Message
from loket.notifications.queries import given_up_messages, oldest_due, piles_of_messages

from ..gate import administrator_required

#: Failed messages on the page, and at most sent again with one press.
SHOWN, MOST_AGAIN = 50, 200
#: A message that is due for longer: nobody seems to be sending.
_PATIENCE = timedelta(minutes=5)
#: A backup each night, and two hours for it to be late.
_BACKUP_EACH = timedelta(hours=26)


@never_cache
@require_GET
@administrator_required
def health(request: HttpRequest) -> HttpResponse:
    """A14: the queue of messages, what reached nobody, storage, the age of the backup."""
    now, oldest = clock.now(), oldest_due()
    waited = now - oldest if oldest else None
    files, size = stored_bytes()
    failed = list(given_up_messages()[:SHOWN])
    context = {
        "piles": piles_of_messages(),
        "waited": waited,
        "is_stuck": waited is not None and waited > _PATIENCE,
        "failed": [_failure(message) for message in failed],
        "files": files,
        "size": size,
        "room": _room(),
        "backup": _backup(now),
        "notice": _done(request),
    }
    return render(request, "console/health/show.html", context)


@never_cache
@require_POST
@administrator_required
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send one message again."""
    message = get_object_or_404(Message.objects, key=key)
    try:
        send_again(message)
    except CannotSendAgain as refusal:
        request.session["kesehatan"] = {"text": str(refusal), "tone": "kunyit"}
    else:
        request.session["kesehatan"] = {"text": _("Pesan dikirim lagi."), "tone": "pandan"}
    return redirect("console:health:show")


@never_cache
@require_POST
@administrator_required
def all_again(request: HttpRequest) -> HttpResponse:
    """Send everything again that can be: after a provider's bad day."""
    sent = 0
    for message in given_up_messages()[:MOST_AGAIN]:
        try:
            send_again(message)
        except CannotSendAgain:
            continue
        sent += 1
    request.session["kesehatan"] = {"text": _("%(n)d pesan dikirim lagi.") % {"n": sent}, "tone": "pandan"}
    return redirect("console:health:show")


def _failure(message: Message) -> dict[str, Any]:
    kind = kinds.get(message.kind)
    return {
        "key": message.key,
        "what": kind.title if kind else message.kind,
        "channel": dict(CHANNELS).get(message.channel, message.channel),
        "ref": message.ref.partition("/")[0],
        "at": message.done_at or message.created_at,
        "error": message.error,
        "attempts": message.attempts,
        "can_be_sent": bool(message.text),
    }


def _room() -> dict[str, Any] | None:
    """Free room where the files are kept; None where that is not a folder of this machine."""
    storage = settings.LOKET_STORAGE
    folder = next((place for place in (storage, *storage.parents) if place.exists()), None)
    if folder is None:
        return None
    usage = shutil.disk_usage(folder)
    share = round(usage.free * 100 / usage.total) if usage.total else 0
    return {"free": usage.free, "share": share, "is_low": share < 10}


def _backup(now: datetime) -> dict[str, Any] | None:
    """The last backup made on this machine; None where none is known of, which is said as that."""
    mark = last_backup(Path(settings.LOKET_DATA))
    if mark is None:
        return None
    age = max(now - mark.made_at, timedelta(0))
    return {"age": age, "size": mark.size, "is_old": age > _BACKUP_EACH}


def _done(request: HttpRequest) -> dict[str, str] | None:
    said: dict[str, str] | None = request.session.pop("kesehatan", None)
    return said
