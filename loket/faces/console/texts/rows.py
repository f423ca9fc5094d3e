"""The rows of the list of texts: read with a fixed number of queries, however many kinds there are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loket.notifications.actions.queue import is_switched_on
from loket.notifications.kinds import MessageKind, kinds
from loket.notifications.labels import MOMENT_OF_APP, MOMENTS
from loket.notifications.models import CHANNELS, MessageText
from loket.notifications.own_texts import Place
from loket.notifications.queries import own_texts
from loket.notifications.rules import split_letter
from loket.notifications.texts import STAND_IN, Wording, packaged_text
from loket.tenants.scope import current_tenant

from .places import address

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Own = dict[str, list[MessageText]]


@dataclass(frozen=True)
class Row:
    """One kind in the list."""

    kind: MessageKind
    url: str
    #: the words that go out now, on the dinas' first channel, in Indonesian
    words: str
    #: names of the channels with a wording of the dinas' own
    changed_on: list[str]
    #: how many services have a wording of their own
    services: int
    #: False where the dinas does not send it
    is_sent: bool

    @property
    def is_changed(self) -> bool:
        """Whether this dinas says anything of its own here."""
        return bool(self.changed_on or self.services)


def rows_by_moment(*, wanted: str = "", only_changed: bool = False) -> list[tuple[_StrPromise, list[Row]]]:
    """The rows under the moments of a case, in order; only those that hold ``wanted`` in name or words."""
    own: Own = defaultdict(list)
    for text in own_texts():
        own[text.kind].append(text)
    shelves: dict[str, list[Row]] = {moment: [] for moment in MOMENTS}
    for kind in kinds:
        row = _row(kind, own[kind.key])
        if (row.is_changed or not only_changed) and _holds(row, own[kind.key], wanted.casefold()):
            shelves[moment_of(kind)].append(row)
    return [(MOMENTS[moment], rows) for moment, rows in shelves.items() if rows]


def moment_of(kind: MessageKind) -> str:
    """The moment under which a kind stands, a key of ``MOMENTS``."""
    moment = kind.moment or MOMENT_OF_APP.get(kind.app, "other")
    return moment if moment in MOMENTS else "other"


def wording_now(
    kind: MessageKind, own: list[MessageText], *, channel: str, language: str, service: str = ""
) -> Wording:
    """The wording that holds, from rows that were read already."""
    at: str | None = channel
    while at is not None:
        for code in dict.fromkeys((service, "")):
            for text in own:
                if (text.service, text.channel, text.language) == (code, at, language):
                    return Wording(text.subject, text.text)
        packaged = packaged_text(kind.app, kind.name, at, language)
        if packaged is not None:
            return Wording(*split_letter(packaged))
        at = STAND_IN.get(at)
    return Wording("", "")


def first_channel() -> str:
    """The channel that this dinas tries first."""
    return next(iter(current_tenant().notify_channels), "whatsapp")


def _row(kind: MessageKind, own: list[MessageText]) -> Row:
    channel, changed = first_channel(), {text.channel for text in own if not text.service}
    return Row(
        kind=kind,
        url=address(Place(kind, channel, "id")),
        words=wording_now(kind, own, channel=channel, language="id").text,
        changed_on=[str(label) for name, label in CHANNELS if name in changed],
        services=len({text.service for text in own if text.service}),
        is_sent=is_switched_on(kind, current_tenant()),
    )


def _holds(row: Row, own: list[MessageText], wanted: str) -> bool:
    if not wanted:
        return True
    words = [str(row.kind.title), row.kind.key, row.words, *(text.text for text in own)]
    words += [wording_now(row.kind, own, channel=name, language="id").text for name, _label in CHANNELS]
    return any(wanted in text.casefold() for text in words)
