"""A worker judges every row of a list, one portion in one transaction (the dry run)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.db.models import F
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from loket.applications import facts
from loket.applications.surroundings import office_now
from loket.audit.actor import SYSTEM
from loket.foundation.kernel import clock
from loket.foundation.kernel.names import normalised
from loket.residents.models import Resident
from loket.tenants.keys import lookup_hash
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant, in_tenant

from .. import import_queries, import_states, lifecycle
from ..import_plans import Plan
from ..models import Import, ImportPage
from ..row_checking import Checked, RowReader, in_both_languages

#: A day without a time counts from here.
_OPENING = time(8, 0)
#: Services and persons seen in earlier rows: a row may not ask for the same again.
Seen = dict[tuple[str, str], int]


def check_import(tenant: Tenant, batch_id: int) -> None:
    """Judge the rows that no earlier run has judged, then report; called again it goes on where it stopped.

    Nothing but the findings is written. The number of statements of a portion does not depend on its rows.
    """
    with in_tenant(tenant):
        batch = Import.objects.get(pk=batch_id)
        if batch.state != import_states.CHECKING:
            return
        reader, seen = _reader(batch), _seen(batch)
    while _one_portion(tenant, batch, reader, seen):
        pass
    with in_tenant(tenant):
        batch.refresh_from_db()
        if batch.state == import_states.CHECKING:
            detail = {"rows": batch.rows, "good": batch.good, "bad": batch.bad}
            lifecycle.move_import(batch, "report", by=SYSTEM, detail=detail)


def _one_portion(tenant: Tenant, batch: Import, reader: RowReader, seen: Seen) -> bool:
    """Judge the next portion; False when there is none."""
    with in_tenant(tenant):
        page = (
            ImportPage.objects.select_for_update(of=("self",))
            .filter(batch=batch, sealed_findings=None)
            .order_by("number")
            .first()
        )
        if page is None or not Import.objects.filter(pk=batch.pk, state=import_states.CHECKING).exists():
            return False
        rows = [
            reader.check(number, cells)
            for number, cells in batch.unseal_json(page.sealed_rows, f"rows/{page.number}")
        ]
        _look_around(batch, reader, rows, seen)
        good = [row for row in rows if not row.faults]
        findings = {"good": [_kept(row) for row in good], "bad": [_told(row) for row in rows if row.faults]}
        ImportPage.objects.filter(pk=page.pk).update(
            sealed_findings=batch.seal(findings, f"findings/{page.number}"),
            good=len(good),
            bad=len(rows) - len(good),
        )
        Import.objects.filter(pk=batch.pk).update(
            checked=F("checked") + len(rows),
            good=F("good") + len(good),
            bad=F("bad") + len(rows) - len(good),
        )
    return True


def _reader(batch: Import) -> RowReader:
    tenant = current_tenant()
    return RowReader(
        plan=Plan.from_data(batch.mapping),
        versions=import_queries.versions_for(batch),
        villages=import_queries.villages(),
        office=office_now(),
        zone=tenant.zone,
        now=clock.now(),
        opening=_OPENING,
        month_first=frozenset(batch.outline.get("month_first", ())),
        service=batch.service.code if batch.service else "",
    )


def _look_around(batch: Import, reader: RowReader, rows: Iterable[Checked], seen: Seen) -> None:
    """What a row cannot say of itself: taken over before, open elsewhere, twice in the sheet, another's NIK."""
    good = [row for row in rows if not row.faults]
    keys = {row.number: batch.row_key(row.number) for row in good}
    before = import_queries.taken_over_before(keys.values())
    subjects = {row.number: facts.subject_of(row.answers) for row in good}
    pairs = {
        row.number: (reader.versions[row.code].service_id, lookup_hash(subjects[row.number]))
        for row in good
        if subjects[row.number]
    }
    running = import_queries.running_cases(list(pairs.values()))
    people = import_queries.residents_by_nik(lookup_hash(row.answers["pemohon_nik"]) for row in good)
    nik, name = reader.plan.column_of("pemohon_nik"), reader.plan.column_of("pemohon_nama")
    for row in good:
        earlier = seen.setdefault((row.code, subjects[row.number] or f"row {row.number}"), row.number)
        known = people.get(lookup_hash(row.answers["pemohon_nik"]))
        if keys[row.number] in before:
            row.blame(
                None,
                _numbered(_("Baris ini sudah pernah dimasukkan, nomor {number}."), before[keys[row.number]]),
            )
        elif row.number in pairs and pairs[row.number] in running:
            sentence = _("Permohonan yang sama sedang berjalan, nomor {number}.")
            row.blame(nik, _numbered(sentence, running[pairs[row.number]]), subjects[row.number])
        elif earlier != row.number:
            sentence = _("Permohonan yang sama sudah ada di baris {number}.")
            row.blame(nik, _numbered(sentence, earlier), subjects[row.number])
        elif known is not None and not _is_same_person(known, row):
            sentence = _("NIK ini milik akun dengan nama lain. Periksa NIK dan namanya.")
            row.blame(name, sentence, row.answers["pemohon_nama"])


def _numbered(sentence: Any, number: object) -> Any:
    return format_lazy(sentence, number=number)


def _is_same_person(known: Resident, row: Checked) -> bool:
    """Names that share a word are taken for the same: papers shorten names."""
    words = set(normalised(known.name).split())
    return not words or bool(words & set(normalised(row.answers["pemohon_nama"]).split()))


def _kept(row: Checked) -> list[Any]:
    received = row.received or clock.now()
    return [row.number, row.code, received.isoformat(), row.answers]


def _told(row: Checked) -> list[Any]:
    return [row.number, [[column, value, in_both_languages(said)] for column, value, said in row.faults]]


def _seen(batch: Import) -> Seen:
    """Who was asked for in the portions that an earlier run has judged."""
    seen: Seen = {}
    for page in ImportPage.objects.filter(batch=batch, sealed_findings__isnull=False).order_by("number"):
        for number, code, _at, answers in batch.unseal_json(page.sealed_findings, f"findings/{page.number}")[
            "good"
        ]:
            seen[(code, facts.subject_of(answers) or f"row {number}")] = number
    return seen
