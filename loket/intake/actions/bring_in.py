"""A worker makes cases of the good rows: all of them in one transaction, or none (nothing half-imported)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext as _

from loket.applications.actions.take_over import OutsideCase, take_over
from loket.audit.actor import Actor
from loket.catalogue.models import ServiceVersion
from loket.foundation.kernel import clock
from loket.residents.actions.take_over_people import PaperPerson, take_over_people
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant, in_tenant

from .. import import_queries, import_states, lifecycle
from ..import_orders import TELL, order
from ..models import Import, ImportCase, ImportPage

#: A good row as the check kept it: number, service, moment of receipt, answers.
Kept = tuple[int, str, str, dict[str, Any]]


def bring_in(tenant: Tenant, batch_id: int) -> None:
    """Bring the list in; after a kill at any moment nothing of it is there, and the next call begins anew.

    Portions of some hundred rows, each a fixed number of statements, inside one transaction: the cases appear to
    everybody in the same moment. A row that became a case elsewhere meanwhile stops all of it, and the officer
    is told to check again. A second worker waits for the first and finds nothing left to do.
    """
    try:
        with in_tenant(tenant):
            _all_of_it(batch_id)
    except IntegrityError:
        with in_tenant(tenant):
            batch = Import.objects.get(pk=batch_id)
            if batch.state == import_states.BRINGING_IN:
                lifecycle.move_import(batch, "stand_back", by=_actor(batch), changes={"problem": "overtaken"})


def _all_of_it(batch_id: int) -> None:
    batch = Import.objects.select_for_update(of=("self",)).get(pk=batch_id)
    if batch.state != import_states.BRINGING_IN:
        return
    versions, made = import_queries.versions_for(batch), 0
    for number, bad in ImportPage.objects.filter(batch=batch).order_by("number").values_list("number", "bad"):
        page = ImportPage.objects.get(batch=batch, number=number)
        findings = batch.unseal_json(page.sealed_findings, f"findings/{number}")
        if findings["good"]:
            made += _portion(batch, versions, findings["good"])
        _keep_bad_only(batch, page, findings["bad"] if bad else [])
    changes = {"brought_in": made, "finished_at": clock.now()}
    lifecycle.move_import(batch, "finish", by=_actor(batch), changes=changes, detail={"cases": made})
    if batch.tells_people:
        order(batch, TELL)


def _portion(batch: Import, versions: Mapping[str, ServiceVersion], rows: list[Kept]) -> int:
    by = _actor(batch)
    people, made = _people(batch, rows, by)
    cases = take_over(
        [
            OutsideCase(
                version=versions[code],
                applicant=people[lookup_hash(answers["pemohon_nik"])],
                answers=answers,
                received_at=datetime.fromisoformat(received),
                key=batch.row_key(number),
                note=_("Dimasukkan dari daftar, baris %(row)d.") % {"row": number},
            )
            for number, code, received, answers in rows
        ],
        channel=batch.origin,
        by=by,
    )
    ImportCase.objects.bulk_create(
        ImportCase(
            tenant=current_tenant(),
            batch=batch,
            row=row[0],
            application=case,
            made_applicant=case.applicant_id in made,
        )
        for row, case in zip(rows, cases, strict=True)
    )
    return len(cases)


def _people(batch: Import, rows: list[Kept], by: Actor) -> tuple[dict[bytes, Resident], set[int]]:
    """The applicants of these rows by the hash of their NIK; those nobody knew are entered, each once."""
    wanted = {lookup_hash(answers["pemohon_nik"]): answers for _row, _code, _at, answers in rows}
    known = import_queries.residents_by_nik(wanted)
    new = {key: answers for key, answers in wanted.items() if key not in known}
    if not new:
        return known, set()
    entered = take_over_people(
        [_person(answers) for answers in new.values()],
        by=by,
        registered_at=clock.now(),
        assisted_by=batch.brought_by_id,
    )
    return known | dict(zip(new, entered, strict=True)), {resident.pk for resident in entered}


def _person(answers: Mapping[str, Any]) -> PaperPerson:
    return PaperPerson(
        nik=answers["pemohon_nik"],
        name=answers["pemohon_nama"],
        nomor_kk=answers.get("pemohon_no_kk") or "",
        phone=answers.get("pemohon_hp") or "",
        email=answers.get("pemohon_email") or "",
        village_code=answers.get("pemohon_wilayah") or "",
    )


def _keep_bad_only(batch: Import, page: ImportPage, bad: list[Any]) -> None:
    """The words of good rows now stand in their cases; here only those to mend are kept, until they are fetched."""
    if not bad:
        page.delete()
        return
    numbers = {row for row, _faults in bad}
    rows = [row for row in batch.unseal_json(page.sealed_rows, f"rows/{page.number}") if row[0] in numbers]
    page.sealed_rows = batch.seal(rows, f"rows/{page.number}")
    page.sealed_findings = batch.seal({"good": [], "bad": bad}, f"findings/{page.number}")
    page.save(update_fields=["sealed_rows", "sealed_findings"])


def _actor(batch: Import) -> Actor:
    return Actor("officer", batch.actor_id, batch.actor_name)
