"""The wordings of one service, read and saved together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from loket.foundation.kernel.text import TextRefused, plain
from loket.notifications.actions.change_text import change_text
from loket.notifications.actions.queue import is_switched_on
from loket.notifications.actions.restore_text import restore_text
from loket.notifications.kinds import kinds
from loket.notifications.models import MessageText, TextChange
from loket.notifications.own_texts import LONGEST_TEXT, ChangedMeanwhile, Place
from loket.notifications.queries import own_texts
from loket.notifications.rules import TextFault
from loket.tenants.scope import current_tenant

from .places import address, is_about_a_service
from .rows import wording_now


@dataclass
class ServiceText:
    """One kind's wording for the service, as the page shows and takes it."""

    place: Place
    #: name of its field and of the hidden one with the number of the last change seen
    field: str
    text: str
    #: what is said without a wording of this service
    inherited: str
    subject: str
    is_own: bool
    is_sent: bool
    seen: int
    fault: str = ""
    is_stale: bool = False

    @property
    def url(self) -> str:
        """Its own editor."""
        return address(self.place)


def texts_of_service(code: str, *, channel: str, language: str) -> list[ServiceText]:
    """Every kind about a service, with its wording for this one; three queries."""
    own: dict[str, list[MessageText]] = defaultdict(list)
    for text in own_texts().filter(service__in=["", code]):
        own[text.kind].append(text)
    changes = TextChange.objects.filter(service=code, channel=channel, language=language)
    numbers = dict(changes.values("kind").annotate(newest=Max("number")).values_list("kind", "newest"))
    return [
        _read(Place(kind, channel, language, code), own[kind.key], numbers.get(kind.key, 0))
        for kind in kinds
        if is_about_a_service(kind)
    ]


def save_all(rows: list[ServiceText], posted: Mapping[str, str]) -> int:
    """Keep what differs; all or nothing. Returns how many changed; a row that cannot be kept has its ``fault``."""
    changed = 0
    with transaction.atomic():
        for row in rows:
            if row.field not in posted:
                continue
            row.seen = _number(posted.get(f"{row.field}-dilihat", ""), row.seen)
            changed += _save(row, posted[row.field])
        if any(row.fault for row in rows):
            transaction.set_rollback(True)
    return changed


def _save(row: ServiceText, typed: str) -> bool:
    row.text, place = typed, row.place
    try:
        text = plain(typed, max_length=LONGEST_TEXT, multiline=True)
        if text == row.inherited or not text:
            return row.is_own and restore_text(place, seen=row.seen) is not None
        return change_text(place, text=text, subject=row.subject, seen=row.seen) is not None
    except (TextFault, TextRefused) as fault:
        row.fault = str(fault)
    except ChangedMeanwhile as refusal:
        row.fault, row.is_stale = str(refusal), True
    return False


def _read(place: Place, own: list[MessageText], seen: int) -> ServiceText:
    words = {"channel": place.channel, "language": place.language}
    kind, here = place.kind, (place.service, place.channel, place.language)
    row = next((text for text in own if (text.service, text.channel, text.language) == here), None)
    inherited = wording_now(kind, own, **words)
    return ServiceText(
        place=place,
        field=kind.key.replace(".", "-"),
        text=row.text if row else inherited.text,
        inherited=inherited.text,
        subject=row.subject if row else inherited.subject or str(kind.title),
        is_own=row is not None,
        is_sent=is_switched_on(kind, current_tenant()),
        seen=seen,
    )


def _number(given: str, otherwise: int) -> int:
    return int(given) if given.isdecimal() and len(given) < 7 else otherwise
