"""What screens and actions ask about the services of the present dinas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from loket.foundation.formkit.questions import Paper
from loket.foundation.formkit.words import Words
from loket.foundation.kernel import clock
from loket.tenants import statements
from loket.tenants.one_row import one_row
from loket.tenants.scope import current_tenant

from .models import Presence, Service, ServiceVersion
from .rules import takes_passports

#: Ways to receive a document that bring the resident to a counter.
_COLLECTED = ("ambil_dinas", "ambil_kecamatan", "ambil_desa")


@dataclass(frozen=True)
class ServiceCard:
    """What lists and the service page say of one version, in both languages."""

    code: str
    title: Words
    official_name: Words
    for_whom: Words
    icon: str
    life_event: str
    category: str
    photos: int
    minutes: int
    target_value: int
    target_unit: str
    legal_hours: int
    presence: str
    presence_reason: Words
    visit: Words
    outputs: tuple[Words, ...]
    self_printable: bool
    physical_card: bool
    delivery: tuple[Words, ...]
    is_collected: bool
    gives_back: bool
    legal_basis: tuple[str, ...]
    papers: tuple[Paper, ...]
    takes_passports: bool


@dataclass(frozen=True)
class Offer:
    """A service as residents meet it here and now: its card beside the office's own settings."""

    card: ServiceCard
    service: Service

    @property
    def code(self) -> str:
        """The code in addresses."""
        return self.card.code

    @property
    def is_online(self) -> bool:
        """It can be begun on the web here (S1-3, X-1)."""
        return self.service.channel_web and self.service.presence != Presence.COUNTER

    @property
    def needs_visit(self) -> bool:
        """The resident has to come once (S2-11)."""
        return bool(self.service.presence == Presence.ONLINE_VISIT)

    @property
    def on_whatsapp_only(self) -> bool:
        """For now it is asked for by WhatsApp, not here (S3-54)."""
        return self.service.channel_whatsapp and not self.service.channel_web

    @property
    def reason(self) -> Words:
        """Why one comes, or need not: the office's own words, else the catalogue's where they still fit."""
        if self.service.presence_before:
            return self.emergency
        own = Words(self.service.presence_note, self.service.presence_note_en)
        if own.id:
            return own
        fits = self.service.presence == self.card.presence
        return self.card.presence_reason if fits else Words("", "")

    @property
    def emergency(self) -> Words:
        """What residents are told while its presence is switched in an emergency (S1-25); empty without."""
        return emergency_of(self.service)


def emergency_of(service: Service) -> Words:
    """What residents are told while the presence of ``service`` is switched in an emergency; empty without."""
    if not service.presence_before:
        return Words("", "")
    return Words(service.emergency_note, service.emergency_note_en)


def open_services(on: date | None = None) -> QuerySet[Service]:
    """Services residents see on a day of the office's calendar (default: today), in the office's order.

    The database's side of ``Service.is_open_on``.
    """
    day = on or clock.today(current_tenant().zone)
    begun = Q(available_from__isnull=True) | Q(available_from__lte=day)
    lasting = Q(available_until__isnull=True) | Q(available_until__gte=day)
    return Service.objects.filter(begun, lasting, is_active=True).order_by("position", "code")


def latest_versions(*, published: bool = True) -> QuerySet[ServiceVersion]:
    """The newest version of every service, without its definition; ``published=False`` counts drafts too."""
    rows = ServiceVersion.objects.order_by("service_id", "-number").distinct("service_id")
    if published:
        rows = rows.filter(published_at__isnull=False, published_at__lte=clock.now())
    return rows.defer("definition", "source")


def published(code: str) -> ServiceVersion | None:
    """The version residents get of an open service, with its service; None when there is none."""
    service = one_row(Service, code=code)
    if service is None or not service.is_open_on(clock.today(current_tenant().zone)):
        return None
    newest = _newest_published(service)
    if newest is None:
        return None
    version = copy(version_of(newest))
    version.service = service
    return version


#: By hand, as every application begins with it (ADR 13).
_NEWEST = """
SELECT id FROM catalogue_serviceversion
WHERE tenant_id = %s AND service_id = %s AND published_at <= %s ORDER BY number DESC LIMIT 1
"""


def _newest_published(service: Service) -> int | None:
    found = statements.rows(_NEWEST, [current_tenant().pk, service.pk, clock.now()])
    return found[0][0] if found else None


def applicable(code: str) -> ServiceVersion | None:
    """As ``published``, but None where the service cannot be begun on the web here."""
    version = published(code)
    if version is None or not version.service.channel_web or version.service.presence == Presence.COUNTER:
        return None
    return version


