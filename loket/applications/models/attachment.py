"""A paper sent with an application."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.tenants.models import TenantForeignKey, TenantModel

from .application import Application


class AttachmentSource(models.TextChoices):
    """Where the photo came from."""

    UPLOAD = "upload", _("Dikirim")
    ACCOUNT = "account", _("Dari akun")
    LOCKER = "locker", _("Dari berkas tersimpan")


class Verdict(models.TextChoices):
    """What the verifier said of one paper."""

    NONE = "", _("Belum dilihat")
    GOOD = "good", _("Sesuai")
    BAD = "bad", _("Perlu diperbaiki")


class Attachment(TenantModel):
    """One photo or PDF of one paper; a paper may have several, in order."""

    #: The application.
    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="attachments")
    #: Which paper of the service: "kk_asli".
    slug = models.CharField(max_length=60)
    #: Order among the photos of the same paper, from 0.
    position = models.PositiveSmallIntegerField(default=0)
    #: The stored bytes; served only through the application's door.
    file = TenantForeignKey("files.StoredFile", related_name="+")
    #: Sent now, or taken over: from the verified account, or chosen by the resident among his kept papers.
    source = models.CharField(max_length=8, choices=AttachmentSource, default=AttachmentSource.UPLOAD)
    #: When an officer had found a paper right that was taken over; empty for one sent now.
    checked_at = models.DateTimeField(null=True, blank=True)
    #: The verifier's word on it.
    verdict = models.CharField(max_length=4, choices=Verdict, default=Verdict.NONE, blank=True)
    #: Code of the packaged reason why it will not do, noted while checking; empty otherwise.
    doubt = models.CharField(max_length=30, blank=True)
    #: The newer photo that took its place after a correction; None for the current ones.
    replaced_by = TenantForeignKey(
        "applications.Attachment", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    #: When it was attached.
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering: ClassVar = ["slug", "position", "id"]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "application"], name="attachment_of_application"),
            models.Index(fields=["tenant", "file"], name="attachment_of_file"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.position}"
