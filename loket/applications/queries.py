"""What screens ask about applications."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from loket.files.models import StoredFile
from loket.tenants import statements
from loket.tenants.one_row import one_row, some_rows
from loket.tenants.scope import current_tenant

from . import _written, labels, rules, states
from .models import Application, ApplicationQuerySet, Attachment, Defect, SavedQueue, Step
from .models.application import any_slot_held, within
from .queue_filter import LIST_COLUMNS
from .rules import Officer

#: Cases that one tick of the clock reminds or closes; the next tick takes the others.
_MOST_AT_ONCE = 500


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


def papers_in_force(application: Application) -> list[Attachment]:
    """The same as a list, each with its file, by one hand-written statement: asked by every screen."""
    papers = []
    for values in statements.rows(_IN_FORCE, [current_tenant().pk, application.pk]):
        paper = statements.instance(Attachment, _PAPER, values[: len(_PAPER)])
        paper.application = application
        paper.file = statements.instance(StoredFile, _FILE, values[len(_PAPER) :])
        papers.append(paper)
    return papers


_PAPER = tuple(field.attname for field in Attachment._meta.concrete_fields)
_FILE = tuple(field.attname for field in StoredFile._meta.concrete_fields)
_IN_FORCE = f"""
SELECT {", ".join(f"p.{name}" for name in _PAPER)}, {", ".join(f"f.{name}" for name in _FILE)}
FROM applications_attachment p JOIN files_storedfile f ON f.tenant_id = p.tenant_id AND f.id = p.file_id
WHERE p.tenant_id = %s AND p.application_id = %s AND p.replaced_by_id IS NULL ORDER BY p.slug, p.position, p.id
"""  # noqa: S608 - column names of ours


def idle_locks(at: datetime) -> list[Application]:
    """Cases in verification whose officer did nothing for four minutes."""
    return list(
        Application.objects.filter(
            state=states.IN_VERIFICATION, assignee_seen_at__lt=at - rules.LOCK_IDLE
        ).order_by("assignee_seen_at")
    )


def past_return_deadline(at: datetime) -> list[Application]:
    """Returned applications that nobody mended in time."""
    return _closing(Application.objects.filter(state=states.RETURNED, return_deadline__lt=at))


def waiting_since(state: str, before: datetime) -> list[Application]:
    """Applications that stand in a state since before that moment; ready ones also could be collected then.

    A visit is waited for from the day it was to take place.
    """
    rows = Application.objects.filter(state=state, entered_at__lt=before)
    if state == states.AWAITING_VISIT:
        rows = rows.filter(Q(visit_at__isnull=True) | Q(visit_at__lt=before))
    if state == states.READY:
        rows = rows.filter(Q(ready_from__isnull=True) | Q(ready_from__lt=before))
    return _closing(rows)


def to_escalate(at: datetime, *, most: int) -> list[Application]:
    """Past the clock that runs, and nobody was alarmed yet; those that stand open the longest first."""
    rows = Application.objects.filter(state__in=states.STANDING, due_at__lt=at, escalated_at__isnull=True)
    return list(rows.only("tenant", "reference", "due_at", "state").order_by("due_at")[:most])


def to_remind(
    state: str,
    *,
    nudged: int,
    deadline_before: datetime | None = None,
    entered_before: datetime | None = None,
    visit_before: datetime | None = None,
) -> list[Application]:
    """Applications that wait in a state for their resident and were reminded at most ``nudged`` times.

    ``entered_before`` counts a visit from the day it was to take place.
    """
    rows = Application.objects.filter(state=state, nudges__lte=nudged)
    if deadline_before is not None:
        rows = rows.filter(return_deadline__lt=deadline_before)
    if entered_before is not None:
        late = Q(visit_at__isnull=True) | Q(visit_at__lte=entered_before)
        rows = rows.filter(late, entered_at__lte=entered_before)
    if visit_before is not None:
        rows = rows.filter(visit_at__lt=visit_before)
    return _closing(rows)


def _closing(rows: ApplicationQuerySet) -> list[Application]:
    related = ("applicant", "applicant__account", "service", "service_version", "pickup_office")
    return list(rows.select_related(*related).order_by("entered_at")[:_MOST_AT_ONCE])


def step_stands(ref: str) -> bool:
    """Whether the move a message speaks of was not undone; ``ref``: "<number>/<version>" by lifecycle."""
    reference, _sep, version = ref.partition("/")
    undone: bool = Step.objects.filter(
        application__reference=reference, version=int(version or 0) + 1, move="undo"
    ).exists()
    return not undone


def still_waits_at_counter(ref: str) -> bool:
    """Whether the documents a "ready" message speaks of have not been fetched meanwhile (goal R53)."""
    reference = ref.partition("/")[0]
    waits: bool = Application.objects.filter(reference=reference, state=states.READY).exists()
    return waits


def still_returned(reference: str) -> bool:
    """Whether the resident still has to mend it."""
    found: bool = Application.objects.filter(reference=reference, state=states.RETURNED).exists()
    return found


def still_awaited(reference: str) -> bool:
    """Whether the resident is still asked to come."""
    found: bool = Application.objects.filter(reference=reference, state=states.AWAITING_VISIT).exists()
    return found


def what_happened(application: Application, *, to_resident: bool = False) -> str:
    """One sentence for who comes second: where the application stands, by whose hand and since when.

    Residents are not told which officer it was.
    """
    fresh = Application.objects.filter(pk=application.pk).values_list("state", flat=True).first()
    step = latest_step(application)
    if fresh is None or step is None:
        return _("Permohonan ini sudah berubah. Buka lagi untuk melihat keadaannya.")
    if to_resident:
        word = states.STATES[fresh].resident_label
        return _("Permohonan ini sudah berubah, sekarang “%(state)s”. Buka lagi untuk melihatnya.") % {
            "state": word
        }
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
    subject = bytes(application.subject_hash)
    others = some_rows(Application, subject_hash=subject, service_id=application.service_id)
    running = states.OPEN - {states.DRAFT}
    return next((row for row in others if row.state in running and row.pk != application.pk), None)


def visible_to(officer: Officer) -> ApplicationQuerySet:
    """Every sent-in application that the officer may open (security rule 6); others do not exist for him."""
    rows: ApplicationQuerySet = Application.objects.sent_in().seen_by_roles(officer.roles | officer.oversees)
    return rows if officer.kecamatan is None else rows.in_kecamatan(officer.kecamatan)


def sees_statement(officer: Officer) -> str:
    """The condition of ``visible_to`` as SQL without parameters, on a table named applications_application.

    For statements written by hand; compiled once per kind of officer.
    """
    roles = officer.roles | officer.oversees
    return _written.kept("visible_to", roles, officer.kecamatan, _visible)[0]


def _visible(_name: str, roles: frozenset[str], kecamatan: frozenset[str] | None) -> Q:
    seen = Q(submitted_at__isnull=False) & any_slot_held(sorted(roles))
    return seen if kecamatan is None else seen & within(kecamatan)


def held_by(membership_id: int) -> ApplicationQuerySet:
    """Cases that one officer has open, the oldest first: what he leaves behind when he goes."""
    rows: ApplicationQuerySet = Application.objects.filter(
        state=states.IN_VERIFICATION, assignee_id=membership_id
    )
    return rows.order_by("submitted_at", "id")


def queues_kept(membership_id: int) -> list[SavedQueue]:
    """An officer's own queues, then those the office shares, by name."""
    found = SavedQueue.objects.raw(_KEPT, [current_tenant().pk, membership_id])
    return sorted(found, key=lambda one: (one.owner_id != membership_id, one.name.casefold()))


