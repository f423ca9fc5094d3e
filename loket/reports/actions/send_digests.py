"""The morning e-mail to officers and heads who want it: once on each working day, whatever happens to workers."""

from __future__ import annotations

from django.utils.translation import override

from loket.applications.officers import officer_of
from loket.foundation.kernel import clock
from loket.foundation.ui.dates import long_day
from loket.notifications.actions.queue import queue
from loket.notifications.models import Message
from loket.notifications.recipients import Recipient
from loket.staff.models import Membership
from loket.staff.queries import digest_readers
from loket.tenants.scope import current_tenant

from ..digest import digest_of, mornings
from ..messages import DIGEST

#: Who was away in the morning hears of it until so many hours of the day; afterwards it is no morning any more.
_NOON = 12


def send_digests() -> int:
    """Promise today's digest to everybody who has none yet; returns how many. Nothing on free days.

    Safe to run again at any time: the promise itself is unique for officer and day, and commits with its e-mail.
    An officer for whom nothing waits hears nothing.
    """
    now, calendar = clock.now(), current_tenant().calendar()
    local = now.astimezone(calendar.zone)
    if not calendar.is_open(now) or local.hour >= _NOON:
        return 0
    readers = {f"digest:{one.public_id}:{local.date()}": one for one in digest_readers()}
    told = Message.objects.filter(dedupe__in=[f"{key}:email" for key in readers])
    done = set(told.values_list("dedupe", flat=True))
    return sum(_send(one, key) for key, one in readers.items() if f"{key}:email" not in done)


def _send(reader: Membership, key: str) -> int:
    now, calendar = clock.now(), current_tenant().calendar()
    since, until = mornings(calendar, now.astimezone(calendar.zone).date())
    language = reader.account.language or "id"
    with override(language):
        digest = digest_of(officer_of(reader), at=now, since=since, until=until)
        if not digest.text:
            return 0
        told = {"hari": long_day(now.astimezone(calendar.zone)), "jumlah": digest.total, "isi": digest.text}
    to = Recipient(email=str(reader.email), language=language, owner=f"officer:{reader.public_id}")
    queue(DIGEST.key, to=to, variables=told, dedupe=key)
    return 1
