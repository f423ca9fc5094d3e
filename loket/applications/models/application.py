"""The application itself; ``state`` and ``version`` are written by ``lifecycle`` alone (ADR 3)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import envelope
from loket.tenants import keys
from loket.tenants.managers import TenantManager
from loket.tenants.models import Office, TenantForeignKey, TenantModel

from .. import rules, states


class Channel(models.TextChoices):
    """How an application came in."""

    WEB = "web", _("Situs")
    WHATSAPP = "whatsapp", _("WhatsApp")
    COUNTER = "counter", _("Loket")
    HELPER = "helper", _("Pendamping")
    PAPER = "paper", _("Berkas kertas")
    FORM = "form", _("Formulir lama")


@models.CharField.register_lookup
class AnyOf(models.Lookup):
    """``column__any_of=[…]``: one parameter however many values, where ``in`` takes one each."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*parameters, list(self.rhs)]


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Words for lists of applications."""

    def sent_in(self) -> Self:
        """What the office may see: no drafts, and none that were given up before they were sent."""
        return self.filter(submitted_at__isnull=False)

    def open(self) -> Self:
        """Not ended: drafts, running cases and those that wait for the resident."""
        return self.filter(state__in=states.OPEN)

    def running(self) -> Self:
        """Sent in and not ended."""
        return self.filter(state__in=states.OPEN - {states.DRAFT})

    def of_subject(self, subject_hash: bytes) -> Self:
        """About the person whose NIK has this keyed hash."""
        return self.filter(subject_hash=subject_hash)

    def late(self, at: datetime) -> Self:
        """Past the clock that runs."""
        return self.filter(due_at__lt=at)

    def of_slot(self, slot: str, roles: Iterable[str]) -> Self:
        """Whose service names one of these roles for the slot."""
        return self.filter(slot_held(slot, list(roles)))

    def seen_by_roles(self, roles: Iterable[str]) -> Self:
        """Of a service in which one of these roles has a slot (S3-38, S3-39: an operator sees only his)."""
        return self.filter(any_slot_held(list(roles)))

    def in_kecamatan(self, codes: Iterable[str]) -> Self:
        """Not routed by kecamatan, or of one of these kecamatan (S3-49)."""
        return self.filter(within(codes))


def within(codes: Iterable[str]) -> Q:
    """Not routed by kecamatan, or of one of these kecamatan."""
    return Q(is_routed=False) | Q(kecamatan_code__any_of=sorted(codes))


def any_slot_held(roles: list[str]) -> Q:
    """One of these roles stands behind some slot."""
    seen = Q(pk__in=())
    for slot in (states.Slot.VERIFY, states.Slot.PROCESS, states.Slot.VISIT, states.Slot.HAND_OVER):
        seen |= slot_held(slot, roles)
    return seen


def slot_held(slot: str, roles: list[str]) -> Q:
    """One of these roles stands behind the slot."""
    if slot == states.Slot.PROCESS:
        return Q(process_roles__overlap=roles)
    return Q(**{f"{slot}_role__any_of": roles})


#: The roles behind all slots as one word, by a function of the database (0016): cases with the same are counted as one.
_ROLES_IN_A_WORD = models.Func(
    *("verify_role", "process_roles", "visit_role", "hand_over_role"),
    function="roles_in_a_word",
    output_field=models.TextField(),
)


class Application(TenantModel):
    """One resident's wish for one service, for one person, from the first draft to the hand-over."""

    #: Public number, sayable and check-digited; opens nothing by itself (security rule 7).
    reference = models.CharField(max_length=20, unique=True)
    #: What is applied for.
    service = TenantForeignKey("catalogue.Service", related_name="+")
    #: The version of the service's form this was made with, kept for ever.
    service_version = TenantForeignKey("catalogue.ServiceVersion", related_name="+")
    #: The account holder who applies.
    applicant = TenantForeignKey("residents.Resident", related_name="+")
    #: Where it stands; written only by ``lifecycle``.
    state = models.CharField(max_length=20, default=states.DRAFT, editable=False)
    #: Counts the moves; a decision made on an older version is refused (security rule 9).
    version = models.PositiveIntegerField(default=0, editable=False)
    #: How it came in.
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.WEB)
    #: The officer or helper who typed it for the applicant (seed S1-20); empty when the applicant did.
    assisted_by = TenantForeignKey(
        "staff.Membership", null=True, blank=True, related_name="+", editable=False
    )
    #: That person's name, and the place of a helper, as history and lists show them: "dibantu oleh …".
    assisted_name = models.CharField(max_length=160, blank=True, editable=False)
    #: Service target of a case served at the counter, in working minutes (seed S3-2); empty: the service's own.
    counter_minutes = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    #: Kecamatan of the subject, "51.08.02"; decides the print site of routed services.
    kecamatan_code = models.CharField(max_length=8, blank=True)
    #: Desa/kelurahan of the subject, "51.08.02.2001".
    village_code = models.CharField(max_length=13, blank=True)
    #: Whether the kecamatan decides who prints (copied from the service version).
    is_routed = models.BooleanField(default=False, editable=False)
    #: Role of the verify slot, copied from the service version so that queues need no join.
    verify_role = models.CharField(max_length=40, blank=True, editable=False)
    #: Roles of the process slot: the first output's, then the following ones'.
    process_roles = ArrayField(models.CharField(max_length=40), default=list, editable=False)
    #: Role of the visit slot, if the service may need a visit.
    visit_role = models.CharField(max_length=40, blank=True, editable=False)
    #: Role of the hand-over slot.
    hand_over_role = models.CharField(max_length=40, blank=True, editable=False)

    #: Name of the applicant for lists.
    applicant_name = models.CharField(max_length=120, blank=True)
    #: Name of the person the document is about, for lists.
    subject_name = models.CharField(max_length=120, blank=True)
    #: Keyed hash of the subject's NIK; None for a person without one.
    subject_hash = models.BinaryField(max_length=32, null=True, blank=True, editable=False)
    #: Keyed hash of the subject's family card number: nobody decides his own family's case.
    household_hash = models.BinaryField(max_length=32, null=True, blank=True, editable=False)

    #: Answers to the form, sealed with this application's own key.
    sealed_answers = models.BinaryField(null=True, editable=False)
    #: That key, wrapped by the tenant's; destroying it erases the answers.
    wrapped_key = models.BinaryField(null=True, editable=False)
    #: Version of the privacy notice the resident read, and nothing more (UU 27/2022).
    notice_version = models.CharField(max_length=20, blank=True)
    #: How the result reaches the resident: "ambil_kecamatan", "pos", "email"….
    delivery = models.CharField(max_length=20, blank=True)
    #: Where the resident will collect, once known.
    pickup_office = TenantForeignKey(Office, null=True, blank=True, related_name="+")
    #: From when it can be collected.
    ready_from = models.DateTimeField(null=True, blank=True)
    #: The print site responsible, set when sent in.
    office = TenantForeignKey(Office, null=True, blank=True, related_name="+")

    #: When the draft was begun.
    created_at = models.DateTimeField()
    #: When the draft was last saved.
    saved_at = models.DateTimeField(null=True, blank=True)
    #: Mark of the transaction in which this object's answers were written; no column.
    saved_in: object | None = None
    #: When it was first sent in.
    submitted_at = models.DateTimeField(null=True, blank=True)
    #: Since when it stands in its present state; the age shown on the desk.
    entered_at = models.DateTimeField(null=True, blank=True)
    #: How often it was sent again after a correction.
    resubmissions = models.PositiveSmallIntegerField(default=0)
    #: When the office's clock starts for what was last sent (S2-5, S2-8).
    processing_starts_at = models.DateTimeField(null=True, blank=True)
    #: Verification target: the first decision is due by then.
    first_decision_due = models.DateTimeField(null=True, blank=True)
    #: Service target, running from approval; moved by the time the resident took.
    service_due = models.DateTimeField(null=True, blank=True)
    #: Since when the service clock stands still, while the resident is to act; empty while it runs.
    paused_at = models.DateTimeField(null=True, blank=True)
    #: The target of the clock that runs now; empty when none does. "Late" is said of this one.
    due_at = models.DateTimeField(null=True, blank=True)
    #: The latest approval, return, rejection or cancellation by the office.
    decided_at = models.DateTimeField(null=True, blank=True)
    #: When papers were declared complete, that is approved; the legal clock starts.
    approved_at = models.DateTimeField(null=True, blank=True)
    #: When it ended.
    completed_at = models.DateTimeField(null=True, blank=True)
    #: Account of the officer who declared it complete, by public id; the two-person rule asks it (S3-1).
    approved_by = models.CharField(max_length=40, blank=True, editable=False)
    #: Number that SIAK gave the entry, as the operator noted it.
    register_number = models.CharField(max_length=40, blank=True)
    #: The officer who has it open; others see the name.
    assignee = TenantForeignKey("staff.Membership", null=True, blank=True, related_name="+")
    #: When that officer last did something on it; four idle minutes release it.
    assignee_seen_at = models.DateTimeField(null=True, blank=True)
    #: When the resident is asked to come; None without a visit, or when it was written in words only (older).
    visit_at = models.DateTimeField(null=True, blank=True)
    #: Until when a correction is taken.
    return_deadline = models.DateTimeField(null=True, blank=True)
    #: Since when an outage of a central system holds it; its clocks stand still meanwhile.
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: Reminders sent to the resident in its present state.
    nudges = models.PositiveSmallIntegerField(default=0, editable=False)
    #: When its present target passed and the heads' attention was asked for; empty while it is in time.
    escalated_at = models.DateTimeField(null=True, blank=True, editable=False)
    #: Minted with the form that sends it; the same key finds the same application (security rule 12).
    submit_key = models.UUIDField(null=True, blank=True, editable=False)

    objects: ClassVar[Any] = TenantManager.of(ApplicationQuerySet)

    class Meta:
        verbose_name = "permohonan"
        verbose_name_plural = "permohonan"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(states.STATES)), name="application_state_known"
            ),
            models.UniqueConstraint(fields=["tenant", "submit_key"], name="application_submitted_once"),
            models.UniqueConstraint(
                fields=["tenant", "service", "subject_hash"],
                condition=Q(state__in=sorted(states.OPEN - {states.DRAFT})) & Q(subject_hash__isnull=False),
                name="one_open_application_per_person",
                violation_error_message=_("Permohonan layanan ini untuk orang yang sama sedang berjalan."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=[states.DRAFT, states.CANCELLED]) | Q(submitted_at__isnull=False),
                name="application_sent_has_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["tenant", "state", "submitted_at", "id"], name="application_queue"),
            models.Index(fields=["tenant", "state", "due_at", "id"], name="application_queue_due"),
            models.Index(fields=["tenant", "submitted_at", "id"], name="application_by_time"),
            models.Index(
                fields=["tenant", "submitted_at", "id"],
                condition=Q(state__in=states.STANDING),
                name="application_standing",
            ),
            models.Index(
                fields=["tenant", "due_at", "id"],
                condition=Q(state__in=states.STANDING),
                name="application_standing_due",
            ),
            models.Index(  # cases of the same state and roles side by side, with all that counters ask of them
                "tenant",
                "state",
                _ROLES_IN_A_WORD,
                include=[
                    *("due_at", "submitted_at", "is_routed", "kecamatan_code"),
                    *("verify_role", "visit_role", "hand_over_role", "process_roles"),
                ],
                condition=Q(state__in=states.STANDING),
                name="application_counted",
            ),
            models.Index(
                fields=["tenant", "service", "submitted_at", "id"],
                include=["is_routed", "kecamatan_code"],
                condition=Q(state=states.SUBMITTED),
                name="application_in_line",
            ),
            models.Index(fields=["tenant", "applicant", "-created_at"], name="application_of_applicant"),
            models.Index(fields=["tenant", "subject_hash"], name="application_of_subject"),
            models.Index(fields=["tenant", "household_hash"], name="application_of_household"),
            models.Index(
                fields=["tenant", "assisted_by", "-created_at"],
                condition=Q(assisted_by__isnull=False),
                name="application_of_helper",
            ),
            models.Index(
                fields=["tenant", "assignee_seen_at"],
                condition=Q(state=states.IN_VERIFICATION),
                name="application_locks",
            ),
            models.Index(
                fields=["tenant", "return_deadline"],
                condition=Q(state=states.RETURNED),
                name="application_deadlines",
            ),
            models.Index(
                fields=["tenant", "held_at"],
                condition=Q(held_at__isnull=False),
                name="application_held",
            ),
            models.Index(
                fields=["tenant", "state", "entered_at"],
                condition=Q(state__in=states.REMINDED),
                name="application_reminded",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.verify_role:
            self.take_roles(self.service_version.definition)
        super().save(*args, **kwargs)

    def take_roles(self, definition: Mapping[str, Any]) -> None:
        """Copy from the service version who works on this application; done once, when it is begun."""
        roles = rules.roles_of(definition)
        self.verify_role = roles.verify
        self.process_roles = list(roles.process)
        self.visit_role = roles.visit
        self.hand_over_role = roles.hand_over
        self.is_routed = rules.is_routed(definition)

    def read_answers(self) -> dict[str, Any]:
        """The answers given so far; empty when none were, or when they were erased.

        Raises ``envelope.Tampered`` when the sealed bytes were changed.
        """
        if self.sealed_answers is None or self.wrapped_key is None:
            return {}
        key = keys.unwrap(bytes(self.wrapped_key))
        answers: dict[str, Any] = json.loads(
            envelope.unseal(key, bytes(self.sealed_answers), self._context())
        )
        return answers

    def write_answers(self, answers: Mapping[str, Any]) -> None:
        """Seal ``answers`` into this row, with its own key; the caller saves."""
        key = keys.unwrap(bytes(self.wrapped_key)) if self.wrapped_key is not None else envelope.new_key()
        if self.wrapped_key is None:
            self.wrapped_key = keys.wrap(key)
        text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
        self.sealed_answers = envelope.seal(key, text.encode(), self._context())

    def seal_text(self, text: str) -> bytes:
        """Words about this case, sealed with its own key: they are gone when its answers are erased.

        Raises ``ValueError`` when the key is destroyed already.
        """
        if self.wrapped_key is None:
            raise ValueError(self.reference)
        return envelope.seal(keys.unwrap(bytes(self.wrapped_key)), text.encode(), self._context() + b"/words")

    def unseal_text(self, sealed: bytes | memoryview) -> str:
        """What ``seal_text`` sealed; empty once the key is destroyed."""
        if self.wrapped_key is None:
            return ""
        key = keys.unwrap(bytes(self.wrapped_key))
        return envelope.unseal(key, bytes(sealed), self._context() + b"/words").decode()

    def erase_answers(self) -> None:
        """Destroy the key and the sealed answers; the caller saves. Nothing can bring them back."""
        self.sealed_answers = None
        self.wrapped_key = None

    @property
    def label(self) -> Promise:
        """The officers' word for the state."""
        return states.STATES[self.state].label

    @property
    def resident_label(self) -> Promise:
        """The residents' word for the state."""
        return states.STATES[self.state].resident_label

    @property
    def is_draft(self) -> bool:
        """Not sent in yet."""
        return self.state == states.DRAFT

    @property
    def has_ended(self) -> bool:
        """Completed, rejected or cancelled."""
        return self.state in states.ENDED

    @property
    def edition(self) -> str:
        """Changes with every save of the answers; a form made before carries an older one (stale tabs)."""
        return hashlib.sha256(bytes(self.sealed_answers or b"")).hexdigest()[:16]

    @property
    def is_withdrawable(self) -> bool:
        """Whether the resident may still withdraw it himself."""
        return self.state in states.WITHDRAWABLE

    def _context(self) -> bytes:
        return b"application/" + self.reference.encode()
