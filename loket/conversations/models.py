"""Tables of conversations: what was said, and the replies an office keeps ready."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from loket.applications.models import Application
from loket.foundation.kernel import clock
from loket.tenants.models import TenantForeignKey, TenantModel


class Post(TenantModel):
    """One thing said in the conversation of a case, by the resident or by the office."""

    #: The case.
    application = TenantForeignKey(Application, on_delete=models.CASCADE, related_name="posts")
    #: Said by the resident; otherwise by an officer.
    by_resident = models.BooleanField()
    #: The words, sealed with the case's key.
    sealed_text = models.BinaryField()
    #: Public id of the speaker's account.
    author_id = models.CharField(max_length=40)
    #: The officer's name at the time; empty for residents.
    author_name = models.CharField(max_length=120, blank=True)
    #: A photo sent along; served only through the case's door.
    photo = TenantForeignKey("files.StoredFile", null=True, blank=True, related_name="+")
    #: When it was said.
    at = models.DateTimeField(default=clock.now)
    #: When the other side read it; None while it waits.
    seen_at = models.DateTimeField(null=True, blank=True)
    #: Minted with the form that sends it; the same form sent twice is one post.
    sent_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "pesan"
        verbose_name_plural = "pesan"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "application", "sent_key"], name="post_sent_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "application", "id"], name="post_of_application"),
            models.Index(
                fields=["tenant", "at"],
                condition=Q(by_resident=True, seen_at__isnull=True),
                name="post_unread_by_office",
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"

    @property
    def text(self) -> str:
        """The words; empty once the case's key is destroyed."""
        words: str = self.application.unseal_text(self.sealed_text)
        return words


class Reply(TenantModel):
    """A reply the office keeps ready, in both languages; it names nobody."""

    #: Random name in addresses.
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: What officers pick it by.
    title = models.CharField(max_length=60)
    #: The words in Indonesian.
    text = models.CharField(max_length=500)
    #: The words in English; empty: residents who read English get the Indonesian ones.
    text_en = models.CharField(max_length=500, blank=True)
    #: When it was kept.
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "balasan siap pakai"
        verbose_name_plural = "balasan siap pakai"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "title"], name="one_reply_per_title"),
        ]

    def __str__(self) -> str:
        return self.title