_KEPT = "SELECT * FROM applications_savedqueue WHERE tenant_id = %s AND (owner_id = %s OR is_shared)"


def opened_by(officer: Officer) -> list[Application]:
    """Cases the officer has open now, the latest first; a statement of constants takes the index of open cases."""
    mine = "applications_application.state = 'in_verification' AND applications_application.assignee_id = %s"
    ending = "ORDER BY applications_application.assignee_seen_at DESC LIMIT 20"
    return _written.read(LIST_COLUMNS, (mine, (officer.membership_id,)), ("TRUE", ()), ending)


def decided_since(actor_id: str, since: datetime) -> int:
    """How many decisions this person made since then, undone ones not counted."""
    ((decisions, undone),) = statements.rows(_DECIDED, [current_tenant().pk, actor_id, since])
    return max(0, int(decisions) - int(undone))


_DECIDED = """
SELECT count(*) FILTER (WHERE move IN ('approve', 'return_for_correction', 'reject', 'cancel')),
       count(*) FILTER (WHERE move = 'undo')
FROM applications_step WHERE tenant_id = %s AND actor_id = %s AND at >= %s
"""


def undoable_step(reference: str, *, actor_id: str, at: datetime) -> Step | None:
    """The decision this person made on that application less than ten seconds ago, if nothing followed it."""
    case = one_row(Application, reference=reference)
    if case is None:
        return None
    step = one_row(Step, application_id=case.pk, version=case.version, actor_id=actor_id)
    if (
        step is None
        or step.at <= at - rules.UNDO_WINDOW
        or (step.move, step.from_state) not in states.UNDOABLE
    ):
        return None
    step.application = case
    return step


def others_of_household(application: Application, since: datetime) -> int:
    """How many other applications the same family card has since then."""
    if application.household_hash is None:
        return 0
    household = bytes(application.household_hash)
    ((others,),) = statements.rows(_HOUSEHOLD, [current_tenant().pk, household, since, application.pk])
    return int(others)


#: By hand: every case page asks.
_HOUSEHOLD = """
SELECT count(*) FROM applications_application
WHERE tenant_id = %s AND household_hash = %s AND submitted_at >= %s AND id <> %s AND state <> 'draft'
"""
