"""What screens ask about outputs and hand-over."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from loket.applications.messages import item_name
from loket.applications.models import Application
from loket.applications.queries import current_papers
from loket.applications.rules import UNDO_WINDOW
from loket.applications.states import CANCELLED, READY, REJECTED
from loket.foundation.kernel import clock, reference
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.passports import readings
from loket.tenants.keys import lookup_hash
from loket.tenants.models import HandOverRule
from loket.tenants.one_row import some_rows
from loket.tenants.scope import current_tenant

from . import rules
from .models import HandOver, Output
from .states import OPEN

_GIVEN_UP = (CANCELLED, REJECTED)
_MOST_AT_ONCE = 500


def outputs_of(application: Application) -> QuerySet[Output]:
    """The outputs of an application in the order of production; empty before production starts."""
    outputs: QuerySet[Output] = Output.objects.filter(application=application).order_by("position", "id")
    return outputs


def outputs_now(application: Application) -> list[Output]:
    """The same as a list, by a statement written once: asked by every case page."""
    return sorted(some_rows(Output, application_id=application.pk), key=lambda one: (one.position, one.pk))


def hand_overs_of(application: Application) -> QuerySet[HandOver]:
    """What was handed over of an application."""
    rows: QuerySet[HandOver] = (
        HandOver.objects.filter(output__application=application).select_related("output").order_by("at")
    )
    return rows


def outputs_left_over() -> list[Output]:
    """Outputs still open though their case was cancelled or refused, decisions that can be undone left out."""
    rows = Output.objects.filter(
        state__in=OPEN,
        application__state__in=_GIVEN_UP,
        application__entered_at__lt=clock.now() - UNDO_WINDOW,
    )
    return list(rows.select_related("application").order_by("entered_at", "id")[:_MOST_AT_ONCE])


def pickup_code(application: Application) -> str:
    """The four digits sent with the "ready" message; for the applicant's and the counter's eyes only."""
    return rules.pickup_code(lookup_hash(f"pickup:{application.reference}"))


def originals_to_bring(application: Application) -> dict[str, str]:
    """The papers uploaded for this application, slug to short name, in the form's order (S0-6).

    None where the dinas asks for identity papers only (X-11).
    """
    if current_tenant().handover_rule == HandOverRule.IDENTITY:
        return {}
    uploaded = {paper.slug for paper in current_papers(application)}
    order = [entry["slug"] for entry in application.service_version.definition.get("documents", ())]
    slugs = [slug for slug in order if slug in uploaded] + sorted(uploaded - set(order))
    return {slug: item_name(application, slug) for slug in slugs}


def waiting_for_collector(text: str) -> QuerySet[Application]:
    """Ready applications found by number, or by the NIK or passport of subject or applicant; nothing else finds any."""
    ready = (
        Application.objects.filter(state=READY)
        .select_related("service", "service_version", "pickup_office", "applicant")
        .order_by("entered_at")
    )
    found: QuerySet[Application] = ready.filter(_named(text))
    return found


def _named(text: str) -> Q:
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) == 16 and len(digits) >= len(text.strip()) - 5:
        nik = lookup_hash(digits)
        return Q(subject_hash=nik) | Q(applicant__nik_hash=nik)
    try:
        return Q(reference=reference.parse(text))
    except Refusal:
        meant = readings(text)
    if not meant:
        return Q(pk__in=())
    passport = lookup_hash(meant[0].mark)
    return Q(subject_hash=passport) | Q(applicant__passport_hash=passport)
