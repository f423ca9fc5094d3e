"""Tables of the staff app."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from loket.accounts.models import Account
from loket.foundation.kernel import clock
from loket.tenants.models import Office, PrintZone, TenantForeignKey, TenantModel, TenantOneToOneField


class Membership(TenantModel):
    """One officer's place in the dinas. Without an active membership an officer's account opens nothing."""

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
    #: False when the officer has left or is absent for long.
    active = models.BooleanField(default=True)
    #: When the officer was added.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "keanggotaan"
        verbose_name_plural = "keanggotaan"

    def __str__(self) -> str:
        return f"membership {self.public_id}"
