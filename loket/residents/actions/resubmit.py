"""Send the one repaired item again."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.queries import resident_login_hash
from loket.audit.actor import Actor
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik
from loket.foundation.kernel.passports import Passport
from loket.notifications.actions.queue import queue
from loket.residents import lifecycle
from loket.residents.labels import ALTERNATIVES
from loket.residents.lifecycle import MoveRefused
from loket.residents.models import Resident, ResidentPaper, ResidentStep
from loket.residents.queries import open_defect
from loket.residents.rules import check_due
from loket.tenants.scope import current_tenant

from ._identity import Identity


def resubmit_photo(resident: Resident, *, slug: str, file: StoredFile) -> ResidentStep:
    """Replace the returned photo with ``file``; the account waits for an officer again, marked as sent again.

    ``slug`` is the returned item or its alternative (Surket for KTP). Raises ``MoveRefused`` for any other.
    """
    defect = open_defect(resident)
    allowed = ALTERNATIVES.get(defect.item, (defect.item,)) if defect else ()
    if defect is None or slug not in allowed:
        raise MoveRefused(_("Bagian ini tidak perlu diperbaiki. Muat ulang halaman."))
    with transaction.atomic():
        ResidentPaper.objects.filter(resident=resident, slug__in=allowed, is_current=True).update(
            is_current=False
        )
        ResidentPaper.objects.create(resident=resident, slug=slug, file=file)
        return _wait_again(resident, item=defect.item)


def resubmit_nik(resident: Resident, nik: Nik) -> ResidentStep:
    """Replace the NIK by the one on the card; from now on it is the log in name.

    A NIK that belongs to another open account is not taken over: the officer sees a warning, its owner gets
    a notice, and the person cannot tell (security rule 34). Raises ``MoveRefused`` when it was not asked for.
    """
    return _resubmit_number(resident, Identity(nik=nik.digits), item="nik")


def resubmit_passport(resident: Resident, passport: Passport, *, until: date) -> ResidentStep:
    """Replace country, number and last day by those of the passport's data page; as ``resubmit_nik``."""
    identity = Identity(passport=passport, until=until, stay_permit=resident.stay_permit)
    return _resubmit_number(resident, identity, item="paspor")


def _resubmit_number(resident: Resident, told: Identity, *, item: str) -> ResidentStep:
    defect = open_defect(resident)
    if defect is None or defect.item != item:
        raise MoveRefused(_("Bagian ini tidak perlu diperbaiki. Muat ulang halaman."))
    with transaction.atomic():
        conflict = not _take_over(resident, told)
        owner = told.owner() if conflict else None
        if owner is not None:
            queue(told.notice, to=lifecycle.recipient(owner), variables={})
        return _wait_again(resident, item=item, nik_conflict=conflict)


def _take_over(resident: Resident, told: Identity) -> bool:
    account = resident.account
    before = account.login_hash, account.passport_login_hash
    try:
        with transaction.atomic():
            account.login_hash = resident_login_hash(told.login)
            account.passport_login_hash = account.login_hash if told.passport else account.passport_login_hash
            account.save(update_fields=["login_hash", "passport_login_hash"])
    except IntegrityError:
        account.login_hash, account.passport_login_hash = before
        return False
    columns = told.columns()
    for name, value in columns.items():
        setattr(resident, name, value)
    resident.save(update_fields=list(columns))
    return True


def _wait_again(resident: Resident, *, item: str, nik_conflict: bool = False) -> ResidentStep:
    now = clock.now()
    due = check_due(current_tenant().calendar(), now)
    step = lifecycle.move(
        resident,
        "resubmit",
        by=Actor("resident", str(resident.account.public_id)),
        slot="applicant",
        columns={
            "waiting_since": now,
            "check_due": due,
            "is_resent": True,
            "nik_conflict": nik_conflict,
        },
        remarks={"item": item},
    )
    resident.defects.filter(repaired_at__isnull=True).update(repaired_at=now)
    return step
