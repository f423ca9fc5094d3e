"""Tables of the staff app."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.tenants.fields import SealedTextField
from loket.tenants.models import Office, PrintZone, TenantForeignKey, TenantModel, TenantOneToOneField


class Membership(TenantModel):
    """One officer's place in the dinas. Without an active membership an officer's account opens nothing."""

    seen_at_setup: ClassVar[bool] = True

    #: Random public name, for links.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: The officer's log in.
    account = TenantOneToOneField(Account, on_delete=models.PROTECT, related_name="membership")
    #: Where the officer works.
    office = TenantForeignKey(Office, on_delete=models.PROTECT, related_name="members")
    #: Only cases of these kecamatan are seen (seed S3-49); empty: the whole kabupaten.
    zone = TenantForeignKey(
        PrintZone, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    #: Slugs of roles, as in ``labels.ROLES``.
    roles = ArrayField(models.CharField(max_length=40), default=list)
    #: The officer's own NIK as a keyed hash, so that nobody decides about himself; may be empty.
    nik_hash = models.BinaryField(max_length=32, null=True, blank=True)
    #: The officer's own nomor KK as a keyed hash, so that nobody decides about his family; may be empty.
    kk_hash = models.BinaryField(max_length=32, null=True, blank=True)
    #: The officer's own phone for notices about the account, E.164; empty when none was given.
    phone = SealedTextField(null=True, blank=True)
    #: The officer's own e-mail address for the same; empty when none was given.
    email = SealedTextField(null=True, blank=True)
    #: Gets the queues' heights by e-mail on the morning of each working day.
    wants_digest = models.BooleanField(default=True)
    #: False when the officer has left or is absent for long.
    active = models.BooleanField(default=True)
    #: When the officer was added.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "keanggotaan"
        verbose_name_plural = "keanggotaan"

    def __str__(self) -> str:
        return f"membership {self.public_id}"


class Invitation(TenantModel):
    """A person asked to become an officer: a link with a one-time word, to choose a password and enrol."""

    seen_at_setup: ClassVar[bool] = True

    #: Random public name, for the console's links; opens nothing.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Keyed hash of the word in the link; the word itself is nowhere.
    token_hash = models.BinaryField(max_length=32)
    #: Name as it will stand beside the officer's deeds.
    name = models.CharField(max_length=120)
    #: User name that is proposed.
    username = models.CharField(max_length=60)
    #: Phone the link is sent to, E.164; may be empty when there is an e-mail address.
    phone = SealedTextField(null=True, blank=True)
    #: E-mail address the link is sent to.
    email = SealedTextField(null=True, blank=True)
    #: Slugs of roles, as in ``labels.ROLES``.
    roles = ArrayField(models.CharField(max_length=40), default=list)
    #: Where the officer will work; empty for the dinas itself.
    office = TenantForeignKey(
        Office, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    #: Print zone the officer will be limited to.
    zone = TenantForeignKey(
        PrintZone, on_delete=models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    #: Who invited.
    invited_by = models.CharField(max_length=160, blank=True)
    #: When it was sent, last.
    sent_at = models.DateTimeField(default=clock.now)
    #: After this moment the link opens nothing.
    expires_at = models.DateTimeField()
    #: When it was taken up.
    accepted_at = models.DateTimeField(null=True, blank=True)
    #: When it was taken back.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "undangan"
        verbose_name_plural = "undangan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "token_hash"], name="invitation_token_unique"),
        ]

    def __str__(self) -> str:
        return f"invitation {self.public_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether the link still opens something."""
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
