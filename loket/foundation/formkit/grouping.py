"""Which questions share a screen: at most three of one topic (experience rule 1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from loket.foundation.formkit.questions import DELIVERY, STATEMENTS, Field
from loket.foundation.formkit.words import Words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Most questions on one screen.
MOST = 3
#: The person the paper is about; filled from the account when the applicant is that person.
SUBJECT = ("subjek_nik", "subjek_nama", "subjek_no_kk")
WHO = "peran_pemohon"


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one screen. ``key`` names it in addresses and never depends on answers."""

    key: str
    title: Words | _StrPromise
    slugs: tuple[str, ...]
    part: int = 1
    parts: int = 1

    def list_key(self, slug: str) -> str:
        """What the keys of the screens of a list of people in this group begin with."""
        return self.key if self.slugs == (slug,) else slug.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together, by slug or by prefix (``ayah_*``)."""

    key: str
    title: Words
    patterns: tuple[str, ...]

    def covers(self, slug: str) -> bool:
        """Whether a question is of this topic."""
        return any(
            slug.startswith(pattern[:-1]) if pattern.endswith("*") else slug == pattern
            for pattern in self.patterns
        )


def group_fields(
    fields: Sequence[Field],
    *,
    steps: Sequence[Mapping[str, Any]],
    topics: Sequence[Mapping[str, Any]],
    subject: Words,
) -> tuple[Group, ...]:
    """Every screen of a form in its order: who, subject, the service's questions, delivery, account gaps.

    ``steps`` are screens written out in the catalogue; what they leave over is grouped by ``topics``.
    ``subject`` is the heading of the screen about the person ("Data anak").
    """
    by_slug = {field.slug: field for field in fields}
    asked = [field for field in fields if not field.is_derived and field.slug not in STATEMENTS]
    special = {WHO, *SUBJECT, *DELIVERY}
    own = [field for field in asked if field.slug not in special and not field.prefilled]
    groups = [
        _fixed("untuk-siapa", _("Untuk siapa?"), (WHO,), by_slug),
        _fixed("pemilik", subject or _("Data pemilik dokumen"), SUBJECT, by_slug),
        *_written(steps, by_slug),
    ]
    taken = {slug for group in groups for slug in group.slugs}
    groups += _by_topic([field for field in own if field.slug not in taken], topics)
    groups += [
        _fixed("cara-menerima", _("Cara menerima dokumen"), ("penyelesaian",), by_slug),
        _fixed("tempat-ambil", _("Di mana Anda mau mengambil?"), ("lokasi_ambil",), by_slug),
        _fixed("alamat-kirim", _("Alamat pengiriman"), ("alamat_kirim", "setuju_ongkir"), by_slug),
    ]
    account = [field for field in asked if field.prefilled]
    groups += _chunks("data-anda", _("Data Anda"), account)
    return tuple(group for group in groups if group.slugs)


def _fixed(key: str, title: Words | _StrPromise, slugs: Sequence[str], by_slug: Mapping[str, Field]) -> Group:
    return Group(key, title, tuple(slug for slug in slugs if slug in by_slug))


def _written(steps: Sequence[Mapping[str, Any]], by_slug: Mapping[str, Field]) -> Iterator[Group]:
    for step in steps:
        slugs = tuple(slug for slug in step["fields"] if not by_slug[slug].is_derived)
        yield Group(step["key"], Words.read(step, "title"), slugs)


def _by_topic(fields: Sequence[Field], topics: Sequence[Mapping[str, Any]]) -> Iterator[Group]:
    known = [Topic(row["key"], Words.read(row, "label"), tuple(row["fields"])) for row in topics]
    used: dict[str, int] = {}
    for topic, members in _runs(fields, known):
        used[topic.key] = used.get(topic.key, 0) + 1
        key = topic.key if used[topic.key] == 1 else f"{topic.key}-lagi-{used[topic.key]}"
        yield from _chunks(key, topic.title, members)


def _runs(fields: Sequence[Field], topics: Sequence[Topic]) -> Iterator[tuple[Topic, list[Field]]]:
    """Neighbouring questions of one topic; a list of people stands alone."""
    runs: list[tuple[Topic, list[Field]]] = []
    for field in fields:
        topic = _topic_of(field, topics)
        alone = field.type == "person-list"
        if not runs or runs[-1][0] != topic or alone:
            runs.append((topic, []))
        runs[-1][1].append(field)
    yield from runs


def _topic_of(field: Field, topics: Sequence[Topic]) -> Topic:
    if field.type == "person-list":
        return Topic(field.slug.replace("_", "-"), field.label, (field.slug,))
    found = next((topic for topic in topics if topic.covers(field.slug)), None)
    return found or Topic("keterangan", Words("Keterangan permohonan", "About this application"), ())


def _chunks(key: str, title: Words | _StrPromise, fields: Sequence[Field]) -> Iterator[Group]:
    screens = _screens(fields)
    for number, members in enumerate(screens, start=1):
        own_key = key if len(screens) == 1 else f"{key}-{number}"
        yield Group(own_key, title, tuple(field.slug for field in members), number, len(screens))


def _screens(fields: Sequence[Field]) -> list[list[Field]]:
    """Cut into screens of even size; a question never shares the screen with one that decides about it."""
    screens: list[list[Field]] = []
    most = even_size(len(fields))
    for field in fields:
        here = {member.slug for member in screens[-1]} if screens else set()
        depends = field.show_if is not None and bool(field.show_if.fields & here)
        if not screens or len(screens[-1]) >= most or depends:
            screens.append([])
        screens[-1].append(field)
    return screens


def even_size(count: int) -> int:
    """How many of ``count`` questions stand on each screen when the screens are as even as can be."""
    screens = -(-count // MOST)
    return -(-count // screens) if screens else MOST
