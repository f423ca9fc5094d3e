"""Kinds of messages and their register.

An app lists its kinds in its ``messages.py``; their texts lie beside it as
``templates/<app>/messages/<name>.<channel>.txt`` (Indonesian) and ``….<channel>.en.txt`` (English), with
placeholders like ``{nomor}``. ``sms`` and ``whatsapp`` are demanded; an ``email`` file begins with a line
``Subject: …`` and a blank line, and without one the WhatsApp text is sent under the kind's title.
``{dinas}`` and ``{situs}`` (name and web address of the office) may stand in every text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: what is filled in for every kind, with a sample
STANDARD_VARIABLES = {"dinas": "Disdukcapil Buleleng", "situs": "buleleng.localhost"}


@dataclass(frozen=True, eq=False)
class MessageKind:
    """One kind of message."""

    #: "received"; in the register it is "<app>.received"
    key: str
    #: the app whose folder holds the texts
    app: str
    #: placeholder -> sample value of a realistic length (used to check lengths and to preview)
    variables: Mapping[str, str]
    #: samples of English pages where they differ
    variables_en: Mapping[str, str] = field(default_factory=dict)
    #: placeholders without which the message misses its purpose; leaving one out is warned of (refused: secrets)
    required: tuple[str, ...] = ()
    #: where it stands in the list of texts, a key of ``labels.MOMENTS``; empty: by its app
    moment: str = ""
    #: what it is for, for the people who edit the text; subject of the e-mail when that has no text of its own
    title: str | _StrPromise = ""
    #: off: sent only where ``tenant.optional_message_kinds`` names it
    default_on: bool = True
    #: a dinas may do without it: nothing in it that residents must know to get on
    is_optional: bool = False
    #: also sent as e-mail, beside the phone, when the address is known
    email: bool = False
    #: goes before all others (one-time codes)
    urgent: bool = False
    #: holds a secret: the text is wiped from the outbox as soon as its fate is known
    secret: bool = False
    #: of no use after this time: then it is no longer sent
    lifetime: timedelta | None = None
    #: asked just before sending with the message's ``ref``; False: the news is no longer true, do not send
    still_true: Callable[[str], bool] | None = None

    def __post_init__(self) -> None:
        name = self.key.removeprefix(f"{self.app}.")
        object.__setattr__(self, "key", f"{self.app}.{name}")

    def samples(self, language: str) -> dict[str, str]:
        """Sample values of the kind's own placeholders for a preview in "id" or "en"."""
        return {**self.variables, **(self.variables_en if language == "en" else {})}

    @property
    def may_be_off(self) -> bool:
        """Whether an administrator may switch it: what is off by default, and what a dinas may do without."""
        return self.is_optional or not self.default_on

    @property
    def name(self) -> str:
        """The key without the app."""
        return self.key.partition(".")[2]


class KindRegister:
    """Every kind of the house, by key."""

    def __init__(self) -> None:
        """Empty; filled from the apps' ``messages.py`` at start."""
        self._kinds: dict[str, MessageKind] = {}

    def register(self, *new: MessageKind) -> None:
        """Add kinds; the same kind again is fine, another one under a taken key raises ValueError."""
        for kind in new:
            if self._kinds.setdefault(kind.key, kind) is not kind:
                raise ValueError(f"two message kinds are called {kind.key}")

    def __getitem__(self, key: str) -> MessageKind:
        """The kind of that key; raises KeyError with the key."""
        return self._kinds[key]

    def forget(self, key: str) -> None:
        """Take a kind out again (tests)."""
        self._kinds.pop(key, None)

    def get(self, key: str) -> MessageKind | None:
        """The kind of that key, or None for one that no longer exists."""
        return self._kinds.get(key)

    def __iter__(self) -> Iterator[MessageKind]:
        """All kinds in the order of their keys."""
        return iter(sorted(self._kinds.values(), key=lambda kind: kind.key))

    def __contains__(self, key: str) -> bool:
        return key in self._kinds


#: the one register
kinds = KindRegister()


def kinds_in(module: object) -> Iterator[MessageKind]:
    """The kinds that a ``messages.py`` names, alone or in a tuple or list."""
    for value in vars(module).values():
        if isinstance(value, MessageKind):
            yield value
        elif isinstance(value, tuple | list):
            yield from (item for item in value if isinstance(item, MessageKind))
