"""What screens ask about applications."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.tenants.scope import current_tenant

from . import labels, rules, states
from .models import Application, Attachment, Defect, Step


def latest_step(application: Application) -> Step | None:
    """The last move made on the application."""
    step: Step | None = Step.objects.filter(application=application).order_by("-version").first()
    return step


def history(application: Application) -> QuerySet[Step]:
    """Every move of the application, oldest first."""
    steps: QuerySet[Step] = Step.objects.filter(application=application).order_by("version")
    return steps


def open_defects(application: Application) -> QuerySet[Defect]:
    """What the resident still has to mend, in the order it was named."""
    defects: QuerySet[Defect] = Defect.objects.filter(application=application, open=True).order_by("id")
    return defects


def current_papers(application: Application) -> QuerySet[Attachment]:
    """The papers that count now, without those replaced after a correction."""
    papers: QuerySet[Attachment] = (
        Attachment.objects.filter(application=application, replaced_by=None)
        .select_related("file")
        .order_by("slug", "position", "id")
    )
    return papers


def idle_locks(at: datetime) -> list[Application]:
    """Cases in verification whose officer did nothing for four minutes."""
    return list(
        Application.objects.filter(
            state=states.IN_VERIFICATION, assignee_seen_at__lt=at - rules.LOCK_IDLE
        ).order_by("assignee_seen_at")
    )


def past_return_deadline(at: datetime) -> list[Application]:
    """Returned applications that nobody mended in time."""
    return list(
        Application.objects.filter(state=states.RETURNED, return_deadline__lt=at)
        .select_related("applicant", "service", "service_version")
        .order_by("return_deadline")
    )


def step_stands(ref: str) -> bool:
    """Whether the move a message speaks of was not undone; ``ref``: "<number>/<version>" by lifecycle."""
    reference, _sep, version = ref.partition("/")
    return not Step.objects.filter(
        application__reference=reference, version=int(version or 0) + 1, move="undo"
    ).exists()


def what_happened(application: Application) -> str:
    """One sentence for who comes second: where the application stands, by whose hand and since when."""
    fresh = Application.objects.filter(pk=application.pk).values_list("state", flat=True).first()
    step = latest_step(application)
    if fresh is None or step is None:
        return _("Permohonan ini sudah berubah. Buka lagi untuk melihat keadaannya.")
    at = timezone.localtime(step.at, current_tenant().zone).strftime("%H.%M")
    who = step.actor_name or {"resident": _("pemohon"), "system": _("sistem")}.get(step.actor_kind, "")
    return _(
        "Permohonan ini sudah berubah pukul %(at)s oleh %(who)s: %(step)s. Sekarang “%(state)s”. "
        "Keputusan Anda tidak dicatat."
    ) % {
        "at": at,
        "who": who or _("petugas lain"),
        "step": labels.STEPS.get(step.move, step.move),
        "state": states.STATES[fresh].label,
    }


def faults_of_return(application: Application) -> QuerySet[Defect]:
    """Everything the last return named, mended or not, in the order it was named."""
    last = (
        Step.objects.filter(application=application, to_state=states.RETURNED)
        .order_by("-version")
        .values("pk")
    )
    faults: QuerySet[Defect] = Defect.objects.filter(application=application, step__in=last[:1]).order_by(
        "id"
    )
    return faults


def returned_at(application: Application) -> datetime | None:
    """When the application was last returned for correction."""
    steps = Step.objects.filter(application=application, to_state=states.RETURNED).order_by("-version")
    return steps.values_list("at", flat=True).first()


def other_open(application: Application) -> Application | None:
    """Another running application of the same service for the same person, or None (S3-6)."""
    if application.subject_hash is None:
        return None
    running = Application.objects.running().of_subject(application.subject_hash)
    other: Application | None = (
        running.filter(service_id=application.service_id).exclude(pk=application.pk).first()
    )
    return other
