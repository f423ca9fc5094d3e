"""One dinas is filled: accounts, residents and applications, written in the order in which they came in."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
from django.db import connection, models
from psycopg import sql

from loket.accounts.models import Account
from loket.applications import rules
from loket.applications.models import Application
from loket.foundation.kernel import envelope
from loket.foundation.kernel.names import normalised
from loket.foundation.kernel.reference import new_reference
from loket.residents.models import Resident
from loket.tenants.keys import current_keys, lookup_hash, wrap
from loket.tenants.models import Tenant
from loket.tenants.scope import tenant_named

from .people import People, Person

Row = dict[str, Any]
#: Share of the newest applications that still stand; older ones have ended, save one in a thousand.
STANDING_SHARE = 0.035
YEARS = 3
#: Moves made until a case stands in a state: the version of its row (see ``parts``).
VERSIONS = {
    "submitted": 1, "in_verification": 2, "returned": 3, "rejected": 3, "cancelled": 3, "approved": 3,
    "in_process": 4, "in_production": 5, "ready": 6, "sent": 6, "completed": 7,
}  # fmt: skip
_STANDING = ("submitted",) * 9 + ("returned",) * 3 + ("approved",) * 4 + (
    *("in_process",) * 3, *("in_production",) * 4, *("ready",) * 6, "sent",
)  # fmt: skip
_ENDED = ("completed",) * 46 + ("rejected",) * 2 + ("cancelled",) * 2
_CHANNELS = ("web",) * 8 + ("whatsapp", "counter")


@dataclass(frozen=True, slots=True)
class House:
    """What is to be written for one dinas; ``first`` is its first row number in every table."""

    tenant: Tenant
    number: int
    rows: int
    first: int
    services: list[tuple[int, int, Mapping[str, Any]]]
    villages: list[str]
    office: int


def fill(house: House, database: psycopg.Connection[Any]) -> None:
    """Write the rows of one dinas; triggers and constraints are off in ``database``."""
    people, count = People(house.villages, house=house.number), max(1, house.rows // 2)
    now = datetime.now(UTC)
    with tenant_named(house.tenant):
        _copy(database, Account, _accounts(house, people, count))
        _copy(database, Resident, _residents(house, people, count, now))
        _copy(database, Application, _applications(house, people, count, now))


def _accounts(house: House, people: People, count: int) -> Iterator[Row]:
    for number in range(count):
        person = people.person(number)
        yield {
            "id": house.first + number, "tenant_id": house.tenant.pk, "kind": "resident", "password": "!",
            "public_id": uuid.uuid4(), "login_hash": lookup_hash(person.nik + str(number)),
            "display_name": person.name,
        }  # fmt: skip


def _residents(house: House, people: People, count: int, now: datetime) -> Iterator[Row]:
    for number in range(count):
        person, at = people.person(number), now - timedelta(days=365 * YEARS * (1 - number / count))
        yield {
            "id": house.first + number, "tenant_id": house.tenant.pk, "account_id": house.first + number,
            "public_id": uuid.uuid4(), "state": "verified", "version": 1,
            "name": person.name, "name_search": normalised(person.name),
            "nik": _sealed(Resident, "nik", person.nik), "nik_hash": lookup_hash(person.nik),
            "nik_masked": f"{person.nik[:6]}••••••{person.nik[-4:]}",
            "nomor_kk": _sealed(Resident, "nomor_kk", person.nomor_kk), "kk_hash": lookup_hash(person.nomor_kk),
            "kk_given_at": at, "phone": _sealed(Resident, "phone", person.phone),
            "phone_hash": lookup_hash(person.phone), "email": b"", "phone_proved_at": at, "registered_at": at,
            "verified_at": at, "village_code": person.village, "kecamatan_code": person.kecamatan,
        }  # fmt: skip


def _applications(house: House, people: People, count: int, now: datetime) -> Iterator[Row]:
    chance, prefix = random.Random(house.number), house.tenant.reference_prefix
    for number in range(house.rows):
        who = number % count
        applicant = people.person(who)
        for_child = chance.random() < 0.3
        subject = people.person(who, generation=1) if for_child else applicant
        share = number / house.rows
        at = now - timedelta(days=365 * YEARS * (1 - share) ** 1.15, seconds=chance.randrange(60))
        service, version, definition = house.services[number * 31 % len(house.services)]
        state = _state(chance, share)
        reference = new_reference(prefix, at.year)
        key = envelope.new_key()
        answers = json.dumps(_answers(subject, for_child=for_child), separators=(",", ":")).encode()
        yield {
            "id": house.first + number, "tenant_id": house.tenant.pk, "reference": reference,
            "service_id": service, "service_version_id": version, "applicant_id": house.first + who,
            "state": state, "version": VERSIONS[state], "channel": chance.choice(_CHANNELS),
            "kecamatan_code": subject.kecamatan, "village_code": subject.village,
            **_roles(definition), "applicant_name": applicant.name, "subject_name": subject.name,
            "subject_hash": lookup_hash(subject.nik), "household_hash": lookup_hash(applicant.nomor_kk),
            "sealed_answers": envelope.seal(key, answers, b"application/" + reference.encode()),
            "wrapped_key": wrap(key), "delivery": "ambil_dinas", "office_id": house.office,
            "submit_key": uuid.uuid4(), **_dates(state, at, chance),
            "resubmissions": int(chance.random() < 0.08),
        }  # fmt: skip


def _state(chance: random.Random, share: float) -> str:
    stands = share > 1 - STANDING_SHARE
    return chance.choice(_STANDING if stands else _ENDED)


def _dates(state: str, at: datetime, chance: random.Random) -> Row:
    hours = VERSIONS[state] * 4
    ended = at + timedelta(hours=hours) if state in ("completed", "rejected", "cancelled") else None
    runs = state in ("submitted", "in_verification", "approved", "in_process", "in_production")
    decided = at + timedelta(hours=10) if VERSIONS[state] >= 3 else None
    return {
        "created_at": at - timedelta(minutes=chance.randrange(5, 90)), "saved_at": at, "submitted_at": at,
        "entered_at": at + timedelta(hours=hours), "processing_starts_at": at + timedelta(hours=2),
        "first_decision_due": at + timedelta(days=1), "due_at": at + timedelta(days=3) if runs else None,
        "decided_at": decided, "approved_at": decided if state not in ("returned", "rejected", "cancelled") else None,
        "service_due": at + timedelta(days=3) if decided else None, "completed_at": ended,
        "return_deadline": at + timedelta(days=14) if state == "returned" else None,
    }  # fmt: skip


def _roles(definition: Mapping[str, Any]) -> Row:
    found = rules.roles_of(definition)
    return {
        "verify_role": found.verify, "process_roles": list(found.process), "visit_role": found.visit,
        "hand_over_role": found.hand_over, "is_routed": rules.is_routed(definition),
    }  # fmt: skip


def _answers(subject: Person, *, for_child: bool) -> Row:
    return {
        "peran_pemohon": "orang_tua" if for_child else "diri_sendiri",
        "subjek_nik": subject.nik, "subjek_nama": subject.name, "subjek_no_kk": subject.nomor_kk,
        "penyelesaian": "ambil_dinas", "pernyataan_benar": True, "persetujuan_pdp": True,
    }  # fmt: skip


def _sealed(model: type[models.Model], name: str, text: str) -> bytes:
    context = f"{model._meta.db_table}.{name}".encode()
    return envelope.seal(current_keys().seal, text.encode(), context)


def _copy(database: psycopg.Connection[Any], model: type[models.Model], rows: Iterable[Row]) -> None:
    """COPY with every column that the model requires; what a row does not name gets the model's default."""
    fixed: dict[str, Any] = {
        str(field.column): field.get_db_prep_save(field.get_default(), connection)
        for field in model._meta.concrete_fields
        if not field.null and not field.primary_key and not field.is_relation
    }
    names: list[str] | None = None
    with database.cursor() as cursor:
        copy: Any = None
        for row in rows:
            if names is None:
                names = sorted({*fixed, *row})
                statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
                    sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, names))
                )
                copy = cursor.copy(statement)
                writer = copy.__enter__()
            whole = fixed | row
            writer.write_row([whole[name] for name in names])
        if copy is not None:
            copy.__exit__(None, None, None)
