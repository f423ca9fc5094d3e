"""Signs that one hand registers many people: hints with their reasons for officers, never a decision (S4-24).

Families are no brokers: up to five accounts on one phone or one browser are normal, and so is one photo of a
Kartu Keluarga among the people who stand in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncHour
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import AccountDevice
from loket.files.queries import near_pairs
from loket.foundation.kernel import clock

from .models import ArrivalTrace, Resident, ResidentPaper
from .rules import DEVICE_CAP, NETWORK_CAP, NETWORK_WITHIN, PHONE_CAP

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

#: Photos that belong to one person; signatures on white paper look alike by themselves.
_OWN_PHOTOS = ("ktp_asli", "surket_rekam", "selfie_ktp", "dok_perjalanan", "selfie_paspor")
_PHOTOS = (*_OWN_PHOTOS, "kk_asli")
#: As many clusters stand on the watch page.
MOST_CLUSTERS = 50
_LOOK_BACK = timedelta(days=90)

WHY: dict[str, _StrPromise] = {
    "phone": _("Nomor HP sama"),
    "device": _("HP atau peramban sama"),
    "photo": _("Foto sama"),
    "network": _("Jaringan sama, waktu berdekatan"),
}


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign. ``is_strong`` above what families need; below it is only mentioned."""

    kind: str
    count: int
    is_strong: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Accounts that hang together by one phone, browser, photo or network."""

    kind: str
    count: int
    first_at: datetime
    last_at: datetime
    people: tuple[Resident, ...]

    @property
    def title(self) -> _StrPromise:
        """What they share."""
        return WHY[self.kind]


def signs_about(resident: Resident, shared: Mapping[str, set[int]] | None = None) -> list[Sign]:
    """The signs about one account, strongest first; at most six short queries, none when ``shared`` is given."""
    others = sharing(resident) if shared is None else shared
    signs = [_sign(kind, len(others[kind])) for kind in WHY if others.get(kind)]
    return sorted(signs, key=lambda sign: not sign.is_strong)


def is_suspected(resident: Resident) -> bool:
    """Any strong sign; what a rule asks before it accepts without an officer."""
    return any(sign.is_strong for sign in signs_about(resident))


def clusters() -> list[Cluster]:
    """Every cluster of the last ninety days above what families need, the largest first; six queries."""
    groups = [*_phone_groups(), *_device_groups(), *_photo_groups(), *_network_groups()]
    groups.sort(key=lambda group: (-len(group[1]), group[0]))
    groups = groups[:MOST_CLUSTERS]
    wanted = {pk for _kind, members in groups for pk in members}
    rows = Resident.objects.in_bulk(list(wanted))
    return [_cluster(kind, [rows[pk] for pk in members if pk in rows]) for kind, members in groups if members]


def _cluster(kind: str, people: list[Resident]) -> Cluster:
    people.sort(key=lambda one: (one.registered_at, one.pk))
    return Cluster(kind, len(people), people[0].registered_at, people[-1].registered_at, tuple(people[-8:]))


def _open() -> QuerySet[Resident]:
    rows: QuerySet[Resident] = Resident.objects.filter(account__closed_at__isnull=True)
    return rows


def sharing(resident: Resident) -> dict[str, set[int]]:
    """Numbers of the open accounts that share phone, browser, photo or network with this one."""
    return {
        "phone": _by_phone(resident),
        "device": _by_device(resident),
        "photo": _by_photo(resident),
        "network": _by_network(resident),
    }


def _by_phone(resident: Resident) -> set[int]:
    if not resident.phone:
        return set()
    rows = _open().filter(phone_hash=bytes(resident.phone_hash)).exclude(pk=resident.pk)
    return set(rows.values_list("pk", flat=True)[:200])


def _by_device(resident: Resident) -> set[int]:
    own = AccountDevice.objects.filter(account=resident.account_id).values("device_hash")
    others = AccountDevice.objects.filter(device_hash__in=own, account__closed_at__isnull=True)
    found = others.exclude(account=resident.account_id).values_list("account__resident", flat=True)
    return {pk for pk in found.distinct()[:200] if pk is not None}


def _by_photo(resident: Resident) -> set[int]:
    papers = list(
        ResidentPaper.objects.filter(resident=resident, is_current=True, slug__in=_PHOTOS).select_related(
            "file"
        )
    )
    papers = [paper for paper in papers if paper.file.phash]
    if not papers:
        return set()
    near = near_pairs(paper.file for paper in papers)
    own = {pk for found in near.values() for pk in found}
    rows = ResidentPaper.objects.filter(file__in=own, is_current=True, slug__in=_PHOTOS).exclude(
        resident=resident
    )
    family = Q(slug="kk_asli", resident__kk_hash=resident.kk_hash) if resident.kk_hash else Q(pk__in=())
    return set(rows.exclude(family).values_list("resident_id", flat=True)[:200])


def _by_network(resident: Resident) -> set[int]:
    trace = ArrivalTrace.objects.filter(resident=resident).order_by("-at").first()
    if trace is None:
        return set()
    near = ArrivalTrace.objects.filter(
        network_hash=bytes(trace.network_hash),
        at__gt=trace.at - NETWORK_WITHIN,
        at__lt=trace.at + NETWORK_WITHIN,
    )
    return set(near.exclude(resident=resident).values_list("resident_id", flat=True)[:200])


def _sign(kind: str, others: int) -> Sign:
    cap = {"phone": PHONE_CAP, "device": DEVICE_CAP, "network": NETWORK_CAP, "photo": 1}[kind]
    # The caps count accounts with this one; one photo in two accounts is one too many.
    strong = others + 1 > cap if kind != "photo" else True
    said = {
        "phone": _("Nomor HP ini dipakai %(n)d akun lain."),
        "device": _("HP atau peramban yang sama dipakai %(n)d akun lain."),
        "network": _("%(n)d akun lain didaftarkan dari jaringan yang sama dalam satu jam."),
        "photo": _("Foto yang sama ada di %(n)d akun lain."),
    }[kind]
    sentence = str(said % {"n": others})
    if not strong:
        sentence = f"{sentence} {_('Wajar untuk satu keluarga.')}"
    return Sign(kind, others, strong, sentence)


def _phone_groups() -> Iterable[tuple[str, list[int]]]:
    rows = _recent(_open()).exclude(phone_owner="none").values("phone_hash")
    keys = _keys(rows.annotate(n=Count("pk")).filter(n__gt=PHONE_CAP), "phone_hash")
    return _members("phone", _open(), "phone_hash", keys, "pk")


def _device_groups() -> Iterable[tuple[str, list[int]]]:
    rows = AccountDevice.objects.filter(
        account__closed_at__isnull=True, account__kind="resident", first_seen_at__gt=clock.now() - _LOOK_BACK
    )
    counted = rows.values("device_hash").annotate(n=Count("account_id", distinct=True))
    keys = _keys(counted.filter(n__gt=DEVICE_CAP), "device_hash")
    return _members("device", rows, "device_hash", keys, "account__resident")


def _photo_groups() -> Iterable[tuple[str, list[int]]]:
    rows = ResidentPaper.objects.filter(
        is_current=True, slug__in=_OWN_PHOTOS, file__phash__isnull=False, created_at__gt=clock.now() - _LOOK_BACK,
        resident__account__closed_at__isnull=True,
    ).exclude(file__phash=0)  # fmt: skip
    counted = rows.values("file__phash").annotate(n=Count("resident_id", distinct=True))
    keys = [row["file__phash"] for row in counted.filter(n__gt=1).order_by("-n")[:MOST_CLUSTERS]]
    return _members("photo", rows, "file__phash", keys, "resident_id")


def _network_groups() -> Iterable[tuple[str, list[int]]]:
    """Networks from which more than the cap came within one hour of the clock."""
    rows = ArrivalTrace.objects.filter(resident__account__closed_at__isnull=True)
    hourly = rows.annotate(hour=TruncHour("at")).values("network_hash", "hour").annotate(n=Count("pk"))
    crowded = hourly.filter(n__gt=NETWORK_CAP).order_by("-n")[:MOST_CLUSTERS]
    keys = list({bytes(row["network_hash"]) for row in crowded})
    return _members("network", rows, "network_hash", keys, "resident_id")


def _recent(rows: QuerySet[Resident]) -> QuerySet[Resident]:
    return rows.filter(registered_at__gt=clock.now() - _LOOK_BACK)


def _keys(counted: QuerySet[Any], name: str) -> list[bytes]:
    return [bytes(row[name]) for row in counted.order_by("-n")[:MOST_CLUSTERS]]


def _members(
    kind: str, rows: QuerySet[Any], name: str, keys: list[Any], person: str
) -> Iterable[tuple[str, list[int]]]:
    """One group of people for each key; one query."""
    if not keys:
        return []
    found: dict[object, set[int]] = {}
    for key, pk in rows.filter(**{f"{name}__in": keys}).values_list(name, person)[: 100 * MOST_CLUSTERS]:
        if pk is not None:
            found.setdefault(bytes(key) if isinstance(key, memoryview) else key, set()).add(pk)
    return [(kind, sorted(members)) for members in found.values()]
