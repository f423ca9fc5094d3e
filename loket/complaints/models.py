"""Tables of complaints: each complaint, what was said in it, photos sent along."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.applications.models import Application
from loket.files.models import StoredFile
from loket.foundation.kernel import clock, envelope
from loket.foundation.kernel.identifiers import Phone
from loket.residents.models import Resident
from loket.staff.models import Membership
from loket.tenants import keys
from loket.tenants.fields import SealedTextField
from loket.tenants.models import TenantForeignKey, TenantModel

from . import labels, rules, states


class Origin(models.TextChoices):
    """Who wrote it down."""

    PUBLIC = "public", _("Dari warga")
    OFFICE = "office", _("Dibuka petugas")


class Voice(models.TextChoices):
    """Who says a thing, and who hears it: notes stay among officers."""

    RESIDENT = "resident", _("Pelapor")
    OFFICE = "office", _("Kantor")
    NOTE = "note", _("Catatan petugas")


class Complaint(TenantModel):
    """One complaint; ``state`` is written by ``lifecycle`` alone (ADR 3)."""

    #: Public number: "ADU-26-7KQ4M2XP-C".
    reference = models.CharField(max_length=20)
    #: Where it stands.
    state = models.CharField(max_length=10, default=states.NEW, editable=False)
    #: Counts the moves; a move made on an older version is refused.
    version = models.PositiveIntegerField(default=0, editable=False)
    #: What it is about: a key of ``labels.TOPICS``.
    topic = models.CharField(max_length=24)
    #: Written by the person, or opened by an officer who found a fault (seed S2-14).
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.PUBLIC)
    #: Name as given, sealed; empty for an anonymous one.
    name = SealedTextField()
    #: Number the answer goes to, +62…, sealed; empty when none was given.
    phone = SealedTextField()
    #: Six digits by which it is looked up where there is no phone, sealed.
    code = SealedTextField()
    #: Officers see neither name nor number nor account.
    is_confidential = models.BooleanField(default=False)
    #: The person would rather come to the complaints counter (seed S2-13).
    wants_visit = models.BooleanField(default=False)
    #: Language of the answer: "id" or "en".
    language = models.CharField(max_length=2, default="id")
    #: The account of whoever complained logged in, or whose case an officer found wrong.
    resident = TenantForeignKey(
        Resident, on_delete=models.SET_NULL, null=True, blank=True, related_name="complaints"
    )
    #: The case it is about, once that is proved.
    application = TenantForeignKey(
        Application, on_delete=models.SET_NULL, null=True, blank=True, related_name="complaints"
    )
    #: The number of a case as it was typed, whether it exists or not.
    claimed_number = models.CharField(max_length=20, blank=True)
    #: Public ids of the officers' accounts it is about; those never see it where it is about officers.
    concerns = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    #: This complaint's own key, wrapped by the tenant's; destroying it erases what was said.
    wrapped_key = models.BinaryField(null=True, editable=False)
    #: Minted with the form that sends it; the same form sent twice is one complaint.
    sent_key = models.UUIDField(default=uuid.uuid4, editable=False)
    #: Who deals with it.
    assignee = TenantForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="complaints"
    )
    #: Why it was closed: a key of ``labels.ENDINGS``; empty otherwise.
    ending = models.CharField(max_length=16, blank=True)
    #: When it came in.
    created_at = models.DateTimeField(default=clock.now)
    #: Since when the office owes an answer: the coming in, or the last reply of the person.
    since = models.DateTimeField(default=clock.now)
    #: Until when it must be answered, on the office's calendar; empty where it never opens.
    due_at = models.DateTimeField(null=True, blank=True)
    #: When the office answered or closed it first.
    first_answered_at = models.DateTimeField(null=True, blank=True)
    #: Whether that was in time; empty until then.
    is_in_time = models.BooleanField(null=True, blank=True)
    #: When it came to its present state.
    entered_at = models.DateTimeField(default=clock.now)
    #: How often the person opened it again.
    reopenings = models.PositiveSmallIntegerField(default=0)
    #: Whether the person is content with the answer; empty while nothing was said.
    is_content = models.BooleanField(null=True, blank=True)
    #: When words, name, number and photos were destroyed.
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "aduan"
        verbose_name_plural = "aduan"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "reference"], name="complaint_number_once"),
            models.UniqueConstraint(fields=["tenant", "sent_key"], name="complaint_sent_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(states.LABELS)), name="complaint_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(topic__in=sorted(labels.TOPICS)), name="complaint_topic_known"
            ),
            models.CheckConstraint(
                condition=models.Q(origin__in=Origin.values), name="complaint_origin_known"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["tenant", "since", "id"],
                condition=models.Q(state__in=sorted(states.OPEN)),
                name="complaint_queue",
            ),
            models.Index(fields=["tenant", "state", "-entered_at", "-id"], name="complaint_ended"),
            models.Index(fields=["tenant", "application"], name="complaint_of_case"),
            models.Index(fields=["tenant", "resident", "-created_at"], name="complaint_of_resident"),
            models.Index(fields=["tenant", "created_at"], name="complaint_by_day"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def label(self) -> Promise:
        """The officers' word for the state."""
        return states.LABELS[self.state]

    @property
    def resident_label(self) -> Promise:
        """The word for the state on the person's own pages."""
        return states.RESIDENT_LABELS[self.state]

    @property
    def topic_label(self) -> str:
        """What it is about, in words."""
        return str(labels.TOPICS.get(self.topic, self.topic))

    @property
    def short_topic(self) -> str:
        """The same for a list."""
        return str(labels.SHORT_TOPICS.get(self.topic, self.topic))

    @property
    def is_open(self) -> bool:
        """The office owes an answer."""
        return self.state in states.OPEN

    @property
    def is_about_officers(self) -> bool:
        """Kept from the officer concerned."""
        return self.topic in labels.ABOUT_OFFICERS

    @property
    def phone_value(self) -> Phone | None:
        """The number, if one was left."""
        return Phone.parse(str(self.phone)) if self.phone else None

    @property
    def secret(self) -> str:
        """What must be known beside the number: the last four digits of the phone, else the code; empty once erased."""
        phone = self.phone_value
        return phone.last4 if phone is not None else str(self.code)

    def may_be_reopened(self, now: datetime) -> bool:
        """Whether the person may still reply to the answer."""
        return self.state in {states.ANSWERED, states.CLOSED} and rules.may_reopen(
            self.entered_at, self.reopenings, now
        )

    def seal_text(self, text: str) -> bytes:
        """Words of this complaint, sealed with its own key. Raises ``ValueError`` once that is destroyed."""
        if self.wrapped_key is None:
            raise ValueError(self.reference)
        return envelope.seal(keys.unwrap(bytes(self.wrapped_key)), text.encode(), self._context())

    def unseal_text(self, sealed: bytes | memoryview) -> str:
        """What ``seal_text`` sealed; empty once the key is destroyed."""
        if self.wrapped_key is None:
            return ""
        return envelope.unseal(keys.unwrap(bytes(self.wrapped_key)), bytes(sealed), self._context()).decode()

    def _context(self) -> bytes:
        return f"complaint:{self.reference}".encode()


