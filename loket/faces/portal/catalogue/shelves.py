"""How services are laid out for residents: frequent ones, headings, search, papers to prepare. No database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.text import slugify

from loket.catalogue.choosing import found
from loket.catalogue.labels import LIFE_EVENTS
from loket.catalogue.queries import Offer, ServiceCard
from loket.foundation.formkit.questions import Paper
from loket.foundation.formkit.words import Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Entries of the home page.
FREQUENT = 5
_SAMPLES = frozenset({"ktp", "kk", "selfie", "surat", "ttd"})


@dataclass(frozen=True)
class Entry:
    """One row of the home page: a service, or a heading with several."""

    url: str
    icon: str
    title: str | Words
    offers: tuple[Offer, ...]

    @property
    def single(self) -> ServiceCard | None:
        """The only service of the row."""
        return self.offers[0].card if len(self.offers) == 1 else None


@dataclass(frozen=True)
class Shelf:
    """One heading of the list of all services."""

    key: str
    title: str | _StrPromise
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class PaperToBring:
    """A paper of the list "siapkan": its picture, and whether it is only needed sometimes."""

    paper: Paper
    sample: str
    always: bool


def frequent(offers: Sequence[Offer]) -> list[Entry]:
    """The first rows of the home page; services under one heading of the office share a row (S3-15)."""
    rows: dict[str, list[Offer]] = {}
    for offer in offers:
        rows.setdefault(offer.service.group_name or offer.code, []).append(offer)
    return [_entry(members) for members in list(rows.values())[:FREQUENT]]


def _entry(members: Sequence[Offer]) -> Entry:
    first = members[0]
    if len(members) == 1:
        url = reverse("portal:catalogue:service", args=[first.code])
        return Entry(url, first.card.icon, first.card.title, tuple(members))
    heading = first.service.group_name
    url = f"{reverse('portal:catalogue:services')}#{_key(heading)}"
    return Entry(url, first.card.icon, heading, tuple(members))


def by_heading(offers: Iterable[Offer]) -> list[Shelf]:
    """Every service under the office's own heading, else under its life event."""
    own: dict[str, list[Offer]] = {}
    events: dict[str, list[Offer]] = {key: [] for key in LIFE_EVENTS}
    for offer in offers:
        if offer.service.group_name:
            own.setdefault(offer.service.group_name, []).append(offer)
        else:
            events.setdefault(offer.card.life_event, []).append(offer)
    shelves = [Shelf(_key(title), title, tuple(members)) for title, members in own.items()]
    shelves += [
        Shelf(f"tentang-{key}", LIFE_EVENTS.get(key, LIFE_EVENTS["lainnya"]), tuple(members))
        for key, members in events.items()
        if members
    ]
    return shelves


def _key(title: str) -> str:
    return f"kelompok-{slugify(title.replace('/', ' '))}"


def matching(offers: Iterable[Offer], wanted: str) -> list[Offer]:
    """Services whose words, in either language, say most of what is searched for in everyday words."""
    known = {offer.code: offer for offer in offers}
    return [known[code] for code in found({code: _text(offer) for code, offer in known.items()}, wanted)]


def _text(offer: Offer) -> str:
    card = offer.card
    told = [
        part for words in (card.title, card.official_name, card.for_whom) for part in (words.id, words.en)
    ]
    event = LIFE_EVENTS.get(card.life_event, "")
    return " ".join([*told, offer.service.group_name, str(event), offer.code])


def papers(card: ServiceCard) -> list[PaperToBring]:
    """What to have ready: the papers everybody needs first, then those needed sometimes."""
    rows = [
        PaperToBring(
            paper=paper,
            sample=f"contoh/{paper.sample if paper.sample in _SAMPLES else 'surat'}.svg",
            always=not (paper.when or paper.asks),
        )
        for paper in card.papers
    ]
    return sorted(rows, key=lambda row: not row.always)
