"""A person with an account at one dinas."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.accounts.models import Account
from loket.files.models import StoredFile
from loket.foundation.kernel import clock
from loket.foundation.kernel.identifiers import NO_NUMBER, Nik, NomorKk, Phone
from loket.foundation.kernel.passports import Passport
from loket.residents.states import ResidentState
from loket.tenants.fields import SealedTextField
from loket.tenants.models import TenantForeignKey, TenantModel, TenantOneToOneField


class PhoneOwner(models.TextChoices):
    """Whose number an account is reached under (seed S1-22)."""

    OWN = "own", _("Milik sendiri")
    RELATIVE = "relative", _("Milik keluarga")
    NONE = "none", _("Tidak ada")


class StayPermit(models.TextChoices):
    """By which permit a foreigner stays; who has a limited or permanent one must register (UU 23/2006, 20, 21)."""

    ITAS = "itas", _("ITAS (izin tinggal terbatas)")
    ITAP = "itap", _("ITAP (izin tinggal tetap)")
    VISIT = "kunjungan", _("Izin kunjungan atau lainnya")


class Resident(TenantModel):
    """Identity as registered: by NIK, by passport where there is none, or by both once a NIK was given.

    NIK, passport, KK, phone and e-mail are sealed; hashes find equal ones (settled: keys).
    """

    #: Random public name, for links of officers.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: The person's log in.
    account = TenantOneToOneField(Account, on_delete=models.PROTECT, related_name="resident")
    #: Where the account stands; written by ``lifecycle`` only.
    state = models.CharField(
        max_length=24, choices=ResidentState, default=ResidentState.AWAITING_ACTIVATION, editable=False
    )
    #: Counts moves; a decision about an older version is refused (security rule 9).
    version = models.PositiveIntegerField(default=0, editable=False)
    #: Full name as on KTP-el and KK; empty until the Surakarta profile is completed.
    name = models.CharField(max_length=120, blank=True)
    #: The name as it is searched for.
    name_search = models.CharField(max_length=120, blank=True)
    #: NIK, sealed; empty for a foreigner who has none (yet).
    nik = SealedTextField(blank=True)
    #: Keyed hash of the NIK's digits.
    nik_hash = models.BinaryField(max_length=32, null=True, blank=True)
    #: First six digits and last four, for lists: "510801••••••0001".
    nik_masked = models.CharField(max_length=16, blank=True)
    #: Passport number of a foreigner, sealed; it stays when a NIK was given.
    passport = SealedTextField(null=True, blank=True)
    #: Country that issued it, three letters of ICAO Doc 9303.
    passport_country = models.CharField(max_length=3, blank=True, default="", db_default="")
    #: Keyed hash of ``Passport.mark``, by which cases and officers find the person.
    passport_hash = models.BinaryField(max_length=32, null=True, blank=True)
    #: Last three signs and country, for lists: "••••••456 (NLD)".
    passport_masked = models.CharField(max_length=20, blank=True, default="", db_default="")
    #: Last day on which the passport is valid.
    passport_until = models.DateField(null=True, blank=True)
    #: By which permit the foreigner stays; empty where the profile does not ask.
    stay_permit = models.CharField(max_length=10, choices=StayPermit, blank=True, default="", db_default="")
    #: Nomor KK as given at ``kk_given_at``, sealed; it changes with the household and is never a key.
    nomor_kk = SealedTextField(blank=True)
    #: Keyed hash of the nomor KK's digits; empty until it is known.
    kk_hash = models.BinaryField(max_length=32, null=True, blank=True)
    #: When the nomor KK was given.
    kk_given_at = models.DateTimeField(null=True, blank=True)
    #: Mobile number, +62…, sealed.
    phone = SealedTextField()
    #: Keyed hash of the mobile number; several family accounts may share one.
    phone_hash = models.BinaryField(max_length=32)
    #: Whose number it is; with none, receipts are printed instead (seed S1-22).
    phone_owner = models.CharField(max_length=10, choices=PhoneOwner, default=PhoneOwner.OWN)
    #: How the owner of the number is related: a key of ``labels.RELATIONS``; empty for an own number.
    phone_relation = models.CharField(max_length=20, blank=True)
    #: Name of the relative whose number it is, sealed.
    phone_holder = SealedTextField(blank=True)
    #: Why there is no number at all: a key of ``labels.NO_PHONE``.
    no_phone_reason = models.CharField(max_length=20, blank=True)
    #: The officer or helper who typed the registration for the person; empty when the person did.
    assisted_by = TenantForeignKey(
        "staff.Membership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    #: That person's name, for the history: "dibantu oleh …".
    assisted_name = models.CharField(max_length=160, blank=True)
    #: Originals that the officer at the counter held in his hands, keys of ``labels.ORIGINALS``.
    originals_seen = models.JSONField(default=list, blank=True)
    #: E-mail address, sealed; may be empty.
    email = SealedTextField(blank=True)
    #: Desa or kelurahan of residence, national code "51.08.02.2001"; empty until asked.
    village_code = models.CharField(max_length=13, blank=True)
    #: Its kecamatan, "51.08.02", by which cases are routed.
    kecamatan_code = models.CharField(max_length=8, blank=True)
    #: When a code proved the phone number.
    phone_proved_at = models.DateTimeField(null=True, blank=True)
    #: When the registration was sent.
    registered_at = models.DateTimeField(default=clock.now)
    #: Since when the account waits for an officer; the queue is in this order.
    waiting_since = models.DateTimeField(null=True, blank=True)
    #: When the first decision is due (one working day).
    check_due = models.DateTimeField(null=True, blank=True)
    #: Sent again after a repair.
    is_resent = models.BooleanField(default=False)
    #: When an officer approved it (or the Surakarta profile was activated).
    verified_at = models.DateTimeField(null=True, blank=True)
    #: The officer who has it open, by account; released after four idle minutes.
    opened_by = TenantForeignKey(Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    #: When that officer opened it.
    opened_at = models.DateTimeField(null=True, blank=True)
    #: When that officer last looked at it.
    opened_seen_at = models.DateTimeField(null=True, blank=True)
    #: The corrected NIK is another account's: shown to the officer, never to the person.
    nik_conflict = models.BooleanField(default=False)

    class Meta:
        verbose_name = "warga"
        verbose_name_plural = "warga"
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "waiting_since", "id"],
                condition=models.Q(state=ResidentState.AWAITING_VERIFICATION),
                name="resident_queue",
            ),
            models.Index(fields=["tenant", "nik_hash"], name="resident_by_nik"),
            models.Index(
                fields=["tenant", "passport_hash"],
                condition=models.Q(passport_hash__isnull=False),
                name="resident_by_passport",
            ),
            models.Index(fields=["tenant", "kk_hash"], name="resident_by_kk"),
            models.Index(fields=["tenant", "phone_hash"], name="resident_by_phone"),
            models.Index(fields=["tenant", "registered_at"], name="resident_by_month"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=ResidentState.values), name="resident_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(nik_hash__isnull=False) | models.Q(passport_hash__isnull=False),
                name="resident_has_nik_or_passport",
            ),
        ]

    def __str__(self) -> str:
        return f"resident {self.public_id}"

    @property
    def is_verified(self) -> bool:
        """True when the person may apply, apart from data still to be given (see ``is_complete``)."""
        return self.state == ResidentState.VERIFIED

    @property
    def is_complete(self) -> bool:
        """True when name, nomor KK and desa/kelurahan are known: asked once before the first application.

        A foreigner may stand in no Kartu Keluarga, also with a NIK (holders of ITAS have an SKTT instead).
        """
        return bool(self.name and self.village_code and (self.kk_hash or self.passport_hash))

    @property
    def nik_value(self) -> Nik | None:
        """The NIK as a value with its masked and grouped forms; None for a foreigner without one."""
        return Nik(str(self.nik), clock.now().date()) if self.nik else None

    @property
    def passport_value(self) -> Passport | None:
        """The passport as a value with its masked and whole forms; None for a citizen."""
        return Passport(self.passport_country, str(self.passport)) if self.passport else None

    @property
    def identity_hash(self) -> bytes:
        """The keyed hash by which cases and papers are about this person: of the NIK, else of the passport."""
        return bytes(self.nik_hash or self.passport_hash or b"")

    @property
    def gender(self) -> str:
        """``L`` or ``P`` as the NIK tells; empty without one."""
        return self.nik_value.gender if self.nik_value else ""

    @property
    def identity_masked(self) -> str:
        """The masked NIK, or ``Paspor ••••••456 (NLD)``: for lists."""
        return self.nik_masked or f"{_('Paspor')} {self.passport_masked}"

    @property
    def kk_value(self) -> NomorKk | None:
        """The nomor KK as a value, or None."""
        return NomorKk(str(self.nomor_kk)) if self.nomor_kk else None

    @property
    def phone_value(self) -> Phone:
        """The mobile number as a value with its masked and local forms; ``NO_NUMBER`` where there is none."""
        return Phone.parse(str(self.phone)) if self.phone else NO_NUMBER


class ResidentPaper(TenantModel):
    """One photo of an account. A repaired one replaces it; the old row stays until retention takes it."""

    #: Whose.
    resident = TenantForeignKey(Resident, on_delete=models.CASCADE, related_name="papers")
    #: Which paper: a key of ``labels.PAPERS``.
    slug = models.CharField(max_length=40)
    #: The bytes.
    file = TenantForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    #: False once a newer one replaced it.
    is_current = models.BooleanField(default=True)
    #: When it was sent.
    created_at = models.DateTimeField(default=clock.now)
    #: When an officer accepted it with the account.
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "foto akun"
        verbose_name_plural = "foto akun"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "resident", "slug"],
                condition=models.Q(is_current=True),
                name="one_current_paper_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.pk}"
