"""Register somebody who does not type himself: at the counter or with a helper (seeds S1-19 to S1-23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts.actions.create_account import create_account
from loket.accounts.models import Kind
from loket.audit.actor import Actor, current_actor
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.names import search_form
from loket.foundation.kernel.passports import Passport
from loket.residents import lifecycle
from loket.residents.labels import originals_for
from loket.residents.models import PhoneOwner, Resident, ResidentPaper
from loket.residents.policies import is_own
from loket.residents.rules import check_due
from loket.staff.models import Membership
from loket.tenants.keys import lookup_hash
from loket.tenants.scope import current_tenant

from ._identity import Identity
from .keep_account_papers import keep_account_papers
from .prove_phone import require_room


class NikHasAccount(Refusal):
    """The person (by NIK or passport) has an account already; the officer goes on with that one."""

    default_code = "nik_has_account"
    default_status = 409


@dataclass(frozen=True, slots=True)
class Told:
    """What the person said and showed. ``phone`` is E.164, empty for somebody without any number.

    ``passport`` stands in the place of ``nik`` and ``nomor_kk``, which are empty then.
    """

    nik: str = field(repr=False)
    name: str = field(repr=False)
    nomor_kk: str = field(repr=False)
    village_code: str
    phone: str = field(default="", repr=False)
    phone_owner: str = PhoneOwner.OWN
    phone_relation: str = ""
    phone_holder: str = field(default="", repr=False)
    no_phone_reason: str = ""
    email: str = field(default="", repr=False)
    language: str = "id"
    passport: Passport | None = None
    passport_until: date | None = None
    stay_permit: str = ""

    @property
    def identity(self) -> Identity:
        """NIK or passport."""
        return Identity(self.nik, self.passport, self.passport_until, self.stay_permit)


@transaction.atomic
def register_assisted(
    told: Told,
    *,
    by: Membership,
    assisted_name: str,
    originals: Sequence[str] = (),
    photos: Mapping[str, StoredFile] | None = None,
) -> Resident:
    """Make account and resident. The account has no password: the person makes one with a code, or never.

    ``originals``: keys of ``labels.originals_for`` that the officer at the counter held in his hands. With all of
    them, and where the office does not ask for two people, the account is verified on the spot; otherwise it
    waits for a verifier like every other one (seed S3-1). Raises ``NikHasAccount`` and ``PhoneFull``.
    """
    identity = told.identity
    phone_hash = lookup_hash(told.phone or f"no-phone:{identity.number}")
    if told.phone:
        require_room(phone_hash)
    try:
        with transaction.atomic():
            account = create_account(
                Kind.RESIDENT, identity.login, password_hash=make_password(None), display_name=told.name,
                language=told.language, passport=identity.login if told.passport else "",
            )  # fmt: skip
    except IntegrityError:
        raise NikHasAccount(
            _("Paspor ini sudah punya akun. Cari nomornya, lalu lanjutkan dari sana.")
            if told.passport
            else _("NIK ini sudah punya akun. Cari NIK-nya, lalu lanjutkan dari sana.")
        ) from None
    resident: Resident = Resident.objects.create(
        account=account, name=told.name, name_search=search_form(told.name),
        **identity.columns(), nomor_kk=told.nomor_kk,
        kk_hash=lookup_hash(told.nomor_kk) if told.nomor_kk else None,
        kk_given_at=clock.now() if told.nomor_kk else None, phone=told.phone, phone_hash=phone_hash,
        phone_owner=told.phone_owner, phone_relation=told.phone_relation, phone_holder=told.phone_holder,
        no_phone_reason=told.no_phone_reason, email=told.email, village_code=told.village_code,
        kecamatan_code=told.village_code[:8], assisted_by=by, assisted_name=assisted_name,
        originals_seen=list(originals),
    )  # fmt: skip
    for slug, file in (photos or {}).items():
        ResidentPaper.objects.create(resident=resident, slug=slug, file=file)
    _settle(resident, by)
    return resident


def _settle(resident: Resident, by: Membership) -> None:
    """Verified on the spot, or into the queue of the verifiers."""
    tenant, now, actor = current_tenant(), clock.now(), current_actor()
    compared = set(originals_for(is_foreigner=not resident.nik_hash)) <= set(resident.originals_seen)
    alone = tenant.two_person_rule or is_own(by, resident)
    if compared and not alone:
        lifecycle.move(
            resident, "verify_at_counter", by=_named(actor, by), slot="counter", columns={"verified_at": now}
        )
        ResidentPaper.objects.filter(resident=resident).update(accepted_at=now)
        keep_account_papers(resident, at=now)
        return
    columns = {"waiting_since": now, "check_due": check_due(tenant.calendar(), now)}
    lifecycle.move(resident, "send_for_checking", by=_named(actor, by), slot="applicant", columns=columns)


def _named(actor: Actor, by: Membership) -> Actor:
    return actor if actor.id else Actor("officer", str(by.account.public_id), by.account.display_name)
