"""Sessions, kept by the hash of their cookie and tied to the account's session version (goal R11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .account import Account


class Session(TenantModel):
    """One browser's visit. Whoever reads this table cannot take a session over: the key itself is not here."""

    #: SHA-256 of the cookie's value.
    key_hash = models.BinaryField(max_length=32)
    #: The person logged in; empty for a visitor.
    account = TenantForeignKey(
        Account, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    #: The account's session version at log in; a session with an older number is dead.
    version = models.PositiveIntegerField(default=0)
    #: When an officer's second factor was given in this session.
    second_factor_at = models.DateTimeField(null=True, blank=True)
    #: Small values of pages (draft in hand, where to go after log in); no personal data.
    data = models.JSONField(default=dict)
    #: When the session began.
    created_at = models.DateTimeField(default=clock.now)
    #: Last request, to the minute; the idle time-out counts from here.
    last_seen_at = models.DateTimeField(default=clock.now)
    #: After this moment the session is over, however busy.
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "sesi"
        verbose_name_plural = "sesi"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "key_hash"], name="session_key_unique"),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"


class AccountDevice(TenantModel):
    """A browser an account has logged in from, by its random first-party cookie (settled: broker signals)."""

    #: The account.
    account = TenantForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    #: Keyed hash of the device cookie.
    device_hash = models.BinaryField(max_length=32)
    #: First log in or registration from it.
    first_seen_at = models.DateTimeField(default=clock.now)
    #: Last log in from it.
    last_seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "perangkat"
        verbose_name_plural = "perangkat"
        indexes: ClassVar = [models.Index(fields=["tenant", "device_hash"], name="account_device_by_hash")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "account", "device_hash"], name="device_once_per_account"
            ),
        ]

    def __str__(self) -> str:
        return f"device {self.pk}"
