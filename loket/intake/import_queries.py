"""What screens and jobs ask about lists that are brought in."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from loket.applications.models import Application
from loket.applications.states import DRAFT, OPEN
from loket.catalogue.models import Service, ServiceVersion
from loket.catalogue.queries import latest_versions
from loket.foundation.formkit.questions import STATEMENTS, Field
from loket.regions.models import Region
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.staff.policies import has_role
from loket.tenants.scope import current_tenant

from . import import_states
from .models import Import, ImportCase, ImportMapping, ImportPage
from .sheets.column_guessing import KECAMATAN, RECEIVED, SERVICE

#: Who brings lists in.
ROLES = ("petugas_loket", "administrator")
#: Not asked by a list: papers stay paper, people of a list have rows of their own.
_NOT_IN_SHEETS = frozenset({"file", "person-list"})


def seen_by(membership: Membership) -> QuerySet[Import]:
    """The lists an officer may open: his own, and for an administrator all of the dinas; newest first."""
    rows: QuerySet[Import] = Import.objects.exclude(state=import_states.DROPPED).select_related("service")
    if not has_role(membership, "administrator"):
        rows = rows.filter(brought_by=membership)
    return rows.order_by("-created_at", "-pk")


def import_named(membership: Membership, public_id: uuid.UUID) -> Import | None:
    """One of them by its public name."""
    found: Import | None = seen_by(membership).filter(public_id=public_id).first()
    return found


def services_offered() -> list[tuple[Service, str]]:
    """Every active service with a version, and its name, in the office's order."""
    versions = latest_versions().filter(service__is_active=True).select_related("service")
    found = ServiceVersion.objects.filter(pk__in=[one.pk for one in versions]).select_related("service")
    rows = sorted(found, key=lambda one: (one.service.position, one.service.code))
    return [(one.service, str(one.definition.get("name_id") or one.service.code)) for one in rows]


def versions_for(batch: Import) -> dict[str, ServiceVersion]:
    """The newest version of the list's service, or of every active one when a column says it, by code."""
    rows = latest_versions().filter(service__is_active=True)
    if batch.service_id is not None:
        rows = latest_versions().filter(service_id=batch.service_id)
    keys = [row.pk for row in rows]
    found = ServiceVersion.objects.filter(pk__in=keys).select_related("service")
    return {version.service.code: version for version in found}


def is_askable(field: Field) -> bool:
    """Whether a column can answer this question."""
    return not field.is_derived and field.slug not in STATEMENTS and field.type not in _NOT_IN_SHEETS


def fields_of(versions: Iterable[ServiceVersion]) -> dict[str, Field]:
    """Every question a column can answer, by slug; the applicant's own first."""
    found: dict[str, Field] = {}
    for version in versions:
        for one in version.form.fields:
            if is_askable(one):
                found.setdefault(one.slug, one)
    return dict(sorted(found.items(), key=lambda pair: not pair[1].prefilled))


def meanings(batch: Import, fields: Mapping[str, Field]) -> dict[str, str]:
    """What a column may mean, with its official words in the reader's language."""
    special = {RECEIVED: _("Tanggal diterima"), KECAMATAN: _("Kecamatan (penjelas desa)")}
    if batch.service_id is None:
        special = {SERVICE: _("Jenis layanan"), **special}
    return special | {slug: str(one.label) for slug, one in fields.items()}


def kept_mapping(batch: Import) -> dict[str, Any] | None:
    """What the columns of such a sheet meant the last time."""
    kept = ImportMapping.objects.filter(signature=batch.signature, service=batch.service_id).first()
    return dict(kept.mapping) if kept is not None else None


def villages() -> dict[str, list[tuple[str, str]]]:
    """The desa and kelurahan of this kabupaten: name in small letters → (code, name of the kecamatan)."""
    regency = current_tenant().regency_id
    rows = Region.objects.filter(code__startswith=f"{regency}.").values_list("code", "name", "parent_id")
    names = {code: name for code, name, _parent in rows}
    found: dict[str, list[tuple[str, str]]] = {}
    for code, name, parent in rows:
        if code.count(".") == 3:
            found.setdefault(name.casefold(), []).append((code, names.get(parent, "")))
    return found


def running_cases(wanted: Sequence[tuple[int, bytes]]) -> dict[tuple[int, bytes], str]:
    """Of (service, person) pairs those with a running application, with its number. One query."""
    rows = Application.objects.filter(
        subject_hash__in=[person for _service, person in wanted],
        service_id__in={service for service, _person in wanted},
        state__in=OPEN - {DRAFT},
    ).values_list("service_id", "subject_hash", "reference")
    return {(service, bytes(person)): reference for service, person, reference in rows}


def taken_over_before(keys: Iterable[object]) -> dict[object, str]:
    """Of row keys those that are a case already, with its number. One query."""
    rows = Application.objects.filter(submit_key__in=list(keys)).values_list("submit_key", "reference")
    return dict(rows)


def residents_by_nik(hashes: Iterable[bytes]) -> dict[bytes, Resident]:
    """Residents with an open account, by the keyed hash of their NIK. One query."""
    rows = Resident.objects.filter(nik_hash__in=list(hashes), account__closed_at__isnull=True)
    return {bytes(row.nik_hash): row for row in rows.select_related("account")}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend, as the list of mistakes shows it."""

    row: int
    heading: str
    value: str
    sentence: str


def mistakes(batch: Import, language: str, *, first: int, most: int) -> list[Mistake]:
    """The mistakes of rows ``first`` to ``first + most - 1`` among the bad ones (from 0), in the sheet's order."""
    headings, found, passed = batch.outline.get("headings", []), list[Mistake](), 0
    for page in ImportPage.objects.filter(batch=batch, bad__gt=0).order_by("number").defer("sealed_rows"):
        if passed + page.bad <= first or passed >= first + most:
            passed += page.bad
            continue
        bad = batch.unseal_json(page.sealed_findings, f"findings/{page.number}")["bad"]
        for row, faults in bad[max(0, first - passed) : first + most - passed]:
            for column, value, sentence in faults:
                heading = headings[column] if column is not None and column < len(headings) else ""
                found.append(Mistake(row, heading, value, sentence.get(language) or sentence["id"]))
        passed += page.bad
    return found


def bad_rows(batch: Import, language: str) -> Iterator[list[str]]:
    """The rows to mend as they came, each with a last cell that says what to mend; one page in memory at a time."""
    headings = batch.outline.get("headings", [])
    for page in ImportPage.objects.filter(batch=batch, bad__gt=0).order_by("number").iterator(chunk_size=1):
        rows = dict(batch.unseal_json(page.sealed_rows, f"rows/{page.number}"))
        for row, faults in batch.unseal_json(page.sealed_findings, f"findings/{page.number}")["bad"]:
            words = []
            for column, _value, sentence in faults:
                heading = headings[column] if column is not None and column < len(headings) else ""
                said = sentence.get(language) or sentence["id"]
                words.append(f"{heading}: {said}" if heading else said)
            cells = rows[row][: len(headings)]
            yield [*cells, *[""] * (len(headings) - len(cells)), " ".join(words)]


def cases_of(batch: Import) -> QuerySet[ImportCase]:
    """The cases a list became, in the order of its rows."""
    cases: QuerySet[ImportCase] = ImportCase.objects.filter(batch=batch).select_related("application")
    return cases.order_by("row")