def service_titles() -> dict[int, str]:
    """Id of each published service to its Indonesian name in the newest version, in the catalogue's order."""
    versions = ServiceVersion.objects.filter(published_at__isnull=False).annotate(
        title=KeyTextTransform("name_id", "definition")
    )
    ordered = versions.order_by("service__position", "service_id", "number")
    return dict(ordered.values_list("service_id", "title"))


#: Versions without their definition, by dinas and key: a published one never changes (ADR 5).
_versions: dict[tuple[int, int], ServiceVersion] = {}
_MOST_VERSIONS = 128


def version_of(key: int) -> ServiceVersion:
    """The version an application was made with, read once per process. Raises ``ServiceVersion.DoesNotExist``."""
    place = (current_tenant().pk, key)
    found = _versions.get(place)
    if found is None:
        if len(_versions) >= _MOST_VERSIONS:
            _versions.clear()
        found = _versions[place] = ServiceVersion.objects.defer("definition", "source").get(pk=key)
    return found


def forget_versions() -> None:
    """Drop what ``version_of`` keeps; for tests."""
    _versions.clear()


def offers() -> list[Offer]:
    """Every open service with its card, in the office's order; two queries, a third while a card is not known."""
    services = {service.pk: service for service in open_services()}
    versions = {version.service_id: version for version in latest_versions().filter(service__in=services)}
    unknown = [version.pk for version in versions.values() if version.checksum not in _cards]
    if unknown:
        for version in ServiceVersion.objects.filter(pk__in=unknown):
            card_of(version)
    return [Offer(card_of(versions[key]), service) for key, service in services.items() if key in versions]


def offer(code: str) -> Offer | None:
    """One open service with its card."""
    version = published(code)
    return None if version is None else Offer(card_of(version), version.service)


def groups_shown() -> list[str]:
    """The headings under which the office lists its services, each once, in order (S3-15)."""
    return list(dict.fromkeys(name for name in open_services().values_list("group_name", flat=True) if name))


_cards: dict[str, ServiceCard] = {}


def card_of(version: ServiceVersion) -> ServiceCard:
    """The card of a version, read once per process."""
    found = _cards.get(version.checksum)
    if found is None:
        if len(_cards) > 512:
            _cards.clear()
        found = _cards[version.checksum] = _read_card(version.definition, version.form.paper_list)
    return found


def _read_card(definition: Mapping[str, Any], papers: Sequence[Paper]) -> ServiceCard:
    target = (definition.get("sla") or {}).get("target") or {"value": 1, "unit": "working_day"}
    legal = (definition.get("sla") or {}).get("legal_max") or {}
    always = [
        paper for paper in papers if not (paper.when or paper.asks or paper.by_office or paper.generated)
    ]
    outputs = definition.get("outputs") or []
    return ServiceCard(
        code=definition["code"],
        title=Words.read(definition, "title") or Words.read(definition, "name"),
        official_name=Words.read(definition, "name"),
        for_whom=Words.read(definition, "for_whom"),
        icon=definition.get("icon") or "file-text",
        life_event=definition.get("life_event") or "lainnya",
        category=definition.get("category") or "",
        photos=len(always),
        minutes=_minutes(definition, len(always)),
        target_value=target["value"],
        target_unit=target["unit"],
        legal_hours=legal.get("value", 0) if legal.get("unit") in {"hour", "hours"} else 0,
        presence=(definition.get("presence") or {}).get("mode") or Presence.ONLINE,
        presence_reason=Words.read(definition.get("presence") or {}, "reason"),
        visit=Words.read(definition.get("visit") or {}, "what"),
        outputs=tuple(Words.read(output, "label") for output in outputs),
        self_printable=bool(outputs) and all(output.get("self_printable") for output in outputs),
        physical_card=bool(definition.get("physical_card")),
        delivery=tuple(_ways(definition)),
        is_collected=any(way in _COLLECTED for way in definition.get("delivery") or ()),
        gives_back=bool(definition.get("surrender_on_handover")),
        legal_basis=tuple(definition.get("legal_basis") or ()),
        papers=tuple(paper for paper in papers if not (paper.by_office or paper.generated)),
        takes_passports=takes_passports(definition),
    )


def _ways(definition: Mapping[str, Any]) -> list[Words]:
    field = next((row for row in definition["fields"] if row["slug"] == "penyelesaian"), None)
    return [Words.read(choice, "label") for choice in field["choices"]] if field else []


def _minutes(definition: Mapping[str, Any], photos: int) -> int:
    """A rough promise of the time to fill in: a minute a photo, four questions a minute, at least three."""
    own = [row for row in definition["fields"] if row.get("prefill") != "account"]
    return max(3, round(photos + len(own) / 4))
