"""Turn a sent registration into an account, or tell the owner of the NIK or passport; the visitor cannot see which."""

from __future__ import annotations

import secrets

from django.db import IntegrityError, transaction

from loket.accounts.actions.create_account import create_account
from loket.accounts.actions.remember_device import remember_device
from loket.accounts.models import Kind
from loket.audit.actor import Actor
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import Phone
from loket.foundation.kernel.names import search_form
from loket.notifications.actions.queue import queue
from loket.residents import lifecycle
from loket.residents.consulting import consult_on_arrival
from loket.residents.models import ArrivalTrace, Registration, RegistrationPaper, Resident, ResidentPaper
from loket.residents.rules import check_due, new_ticket
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant

from ._identity import Identity, identity_told
from ._rehearsal import rehearse
from .prove_phone import require_room

_FREE_LOGIN = "decoy:"


def complete_registration(
    draft: Registration, *, device_hash: bytes, network_hash: bytes = b""
) -> Registration:
    """Make account and resident of a complete draft, once; a second call changes nothing.

    When the NIK or passport has an open account, nothing is made and its owner's phone receives a notice instead
    (settled: a NIK that already has an account). Both ways do the same work and leave the same draft.
    ``network_hash`` (empty: unknown) is kept for thirty days, for signs of brokers. Raises ``PhoneFull`` when the
    number serves five accounts.
    """
    locked: Registration = Registration.objects.select_for_update().get(pk=draft.pk)
    if locked.completed_at is not None:
        return locked
    require_room(lookup_hash(Phone.parse(locked.answers["no_wa"]).e164))
    locked.completed_at = clock.now()
    locked.ticket = new_ticket()
    locked.save(update_fields=["completed_at", "ticket"])
    named = identity_told(locked.answers)
    try:
        with transaction.atomic():
            _open(locked, named.login, device_hash, network_hash)
    except IntegrityError:
        rehearse(lambda: _open(locked, _FREE_LOGIN + secrets.token_hex(8), device_hash, network_hash))
        _tell_owner(named)
    else:
        rehearse(lambda: _tell_owner(named))
    return locked


def _open(draft: Registration, login: str, device_hash: bytes, network_hash: bytes) -> None:
    name, named = draft.answers.get("nama", ""), identity_told(draft.answers)
    account = create_account(
        Kind.RESIDENT,
        login,
        password_hash=draft.password_hash,
        display_name=name,
        language=draft.language,
        passport=login if named.passport else "",
    )
    remember_device(account, device_hash)
    phone, kk, now = Phone.parse(draft.answers["no_wa"]).e164, draft.answers.get("no_kk", ""), clock.now()
    resident = Resident.objects.create(
        account=account, name=name, name_search=search_form(name), **named.columns(),
        nomor_kk=kk, kk_hash=lookup_hash(kk) if kk else None, kk_given_at=now if kk else None, phone=phone,
        phone_hash=lookup_hash(phone), email=draft.answers.get("email", ""), phone_proved_at=draft.phone_proved_at,
    )  # fmt: skip
    for paper in RegistrationPaper.objects.filter(registration=draft):
        ResidentPaper.objects.create(resident=resident, slug=paper.slug, file_id=paper.file_id)
    if network_hash:
        ArrivalTrace.objects.create(resident=resident, network_hash=network_hash)
    by = Actor("resident", str(account.public_id))
    if current_tenant().verifies_accounts:
        columns = {"waiting_since": now, "check_due": check_due(current_tenant().calendar(), now)}
        lifecycle.move(resident, "send_for_checking", by=by, slot="applicant", columns=columns)
        consult_on_arrival(resident, by=by)
    else:
        lifecycle.move(resident, "activate", by=by, slot="applicant", columns={"verified_at": now})


def _tell_owner(named: Identity) -> None:
    owner = named.owner()
    if owner is None:
        return
    queue(named.notice, to=lifecycle.recipient(owner), variables={})
