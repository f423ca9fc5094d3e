"""Send the one repaired item again."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.queries import resident_login_hash
from loket.audit.actor import Actor
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Nik
from loket.notifications.actions.queue import queue
from loket.residents import lifecycle
from loket.residents.labels import ALTERNATIVES
from loket.residents.lifecycle import MoveRefused
from loket.residents.models import Resident, ResidentPaper, ResidentStep
from loket.residents.queries import open_defect, resident_by_nik
from loket.residents.rules import check_due, masked
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant


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
    defect = open_defect(resident)
    if defect is None or defect.item != "nik":
        raise MoveRefused(_("Bagian ini tidak perlu diperbaiki. Muat ulang halaman."))
    with transaction.atomic():
        conflict = not _take_over(resident, nik)
        if conflict:
            owner = resident_by_nik(nik.digits)
            if owner is not None:
                queue("residents.nik_used", to=lifecycle.recipient(owner), variables={})
        return _wait_again(resident, item="nik", nik_conflict=conflict)


def _take_over(resident: Resident, nik: Nik) -> bool:
    account = resident.account
    before = account.login_hash
    try:
        with transaction.atomic():
            account.login_hash = resident_login_hash(nik.digits)
            account.save(update_fields=["login_hash"])
    except IntegrityError:
        account.login_hash = before
        return False
    resident.nik, resident.nik_masked = nik.digits, masked(nik.digits)
    resident.nik_hash = lookup_hash(nik.digits)
    resident.save(update_fields=["nik", "nik_masked", "nik_hash"])
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
