"""What a search finds, on every channel: by number, by keyed hash of a NIK or a phone, by name with mistakes (S3-5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from loket.foundation.kernel import reference
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.foundation.kernel.names import normalised
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash

from .models import Application
from .queries import visible_to
from .queue_filter import LIST_COLUMNS, named
from .rules import Officer

#: As many cases or people one search shows.
MOST_FOUND = 50
_NIK_DIGITS = 16
#: Fewer letters than these make no trigram that tells anybody apart.
_FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed into the one box: ``kind`` is number, nik, phone, name or nothing."""

    kind: str
    text: str = ""
    hash: bytes = b""


def wanted(typed: str) -> Wanted:
    """What the text is. Numbers are turned into keyed hashes at once and go no further."""
    try:
        return Wanted("number", reference.parse(typed))
    except Refusal:
        pass
    digits = "".join(sign for sign in typed if sign.isdigit())
    if len(digits) == _NIK_DIGITS:
        return Wanted("nik", hash=lookup_hash(digits))
    try:
        return Wanted("phone", hash=lookup_hash(Phone.parse(typed).e164))
    except Refusal:
        words = normalised(typed)
    is_name = len(words) >= _FEWEST_LETTERS and not digits
    return Wanted("name", words) if is_name else Wanted("nothing")


def cases_found(officer: Officer, sought: Wanted) -> list[Application]:
    """The officer's cases, newest first; by name the closest first. Others do not exist for him."""
    if sought.kind == "name":
        return _by_name(officer, sought.text)
    if sought.kind == "nothing":
        return []
    condition = Q(reference=sought.text) if sought.kind == "number" else _of_person(sought)
    rows = visible_to(officer).filter(condition).only(*LIST_COLUMNS).order_by("-submitted_at", "-id")
    return list(rows[:MOST_FOUND])


def cases_of(officer: Officer, *, subject: bytes, accounts: Iterable[int]) -> list[Application]:
    """Everything of one person that the officer may see, as applicant or as subject, newest first."""
    mine = Q(applicant__in=list(accounts))
    mine |= Q(subject_hash=subject) if subject else Q(pk__in=())
    rows = visible_to(officer).filter(mine).only(*LIST_COLUMNS).order_by("-submitted_at", "-id")
    return list(rows[: 2 * MOST_FOUND])


def _of_person(sought: Wanted) -> Q:
    column = "nik_hash" if sought.kind == "nik" else "phone_hash"
    accounts = list(Resident.objects.filter(**{column: sought.hash}).values_list("pk", flat=True))
    theirs = Q(applicant__in=accounts) if accounts else Q(pk__in=())
    return theirs | Q(subject_hash=sought.hash) if sought.kind == "nik" else theirs


def _by_name(officer: Officer, words: str) -> list[Application]:
    with connection.cursor() as cursor:
        words, roles, places, most = named(words, officer, most=MOST_FOUND)
        cursor.execute("SELECT id FROM applications_by_name(%s, %s, %s, %s)", [words, roles, places, most])
        order = {pk: place for place, (pk,) in enumerate(cursor.fetchall())}
    rows = visible_to(officer).filter(pk__in=list(order)).only(*LIST_COLUMNS)
    return sorted(rows, key=lambda case: order[case.pk])
