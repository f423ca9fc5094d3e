"""Questions about residents and their registrations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Avg, Count, DurationField, ExpressionWrapper, F, Q, QuerySet

from loket.accounts.models import Account
from loket.accounts.queries import resident_login_hash
from loket.foundation.kernel import clock
from loket.foundation.kernel.passports import Passport
from loket.tenants.keys import lookup_hash
from loket.tenants.one_row import one_row
from loket.tenants.scope import current_tenant

from .models import PhoneChange, Registration, Resident, ResidentDefect, ResidentPaper, ResidentStep
from .rules import HELD_FOR, UNDO_FOR
from .states import ResidentState


def resident_of(account: Account) -> Resident | None:
    """The resident behind a log in."""
    found = one_row(Resident, account_id=account.pk)
    if found is not None:
        found.account = account
    return found


def resident_by_nik(nik_digits: str) -> Resident | None:
    """The resident with this NIK whose account is open, or None; for officers, never an answer to a visitor."""
    found: Resident | None = (
        Resident.objects.select_related("account")
        .filter(nik_hash=lookup_hash(nik_digits), account__closed_at__isnull=True)
        .first()
    )
    return found


def resident_by_passport(passport: Passport) -> Resident | None:
    """The resident with this passport (country and number) whose account is open; for officers, as by NIK."""
    found: Resident | None = (
        Resident.objects.select_related("account")
        .filter(
            passport_hash=lookup_hash(passport.mark),
            passport_country=passport.country,
            account__closed_at__isnull=True,
        )
        .first()
    )
    return found


def residents_by_passport(meant: Sequence[Passport]) -> list[Resident]:
    """Residents with open accounts whom a typed passport may mean; for officers. One query."""
    by_mark = {lookup_hash(one.mark): one for one in meant}
    rows = Resident.objects.select_related("account").filter(account__closed_at__isnull=True)
    found = rows.filter(passport_hash__in=list(by_mark))
    return [one for one in found if by_mark[bytes(one.passport_hash)].country in ("", one.passport_country)]


def login_hash_of_passport(meant: Sequence[Passport]) -> bytes:
    """The log in that a typed passport leads to; where it leads to none, or to two, a hash that stands for it.

    One statement for every text, known or not (security rule 34). The account's log in may have become a NIK.
    """
    by_mark = {lookup_hash(one.mark): one for one in meant}
    rows = Resident.objects.filter(passport_hash__in=list(by_mark), account__closed_at__isnull=True)
    found = {
        bytes(login)
        for mark, country, login in rows.values_list(
            "passport_hash", "passport_country", "account__login_hash"
        )[:5]
        if by_mark[bytes(mark)].country in ("", country)
    }
    return found.pop() if len(found) == 1 else resident_login_hash(meant[0].mark)


def registration_of(public_id: str) -> Registration | None:
    """The draft the session knows by this name."""
    try:
        found: Registration | None = Registration.objects.filter(public_id=public_id).first()
    except ValueError:
        return None
    return found


def current_papers(resident: Resident) -> dict[str, ResidentPaper]:
    """The photos in force, by slug."""
    papers = ResidentPaper.objects.filter(resident=resident, is_current=True).select_related("file")
    return {paper.slug: paper for paper in papers}


def open_defect(resident: Resident) -> ResidentDefect | None:
    """The item that waits for repair."""
    found: ResidentDefect | None = ResidentDefect.objects.filter(
        resident=resident, repaired_at__isnull=True
    ).first()
    return found


def history(resident: Resident) -> QuerySet[ResidentStep]:
    """Every move, oldest first."""
    steps: QuerySet[ResidentStep] = ResidentStep.objects.filter(resident=resident).order_by("id")
    return steps


def waiting(kecamatan_codes: Iterable[str] | None = None) -> QuerySet[Resident]:
    """Accounts that wait for an officer, oldest first; of these kecamatan only, when given."""
    rows: QuerySet[Resident] = Resident.objects.filter(state=ResidentState.AWAITING_VERIFICATION)
    if kecamatan_codes is not None:
        rows = rows.filter(kecamatan_code__in=list(kecamatan_codes))
    return rows.order_by("waiting_since", "id")


def held_by(rows: QuerySet[Resident], account: Account) -> QuerySet[Resident]:
    """Of ``rows``, those this officer has open."""
    return rows.filter(opened_by=account, opened_seen_at__gt=clock.now() - HELD_FOR)


def free_for(rows: QuerySet[Resident], account: Account) -> QuerySet[Resident]:
    """Of ``rows``, those no other officer has open."""
    held = Q(opened_seen_at__gt=clock.now() - HELD_FOR) & ~Q(opened_by=account)
    return rows.exclude(held & Q(opened_by__isnull=False))


def after(rows: QuerySet[Resident], since: datetime, pk: int) -> QuerySet[Resident]:
    """Of ``rows`` (in queue order), those behind a place in the queue: the next page by key."""
    return rows.filter(Q(waiting_since__gt=since) | Q(waiting_since=since, pk__gt=pk))


@dataclass(frozen=True, slots=True)
class DayTotals:
    """What was decided today, for the bottom line of the desk."""

    decided: int
    #: Seconds an account was open before it was decided.
    mean_seconds: int | None
    #: How long people had waited.
    mean_waited: timedelta | None = None


def decided_today(actor_id: str = "") -> DayTotals:
    """Decisions of today (the dinas' own day), by one officer or by all."""
    zone = current_tenant().zone
    midnight = clock.now().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    steps = ResidentStep.objects.filter(
        at__gte=midnight, move__in=("verify", "return_for_repair", "cancel"), undone_at__isnull=True
    )
    if actor_id:
        steps = steps.filter(actor_id=actor_id)
    waited = ExpressionWrapper(F("at") - F("resident__waiting_since"), output_field=DurationField())
    found = steps.aggregate(count=Count("pk"), mean=Avg("seconds"), waited=Avg(waited))
    mean = found["mean"]
    return DayTotals(found["count"], round(mean) if mean is not None else None, found["waited"])


def undoable_step(public_id: str, *, actor_id: str) -> ResidentStep | None:
    """The decision this officer made less than ten seconds ago, if it is still the latest."""
    step: ResidentStep | None = (
        ResidentStep.objects.select_related("resident")
        .filter(public_id=public_id, actor_id=actor_id, undone_at__isnull=True, at__gt=clock.now() - UNDO_FOR)
        .first()
    )
    return step if step and step.version == step.resident.version else None


def step_of(public_id: str, *, actor_id: str) -> ResidentStep | None:
    """A move this person made, however long ago."""
    found: ResidentStep | None = (
        ResidentStep.objects.select_related("resident").filter(public_id=public_id, actor_id=actor_id).first()
    )
    return found


def same_kk(resident: Resident) -> QuerySet[Resident]:
    """Other open accounts with the same nomor KK."""
    others: QuerySet[Resident] = Resident.objects.filter(
        kk_hash=resident.kk_hash, account__closed_at__isnull=True
    ).exclude(pk=resident.pk)
    return others if resident.kk_hash else others.none()


def same_nik(resident: Resident) -> QuerySet[Resident]:
    """Other accounts with the same NIK (or passport number), closed ones included: a person who comes back, or two
    who claim one number.
    """
    others: QuerySet[Resident] = Resident.objects.filter(**_same_number(resident))
    return others.exclude(pk=resident.pk)


def _same_number(resident: Resident) -> dict[str, bytes]:
    """By NIK; by passport number where there is no NIK (two countries may give the same one: a hint)."""
    name = "nik_hash" if resident.nik_hash else "passport_hash"
    return {name: resident.identity_hash}


def same_phone(phone_hash: bytes, *, besides: Resident | None = None) -> int:
    """How many open accounts use the phone number."""
    rows = Resident.objects.filter(phone_hash=phone_hash, account__closed_at__isnull=True)
    return int((rows.exclude(pk=besides.pk) if besides else rows).count())


def people_named(words: str, kecamatan: Iterable[str] | None, *, most: int = 20) -> list[Resident]:
    """Accounts whose name is like ``words`` (search form), typing mistakes included, the closest first."""
    places = None if kecamatan is None else sorted(kecamatan)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM residents_by_name(%s, %s, %s)", [words, places, most])
        order = {pk: place for place, (pk,) in enumerate(cursor.fetchall())}
    rows = Resident.objects.filter(pk__in=list(order)).select_related("account")
    return sorted(rows, key=lambda resident: order[resident.pk])


def people_named_like(
    resident: Resident, words: str, kecamatan: Iterable[str] | None, *, most: int
) -> list[Resident]:
    """Other accounts whose name is like the resident's (``words``: its search form)."""
    places = None if kecamatan is None else sorted(kecamatan)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM residents_named_alike(%s, %s, %s, %s)", [words, resident.pk, places, most]
        )
        found = [pk for (pk,) in cursor.fetchall()]
    return list(Resident.objects.filter(pk__in=found))


