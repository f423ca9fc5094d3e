"""The pairs to translate: messages, pages, announcements and sentences of the settings; the missing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.notifications.kinds import kinds
from loket.notifications.models import CHANNELS, MessageText
from loket.notifications.own_texts import Place
from loket.notifications.queries import own_texts
from loket.tenants.models import Announcement, Notice, Page, Tenant
from loket.tenants.scope import current_tenant

from ..texts.names import service_titles
from ..texts.places import address
from ..texts.rows import wording_now

MISSING, OLDER, DONE = "missing", "older", "done"
_ORDER = (MISSING, OLDER, DONE)
#: Sentences among the settings of the dinas: the column of each; the English one is called ``…_en``.
COLUMNS = {"banner": "banner_text", "handover": "handover_note", "visit": "visit_notice"}
#: What each is, and the section of the settings where the Indonesian is written.
SENTENCES = {
    "banner": (gettext_lazy("Spanduk di atas halaman"), "spanduk"),
    "handover": (gettext_lazy("Pesan untuk yang mengambil dokumen"), "penyerahan"),
    "visit": (gettext_lazy("Pesan untuk setiap yang datang"), "penyerahan"),
}


@dataclass(frozen=True)
class Pair:
    """One thing in two languages; ``key`` says which when it is saved."""

    key: str
    #: what it is: "Pesan: Pengajuan disetujui, WhatsApp"
    what: str
    indonesian: str
    english: str
    #: missing; older: the Indonesian was changed after the English; done
    standing: str
    #: its own editor
    url: str
    title: str = ""
    title_en: str = ""
    #: pages and announcements have a title of their own to translate
    has_title: bool = False
    #: revision of a notice, or number of the last change of a text; an editor says what it has seen
    seen: int = 0


def pairs() -> list[Pair]:
    """Every pair, the missing first; a fixed number of queries."""
    found = [*_texts(), *_notices(Page), *_notices(Announcement), *_sentences()]
    return sorted(found, key=lambda pair: _ORDER.index(pair.standing))


def pair_named(key: str) -> Pair | None:
    """The pair of that key, or None when it is gone."""
    return next((pair for pair in pairs() if pair.key == key), None)


def place_of_key(key: str) -> Place | None:
    """The English wording that a text's key means, or None for other keys."""
    word, _colon, rest = key.partition(":")
    if word != "text":
        return None
    kind, channel, service = [*rest.split("|"), "", ""][:3]
    found = kinds.get(kind)
    return Place(found, channel, "en", service) if found and channel in dict(CHANNELS) else None


def _texts() -> Iterator[Pair]:
    rows = list(own_texts())
    english = {(row.kind, row.channel, row.service): row for row in rows if row.language == "en"}
    titles, channels = service_titles() if rows else {}, dict(CHANNELS)
    for row in rows:
        kind = kinds.get(row.kind)
        if row.language != "id" or kind is None:
            continue
        own = english.get((row.kind, row.channel, row.service))
        now = wording_now(kind, [], channel=row.channel, language="en")
        said = [str(kind.title), str(channels[row.channel])]
        if row.service:
            said.append(titles.get(row.service, row.service))
        yield Pair(
            key=f"text:{row.kind}|{row.channel}|{row.service}",
            what=_("Pesan: %(what)s") % {"what": ", ".join(said)},
            indonesian=row.text,
            english=own.text if own else now.text,
            standing=_standing(row, own),
            url=address(Place(kind, row.channel, "en", row.service)),
        )


def _standing(row: MessageText, own: MessageText | None) -> str:
    if own is None:
        return MISSING
    return OLDER if own.changed_at < row.changed_at else DONE


def _notices(model: type[Page] | type[Announcement]) -> Iterator[Pair]:
    word, prefix = (_("Halaman"), "halaman") if model is Page else (_("Pengumuman"), "pengumuman")
    for row in model.objects.order_by("position", "pk"):
        yield Pair(
            key=f"{prefix}:{row.public_id}",
            what=f"{word}: {row.title}",
            indonesian=row.body,
            english=row.body_en,
            standing=DONE if _is_translated(row) else MISSING,
            url=f"/kelola/{prefix}/{row.public_id}/",
            title=row.title,
            title_en=row.title_en,
            has_title=True,
            seen=row.revision,
        )


def _is_translated(row: Notice) -> bool:
    return bool(row.title_en and (row.body_en or not row.body))


def _sentences() -> Iterator[Pair]:
    tenant = Tenant.objects.get(pk=current_tenant().pk)
    for word, (what, section) in SENTENCES.items():
        column = COLUMNS[word]
        said, english = getattr(tenant, column), getattr(tenant, f"{column}_en")
        if said:
            url = reverse("console:settings:edit", args=[section])
            yield Pair(f"{word}:", str(what), said, english, DONE if english else MISSING, url)