class Entry(TenantModel):
    """One thing said in a complaint: by the person, by the office to him, or among officers."""

    #: The complaint.
    complaint = TenantForeignKey(Complaint, on_delete=models.CASCADE, related_name="entries")
    #: Who says it, and who hears it.
    voice = models.CharField(max_length=8, choices=Voice)
    #: The words, sealed with the complaint's key.
    sealed_text = models.BinaryField()
    #: Public id of the speaker's account; empty for somebody without one.
    author_id = models.CharField(max_length=40, blank=True)
    #: The officer's name at the time; empty for everybody else.
    author_name = models.CharField(max_length=120, blank=True)
    #: When it was said.
    at = models.DateTimeField(default=clock.now)
    #: Minted with the form that sends it; the same form sent twice is one entry.
    sent_key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = "isi aduan"
        verbose_name_plural = "isi aduan"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "complaint", "sent_key"], name="entry_sent_once"),
            models.CheckConstraint(condition=models.Q(voice__in=Voice.values), name="entry_voice_known"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"

    @property
    def text(self) -> str:
        """The words; empty once the complaint's key is destroyed."""
        words: str = self.complaint.unseal_text(self.sealed_text)
        return words


class Photo(TenantModel):
    """A photo or PDF sent along; served through the desk's door only."""

    #: The complaint.
    complaint = TenantForeignKey(Complaint, on_delete=models.CASCADE, related_name="photos")
    #: The bytes.
    file = TenantForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    #: Its place among them, from 1.
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "foto aduan"
        verbose_name_plural = "foto aduan"
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["tenant", "complaint", "position"], name="complaint_photo_place"),
        ]

    def __str__(self) -> str:
        return f"photo {self.pk}"
