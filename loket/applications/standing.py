"""Where an application stands, for the page residents open most: two small statements written by hand.

The ORM spends five times as long on building these statements as the database on answering them (measured,
docs/decisions and ``make bench ONLY=status``). The rows come back as the ordinary models with only these columns
loaded; any other column is fetched when it is asked for. Row-level security holds as everywhere.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model

from loket.residents.models import Resident
from loket.tenants import statements
from loket.tenants.models import Office
from loket.tenants.scope import current_tenant

from .models import Application, Step


def _in_order(model: type[Model], *wanted: str) -> tuple[str, ...]:
    """The columns in the order in which ``from_db`` takes them."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname in wanted)


_CASE = _in_order(
    Application, "id", "tenant_id", "reference", "state", "version", "delivery", "submitted_at",
    "processing_starts_at", "first_decision_due", "service_due", "approved_at", "entered_at", "ready_from",
    "return_deadline", "assisted_by_id", "assisted_name", "is_routed", "kecamatan_code", "verify_role",
    "service_version_id", "service_id", "subject_name", "pickup_office_id", "applicant_id",
)  # fmt: skip
_PLACE = _in_order(Office, "id", "tenant_id", "name", "address", "hours", "is_main")
_PERSON = _in_order(Resident, "id", "tenant_id", "account_id", "phone")
_MOVE = _in_order(
    Step, "id", "tenant_id", "application_id", "move", "to_state", "version", "at", "actor_name", "sentence"
)  # fmt: skip


def _columns(alias: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{alias}.{name}" for name in names)


_FIND = f"""
SELECT {_columns("a", _CASE)}, {_columns("r", _PERSON)}, {_columns("o", _PLACE)}
FROM applications_application a
JOIN residents_resident r ON r.tenant_id = a.tenant_id AND r.id = a.applicant_id
LEFT JOIN tenants_office o ON o.tenant_id = a.tenant_id AND o.id = a.pickup_office_id
WHERE a.reference = %s AND a.tenant_id = %s AND r.account_id = %s
"""  # noqa: S608 - column names of ours
_MOVES = f"""
SELECT {_columns("s", _MOVE)} FROM applications_step s
WHERE s.tenant_id = %s AND s.application_id = %s ORDER BY s.version
"""  # noqa: S608 - as above


def standing_of(reference: str, account_id: int) -> tuple[Application, list[Step]] | None:
    """The application with this (canonical) number of this account and its history, or None; two statements."""
    tenant = current_tenant()
    row = next(iter(statements.rows(_FIND, [reference, tenant.pk, account_id])), None)
    if row is None:
        return None
    application = _application(row)
    steps = [
        statements.instance(Step, _MOVE, values)
        for values in statements.rows(_MOVES, [tenant.pk, application.pk])
    ]
    return application, steps


def _application(row: tuple[Any, ...]) -> Application:
    case, rest = row[: len(_CASE)], row[len(_CASE) :]
    person, place = rest[: len(_PERSON)], rest[len(_PERSON) :]
    application = statements.instance(Application, _CASE, case)
    application.applicant = _applicant(person)
    known = place[_PLACE.index("id")] is not None
    application.pickup_office = statements.instance(Office, _PLACE, place) if known else None
    return application


def _applicant(row: tuple[Any, ...]) -> Resident:
    """The resident with the phone number opened."""
    field, values = Resident._meta.get_field("phone"), list(row)
    place = _PERSON.index("phone")
    values[place] = field.from_db_value(values[place], None, connection)
    return statements.instance(Resident, _PERSON, values)
