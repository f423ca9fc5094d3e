"""What a search finds, on every channel: by number, by keyed hash of a NIK or a phone, by name with mistakes (S3-5)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import connection

from loket.foundation.kernel import clock, reference
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.foundation.kernel.names import search_form
from loket.foundation.kernel.passports import readings
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash
from loket.tenants.one_row import some_rows

from . import _written, states
from .models import Application
from .queue_filter import LIST_COLUMNS, QueueFilter, named
from .rules import Officer

#: As many cases or people one search shows.
MOST_FOUND = 50
_NIK_DIGITS = 16
#: Fewer letters than these make no trigram that tells anybody apart.
_FEWEST_LETTERS = 3
_TABLE = "applications_application"
_COLUMNS = (*LIST_COLUMNS, "applicant", "service_version")
_ALL = tuple(field.name for field in Application._meta.concrete_fields)
#: Everything an officer may open: all but drafts.
_SEEN = QueueFilter(states=tuple(sorted(states.STATES.keys() - {states.DRAFT})))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed into the one box: ``kind`` is number, nik, phone, passport, name or nothing."""

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
        words = search_form(typed)
    passports = readings(typed)
    if passports:
        return Wanted("passport", hash=lookup_hash(passports[0].mark))
    is_name = len(words) >= _FEWEST_LETTERS and not digits
    return Wanted("name", words) if is_name else Wanted("nothing")


def accounts_found(sought: Wanted) -> list[Resident]:
    """Every account of that NIK, passport or phone number, closed ones included, the newest first; whoever may see
    them.
    """
    columns = {"nik": "nik_hash", "phone": "phone_hash", "passport": "passport_hash"}
    if sought.kind not in columns:
        return []
    by: dict[str, Any] = {columns[sought.kind]: sought.hash}
    rows = some_rows(Resident, **by)
    return sorted(rows, key=lambda one: one.registered_at, reverse=True)


def cases_found(officer: Officer, sought: Wanted, accounts: Iterable[Resident] = ()) -> list[Application]:
    """The officer's cases, newest first; by name the closest first. Others do not exist for him.

    ``accounts``: what ``accounts_found`` gave for the same words.
    """
    if sought.kind == "name":
        return _by_name(officer, sought.text)
    if sought.kind == "nothing":
        return []
    if sought.kind == "number":
        return _read(officer, (f"{_TABLE}.reference = %s", (sought.text,)), most=1)
    subject = sought.hash if sought.kind in {"nik", "passport"} else b""
    return cases_of(officer, subject=subject, accounts=[one.pk for one in accounts], most=MOST_FOUND)


def case_numbered(officer: Officer, number: str) -> Application | None:
    """The whole case with this number, all its columns, if the officer may open it; asked by every case page."""
    condition = (f"{_TABLE}.reference = %s", (number,))
    found = _written.read(_ALL, _SEEN.statement(officer, clock.now()), condition, "LIMIT 1")
    return found[0] if found else None


def cases_sharing(
    officer: Officer, values: Mapping[str, Collection[bytes | int]], *, most: int
) -> list[Application]:
    """The officer's cases with one of these values in one of these columns, newest first.

    One parameter for each value: with arrays of unknown length the database plans the statement anew each time.
    """
    parts = [
        f"{_TABLE}.{column} IN ({', '.join(['%s'] * len(given))})"
        for column, given in values.items()
        if given
    ]
    sharing = (f"({' OR '.join(parts) or 'FALSE'})", tuple(chain.from_iterable(values.values())))
    return _read(officer, sharing, most=most)


def cases_of(
    officer: Officer, *, subject: bytes, accounts: list[int], most: int = 2 * MOST_FOUND
) -> list[Application]:
    """Everything of one person that the officer may see, as applicant or as subject, newest first."""
    return cases_sharing(officer, {"subject_hash": [subject], "applicant_id": accounts}, most=most)


def _read(officer: Officer, condition: _written.Statement, *, most: int) -> list[Application]:
    ending = f"ORDER BY {_TABLE}.submitted_at DESC, {_TABLE}.id DESC LIMIT {most:d}"
    return _written.read(_COLUMNS, _SEEN.statement(officer, clock.now()), condition, ending)


def _by_name(officer: Officer, typed: str) -> list[Application]:
    words, roles, places, most = named(typed, officer, most=MOST_FOUND)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM applications_by_name(%s, %s, %s, %s)", [words, roles, places, most])
        order = {pk: place for place, (pk,) in enumerate(cursor.fetchall())}
    rows = _read(officer, (f"{_TABLE}.id = ANY (%s)", (list(order),)), most=MOST_FOUND)
    return sorted(rows, key=lambda case: order[case.pk])