def accounts_of(number_hash: bytes) -> list[Resident]:
    """Every account this NIK or passport ever had at the dinas, closed ones included, the newest first."""
    rows = Resident.objects.filter(Q(nik_hash=number_hash) | Q(passport_hash=number_hash))
    rows = rows.select_related("account")
    return list(rows.order_by("-registered_at"))


def last_freeze(resident: Resident) -> ResidentStep | None:
    """The step that froze the account, the latest if there were several."""
    found: ResidentStep | None = (
        ResidentStep.objects.filter(resident=resident, move="freeze").order_by("-id").first()
    )
    return found


def open_phone_change(resident: Resident) -> PhoneChange | None:
    """A change of number that is neither in force nor given up."""
    found: PhoneChange | None = (
        PhoneChange.objects.select_related("begun_by__account", "resident__account")
        .filter(resident=resident, done_at__isnull=True, ended_at__isnull=True)
        .first()
    )
    return found


def fresh_phone_change(resident: Resident) -> PhoneChange | None:
    """A change of number that came into force less than a day ago and can be taken back."""
    rows = PhoneChange.objects.select_related("begun_by__account", "resident__account")
    newest: PhoneChange | None = rows.filter(resident=resident, done_at__isnull=False).order_by("-id").first()
    return newest if newest is not None and newest.may_be_taken_back else None
