"""Tables of stored bytes: what was received, and uploads still on their way."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel

from .labels import QUALITY, REFUSALS
from .rules import quality_warnings
from .states import FileState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class StoredFile(TenantModel):
    """One photo or PDF. Never holds a file name or anything else a person typed."""

    #: Random name in addresses; opens nothing by itself.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: Who handed it in: "account:<id>" or "session:<random>"; for quotas and claims, never shown.
    owner = models.CharField(max_length=80)
    #: Where it stands; written by lifecycle.py alone.
    state = models.CharField(max_length=10, choices=FileState, default=FileState.RECEIVED)
    #: Key of labels.REFUSALS when it was refused.
    refusal = models.CharField(max_length=20, blank=True)
    #: What the content was found to be; after rebuilding, what is served: image/jpeg or application/pdf.
    media_type = models.CharField(max_length=20)
    #: Bytes received; after rebuilding, bytes served.
    size = models.PositiveIntegerField()
    #: Pixels of the rebuilt photo, upright.
    width = models.PositiveIntegerField(null=True)
    #: Pixels of the rebuilt photo, upright.
    height = models.PositiveIntegerField(null=True)
    #: Pages of the rebuilt PDF.
    pages = models.PositiveSmallIntegerField(null=True)
    #: Key of the received bytes, wrapped by the tenant's; destroyed with them once rebuilt.
    received_key = models.BinaryField(null=True)
    #: Name on disk of the received bytes.
    received_name = models.CharField(max_length=64, blank=True)
    #: Key of the rebuilt copy and its preview, wrapped by the tenant's; destroying it erases the file.
    wrapped_key = models.BinaryField(null=True)
    #: Name on disk of the rebuilt copy.
    rebuilt_name = models.CharField(max_length=64, blank=True)
    #: Name on disk of the preview; PDFs have none.
    thumbnail_name = models.CharField(max_length=64, blank=True)
    #: Perceptual hash (difference hash, 64 bits, signed): near-equal photos differ in few bits.
    phash = models.BigIntegerField(null=True)
    #: Variance of the Laplacian of a 256 px wide grey copy: low means blurred.
    sharpness = models.FloatField(null=True)
    #: Mean grey, 0 to 255: low means dark.
    brightness = models.FloatField(null=True)
    #: Share of nearly white pixels, 0 to 1: high means glare.
    glare = models.FloatField(null=True)
    #: Decoders that took it up so far; a file that kills them is refused.
    attempts = models.PositiveSmallIntegerField(default=0)
    #: When it arrived whole.
    created_at = models.DateTimeField(default=clock.now)
    #: When something began to own it; unclaimed files are swept after a day.
    claimed_at = models.DateTimeField(null=True)
    #: When the decoder was done with it.
    rebuilt_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="file_rebuilt_has_key_and_bytes",
                condition=~models.Q(state=FileState.REBUILT)
                | models.Q(wrapped_key__isnull=False, received_key__isnull=True) & ~models.Q(rebuilt_name=""),
            ),
            models.CheckConstraint(
                name="file_erased_has_no_key",
                condition=~models.Q(state=FileState.ERASED)
                | models.Q(wrapped_key__isnull=True, received_key__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "owner", "created_at"], name="file_owner_recent"),
            models.Index(
                fields=["tenant", "created_at"],
                name="file_waiting",
                condition=models.Q(state=FileState.RECEIVED),
            ),
            models.Index(
                fields=["tenant", "created_at"],
                name="file_unclaimed",
                condition=models.Q(claimed_at__isnull=True) & ~models.Q(state=FileState.ERASED),
            ),
            models.Index(fields=["tenant", "received_name"], name="file_received_name"),
            models.Index(fields=["tenant", "rebuilt_name"], name="file_rebuilt_name"),
            models.Index(fields=["tenant", "thumbnail_name"], name="file_thumbnail_name"),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def is_ready(self) -> bool:
        """The rebuilt copy can be shown."""
        return self.state == FileState.REBUILT

    @property
    def is_image(self) -> bool:
        """A photo (also while it is still being rebuilt); otherwise a PDF."""
        return self.media_type.startswith("image/")

    @property
    def refusal_sentence(self) -> _StrPromise | str:
        """The sentence for the owner's page, or nothing."""
        return REFUSALS.get(self.refusal, "")

    @property
    def warnings(self) -> list[_StrPromise]:
        """Advice about the photo, in words; empty for PDFs and while it is being rebuilt."""
        keys = quality_warnings(
            sharpness=self.sharpness,
            brightness=self.brightness,
            glare=self.glare,
            long_side=max(self.width or 0, self.height or 0),
        )
        return [QUALITY[key] for key in keys]


class Upload(TenantModel):
    """A file on its way in pieces: how much is acknowledged, and what became of it."""

    #: Name the phone chose; together with the owner it finds the upload again after a cut.
    key = models.CharField(max_length=64)
    #: Who may add to it: the same string as StoredFile.owner.
    owner = models.CharField(max_length=80)
    #: Bytes that will come.
    length = models.PositiveIntegerField()
    #: Bytes acknowledged.
    offset = models.PositiveIntegerField(default=0)
    #: Bytes of the partial file on disk that hold them (sealed records are longer than their content).
    stored = models.PositiveIntegerField(default=0)
    #: Random name of the partial file.
    partial_name = models.CharField(max_length=32)
    #: Key of the sealed records, wrapped by the tenant's.
    wrapped_key = models.BinaryField()
    #: Key of labels.REFUSALS when the whole file was refused.
    refusal = models.CharField(max_length=20, blank=True)
    #: What it became.
    file = TenantForeignKey(StoredFile, null=True, on_delete=models.SET_NULL, related_name="+")
    #: When the first piece came; expires 24 hours later.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "unggahan"
        verbose_name_plural = "unggahan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "owner", "key"], name="upload_key_unique_per_owner"),
            models.CheckConstraint(
                name="upload_offset_within_length", condition=models.Q(offset__lte=models.F("length"))
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "created_at"], name="upload_age"),
            models.Index(fields=["tenant", "partial_name"], name="upload_partial_name"),
        ]

    def __str__(self) -> str:
        return f"{self.offset}/{self.length}"

    @property
    def is_whole(self) -> bool:
        """Every byte is acknowledged; the file may still have to be made of them."""
        return self.offset == self.length
