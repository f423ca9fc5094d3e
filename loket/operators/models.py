"""Tables of the platform's operators; none belongs to a dinas, none holds a resident."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar, NoReturn

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.models import Tenant


class Operator(models.Model):
    """Somebody who runs the platform. Made on the command line, never on a page."""

    #: Random public name, for the record.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: What is typed first at log in, lower case.
    username = models.CharField(max_length=60, unique=True)
    #: Name beside his deeds.
    display_name = models.CharField(max_length=120)
    #: Password hash, as for everybody.
    password = models.CharField(max_length=128)
    #: Secret of the second factor, sealed with the master key; empty until enrolment begins.
    totp_secret = models.BinaryField(null=True, blank=True)
    #: When the second factor was proved.
    totp_confirmed_at = models.DateTimeField(null=True, blank=True)
    #: Last accepted 30-second step: no code is accepted twice.
    totp_last_step = models.BigIntegerField(default=0)
    #: Raised to end every session at once.
    session_version = models.PositiveIntegerField(default=1)
    #: False: log in is refused and every session has ended.
    is_active = models.BooleanField(default=True)
    #: When the account was made.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "operator"
        verbose_name_plural = "operator"

    def __str__(self) -> str:
        return self.username


class OperatorSession(models.Model):
    """One browser of an operator, kept by the hash of its cookie."""

    #: SHA-256 of the cookie's value.
    key_hash = models.BinaryField(max_length=32, unique=True)
    #: Whose.
    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="sessions")
    #: The operator's session version at log in.
    version = models.PositiveIntegerField()
    #: When the second factor was given; empty until then.
    second_factor_at = models.DateTimeField(null=True, blank=True)
    #: Log in.
    created_at = models.DateTimeField(default=clock.now)
    #: Last request, to the minute.
    last_seen_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "sesi operator"
        verbose_name_plural = "sesi operator"

    def __str__(self) -> str:
        return f"operator session {self.pk}"


class CannotChangeTheDeeds(RuntimeError):
    """Somebody tried to change or delete a row of the operators' record: an error in the program."""


class Deed(models.Model):
    """What an operator did; the application role may only add and read."""

    append_only: ClassVar[bool] = True

    #: When.
    at = models.DateTimeField(default=clock.now)
    #: Public id of the operator; empty for the command line and for strangers.
    actor_id = models.CharField(max_length=64, blank=True)
    #: His name at the time.
    actor_name = models.CharField(max_length=120, blank=True)
    #: The verb: "open", "go_public", "close", "sign_in" …
    action = models.CharField(max_length=40)
    #: Slug of the dinas it was done to, if any.
    tenant_slug = models.CharField(max_length=50, blank=True)
    #: Facts that are not personal.
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = "catatan operator"
        verbose_name_plural = "catatan operator"

    def __str__(self) -> str:
        return f"{self.action} {self.tenant_slug}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; raises CannotChangeTheDeeds for a row that is there already."""
        if not self._state.adding:
            raise CannotChangeTheDeeds
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never."""
        raise CannotChangeTheDeeds


class OpeningRequest(models.Model):
    """A dinas that asks to be opened."""

    #: Random public name, for links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Name of the dinas as it was typed.
    office_name = models.CharField(max_length=160)
    #: The kabupaten/kota.
    regency = models.ForeignKey("regions.Region", on_delete=models.PROTECT, related_name="+")
    #: Host name that is wished.
    host = models.CharField(max_length=253)
    #: Name, phone and e-mail of the person who asks, sealed with the master key.
    contact = models.BinaryField()
    #: When it came.
    created_at = models.DateTimeField(default=clock.now)
    #: When an operator decided.
    decided_at = models.DateTimeField(null=True, blank=True)
    #: The dinas that was opened; empty when it was declined.
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "permintaan pembukaan"
        verbose_name_plural = "permintaan pembukaan"

    def __str__(self) -> str:
        return self.office_name


class Platform(models.Model):
    """Settings of the platform itself; one row."""

    #: Anybody may ask on the operator's host to open a dinas.
    takes_requests = models.BooleanField(default=False)

    class Meta:
        verbose_name = "platform"
        verbose_name_plural = "platform"

    def __str__(self) -> str:
        return "platform"
