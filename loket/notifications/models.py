"""Tables of the outbox."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from loket.audit.models import AppendOnly
from loket.foundation.kernel import clock
from loket.tenants.fields import SealedJSONField, SealedTextField
from loket.tenants.managers import TenantManager
from loket.tenants.models import TenantModel, TenantOneToOneField

from . import states

CHANNELS = [("whatsapp", "WhatsApp"), ("sms", "SMS"), ("email", _("Surel"))]
LANGUAGES = [("id", "Indonesia"), ("en", "English")]


class MessageQuerySet(models.QuerySet["Message"]):
    """The vocabulary of the outbox."""

    def promised(self) -> MessageQuerySet:
        """Neither sent nor given up."""
        return self.filter(state__in=states.OPEN)

    def set_aside(self) -> MessageQuerySet:
        """Given up on its last channel: a person has to look."""
        return self.filter(state=states.FAILED, next_channels=[])


class Message(TenantModel):
    """One message to one person on one channel."""

    #: idempotency key towards the channel; never changes, whatever the number of attempts
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    #: kind of message, such as ``applications.ready``
    kind = models.CharField(max_length=80)
    #: code of the service it is about, whose own wording goes before the kind's; empty for none
    service = models.CharField(max_length=80, blank=True)
    #: whatsapp, sms or email
    channel = models.CharField(max_length=12, choices=CHANNELS)
    #: channels to try after this one
    next_channels = models.JSONField(default=list, blank=True)
    #: the message this one replaces on another channel
    instead_of = TenantOneToOneField("self", null=True, blank=True, related_name="replacement")
    #: "id" or "en"
    language = models.CharField(max_length=5, default="id")
    #: phone number or e-mail address
    to = SealedTextField()
    #: keyed hash of the address, to find what was promised to a number
    to_hash = models.BinaryField(max_length=32)
    #: every address of the person at the time, for the next channels: {"phone": …, "email": …}
    addresses = SealedJSONField()
    #: whose address it is ("resident:<public id>"); asked again just before sending
    owner = models.CharField(max_length=80, blank=True)
    #: values of the placeholders, for the next channels
    variables = SealedJSONField()
    #: subject of an e-mail
    subject = SealedTextField()
    #: the text as it leaves; wiped afterwards when the kind is secret
    text = SealedTextField()
    #: keyed hash of the letters and figures of the text, to answer "is this from you?"; empty for secrets
    text_mark = models.BinaryField(max_length=32, null=True, blank=True)
    #: what it is about, such as the number of an application; never personal
    ref = models.CharField(max_length=80, blank=True)
    #: a second promise with the same text here is the same promise; empty: each is its own
    dedupe = models.CharField(max_length=120, blank=True)
    #: written only by lifecycle.py
    state = models.CharField(max_length=12, default=states.QUEUED)
    #: one-time codes go first
    is_urgent = models.BooleanField(default=False)
    #: how often a worker took it up on this channel
    attempts = models.PositiveSmallIntegerField(default=0)
    #: the worker died (or the line was cut) between sending and noting it: it may have arrived twice
    maybe_twice = models.BooleanField(default=False)
    #: not to leave before this time (undo, back-off)
    not_before = models.DateTimeField(default=clock.now)
    #: of no use after this time
    not_after = models.DateTimeField(null=True, blank=True)
    #: a worker has it until then
    leased_until = models.DateTimeField(null=True, blank=True)
    #: which claim has it; an older claim can no longer write
    lease = models.UUIDField(null=True, blank=True)
    #: short code of the last failure or of why it was dropped
    error = models.CharField(max_length=60, blank=True)
    #: the provider's own number
    provider_id = models.CharField(max_length=200, blank=True)
    #: when it was promised
    created_at = models.DateTimeField(default=clock.now)
    #: when its fate was known
    done_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = TenantManager.of(MessageQuerySet)

    class Meta:
        verbose_name = _("pesan")
        verbose_name_plural = _("pesan")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "dedupe"],
                condition=~models.Q(dedupe=""),
                name="one_message_per_promise",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(states.LABELS)),
                name="message_state_is_known",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "not_before"],
                condition=models.Q(state__in=states.OPEN),
                name="messages_promised",
            ),
            models.Index(fields=["tenant", "ref"], name="messages_about"),
            models.Index(
                fields=["tenant", "text_mark"],
                condition=models.Q(text_mark__isnull=False),
                name="messages_by_text",
            ),
            models.Index(
                fields=["tenant", "owner"],
                condition=models.Q(state__in=states.OPEN),
                name="messages_owed_to",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.state}"


class MessageText(TenantModel):
    """A dinas' own wording of one kind on one channel in one language; without a row the packaged text holds."""

    #: kind of message
    kind = models.CharField(max_length=80)
    #: code of the one service it is for; empty: every service without a wording of its own
    service = models.CharField(max_length=80, blank=True)
    #: whatsapp, sms or email
    channel = models.CharField(max_length=12, choices=CHANNELS)
    #: "id" or "en"
    language = models.CharField(max_length=5, choices=LANGUAGES)
    #: subject, for e-mail
    subject = models.CharField(max_length=120, blank=True)
    #: text with placeholders such as ``{nomor}``
    text = models.TextField(max_length=4000)
    #: when it was last changed
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = _("teks pesan")
        verbose_name_plural = _("teks pesan")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "service", "channel", "language"],
                name="one_wording_per_kind_and_service",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.language}"

    def clean(self) -> None:
        """Refuse a text that could not be sent; the sentence says why."""
        from .kinds import kinds
        from .own_texts import check_own_text
        from .rules import TextFault

        if self.kind not in kinds:
            raise ValidationError({"kind": _("Jenis pesan ini tidak ada.")})
        try:
            check_own_text(kinds[self.kind], channel=self.channel, subject=self.subject, text=self.text)
        except TextFault as fault:
            raise ValidationError({"text": str(fault)}) from fault


class TextChange(AppendOnly):
    """One change of a wording: who made it what, and when. Never altered, so that every wording comes back."""

    #: kind of message
    kind = models.CharField(max_length=80)
    #: code of the service; empty for the wording of all
    service = models.CharField(max_length=80, blank=True)
    #: whatsapp, sms or email
    channel = models.CharField(max_length=12, choices=CHANNELS)
    #: "id" or "en"
    language = models.CharField(max_length=5, choices=LANGUAGES)
    #: 1, 2, 3 … for this wording; an editor says which one it has seen
    number = models.PositiveIntegerField()
    #: a key of ``labels.CHANGES``: changed, default, brought_back
    what = models.CharField(max_length=16)
    #: subject from then on; empty with "default"
    subject = models.CharField(max_length=120, blank=True)
    #: text from then on; empty with "default": the wording that holds without an own one
    text = models.TextField(max_length=4000, blank=True)
    #: when it was changed
    at = models.DateTimeField(default=clock.now)
    #: public id of the administrator's account
    actor_id = models.CharField(max_length=64, blank=True)
    #: the administrator's name at the time
    actor_name = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = _("perubahan teks")
        verbose_name_plural = _("perubahan teks")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "service", "channel", "language", "number"],
                name="text_changes_are_counted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.channel} {self.language} {self.number}"
