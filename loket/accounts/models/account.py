"""Somebody who can log in at one dinas: a resident by NIK or passport, an officer by user name."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.tenants.fields import SealedTextField
from loket.tenants.models import TenantModel


class Kind(models.TextChoices):
    """The two kinds of people who log in; they never share an account."""

    RESIDENT = "resident", _("Warga")
    OFFICER = "officer", _("Petugas")


class Account(TenantModel, AbstractBaseUser):
    """One person's log in at one dinas. Who the person is stands in ``residents`` or ``staff``."""

    USERNAME_FIELD = "public_id"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    #: Random public name of the account, for audit rows and links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Resident or officer.
    kind = models.CharField(max_length=10, choices=Kind)
    #: Keyed hash of the NIK, of the passport where there is none, or of the user name: log in finds the account by it.
    login_hash = models.BinaryField(max_length=32)
    #: Keyed hash of the passport of a foreigner; it stays when a NIK takes its place as log in.
    passport_login_hash = models.BinaryField(max_length=32, null=True, blank=True)
    #: An officer's user name as typed; empty for residents, whose NIK is never kept in the clear.
    username = models.CharField(max_length=60, blank=True)
    #: Name shown in the header, the history and the audit record.
    display_name = models.CharField(max_length=120, blank=True)
    #: False: log in is refused and every session has ended.
    is_active = models.BooleanField(default=True)
    #: Set when the account is given up for good; the NIK may then register again (seed S3-26).
    closed_at = models.DateTimeField(null=True, blank=True)
    #: Raised to end every session at once; each session remembers the number it was born with.
    session_version = models.PositiveIntegerField(default=1)
    #: Language of pages and messages: "id" or "en".
    language = models.CharField(max_length=2, default="id")
    #: Pages in large text.
    large_text = models.BooleanField(default=False)
    #: Simple pages: large letters, one question on each, read aloud.
    simple_mode = models.BooleanField(default=False)
    #: Secret of the second factor (RFC 6238), sealed; empty until enrolment begins.
    totp_secret = SealedTextField(null=True, blank=True)
    #: When the second factor was proved; until then the officer is led to enrolment.
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    #: Number of the last 30-second step that was accepted: no code is accepted twice (goal R09).
    totp_last_step = models.BigIntegerField(null=True, blank=True)
    #: When the password was last set.
    password_changed_at = models.DateTimeField(default=clock.now)
    #: When the account was made.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "akun"
        verbose_name_plural = "akun"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "login_hash"],
                condition=models.Q(closed_at__isnull=True),
                name="one_open_account_per_login",
            ),
            models.UniqueConstraint(
                fields=["tenant", "passport_login_hash"],
                condition=models.Q(closed_at__isnull=True, passport_login_hash__isnull=False),
                name="one_open_account_per_passport",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="account_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_officer(self) -> bool:
        """True for staff."""
        return self.kind == Kind.OFFICER

    @property
    def has_second_factor(self) -> bool:
        """True once a code of the authenticator app was accepted."""
        return self.totp_confirmed_at is not None
