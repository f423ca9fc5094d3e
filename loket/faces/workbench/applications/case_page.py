"""What the case page shows, gathered once: papers, answers, checks, history, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from loket.applications import labels, reasons, rules, states
from loket.applications.lookalikes import alike_cases
from loket.applications.messages import item_name, service_name
from loket.applications.models import Application, Attachment
from loket.applications.models.attachment import Verdict
from loket.applications.policies import Officer, holds_slot, is_own_case, is_second_of_two, may_work
from loket.applications.queries import open_defects, others_of_household, papers_in_force
from loket.applications.states import Slot
from loket.applications.surroundings import office_now
from loket.applications.time_words import time_left_of
from loket.appointments.queries import open_booking_about
from loket.foundation.kernel import clock
from loket.issuing.labels import is_card
from loket.issuing.models import Output
from loket.issuing.queries import outputs_now
from loket.issuing.rules import all_made, is_file
from loket.regions.queries import kecamatan_prefixes
from loket.tenants.queries import is_unmapped
from loket.tenants.scope import current_tenant

from ..registry_hint import hint_panel, rule_panel

_MONTH = timedelta(days=30)
#: As many look-alikes are named beside each reason; the rest stand on their own page.
_NAMED = 3
_ALIKE: dict[str, Promise] = {
    "nik": gettext_lazy("NIK sama, %(n)d permohonan:"),
    "kk": gettext_lazy("Nomor KK sama, %(n)d permohonan:"),
    "phone": gettext_lazy("Nomor HP pemohon dipakai akun lain, %(n)d permohonan:"),
    "photo": gettext_lazy("Foto yang sama ada di %(n)d permohonan lain:"),
}
_HIDDEN = frozenset({"pernyataan_benar", "persetujuan_pdp"})


@dataclass(frozen=True, slots=True)
class Photo:
    """One paper on the wall; ``number`` is its key (1–9), ``first`` the first page of its paper."""

    number: int
    paper: Attachment
    name: str
    choice: str
    is_first: bool

    @property
    def key(self) -> str:
        """The key that brings it forward; none beyond nine."""
        return str(self.number) if self.number <= 9 else ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the system looked at: fine, or a hint for the officer (never a gate); ``cases`` it points to."""

    fine: bool
    sentence: str
    cases: tuple[Application, ...] = ()
    #: How many more of them there are.
    more: int = 0


@dataclass(frozen=True, slots=True)
class May:
    """What the officer may do now; ``reason`` says why he may do nothing."""

    claim: bool = False
    decide: bool = False
    process: bool = False
    invite: bool = False
    visit: bool = False
    hand_over: bool = False
    reason: Promise | str = ""


def page(case: Application, officer: Officer) -> dict[str, Any]:
    """Context of the case page; seven short queries besides the case itself."""
    outputs = outputs_now(case)
    answers = case.read_answers()
    photos = photos_of(case)
    return {
        "case": case,
        "service_name": service_name(case, "id"),
        "photos": photos,
        "answers": _answers(case, answers),
        "checks": [*_checks(case, answers), *_alike(case, officer, photos)],
        "defects": list(open_defects(case)) if case.state == states.RETURNED else [],
        "outputs": outputs,
        "may": may(case, officer, answers=answers),
        "steps": _steps(case, outputs, officer),
        "paper_reasons": reasons.reasons_for("paper"),
        "reject_reasons": reasons.reasons_for("reject"),
        "cancel_reasons": reasons.reasons_for("cancel"),
        "other": labels.OTHER,
        "is_late": bool(case.due_at and case.due_at < clock.now()),
        "time_left": time_left_of(case, current_tenant().calendar(), now=clock.now()),
        "registry": hint_panel("application", case.reference),
        "registry_url": reverse("workbench:applications:ask_register", args=[case.reference]),
        "booking": open_booking_about(case.reference) if case.state == states.AWAITING_VISIT else None,
        "rule": rule_panel(case, may_undo=holds_slot(officer, case, Slot.VERIFY)),
    }


def photos_of(case: Application) -> list[Photo]:
    """The wall: every current photo in the form's order, whole and numbered."""
    papers = papers_in_force(case)
    order = [entry["slug"] for entry in case.service_version.definition.get("documents", ())]
    papers.sort(key=lambda paper: (order.index(paper.slug) if paper.slug in order else 99, paper.position))
    seen: set[str] = set()
    photos = []
    for number, paper in enumerate(papers, start=1):
        name = item_name(case, paper.slug)
        photos.append(Photo(number, paper, name, f"paper:{paper.slug}", paper.slug not in seen))
        seen.add(paper.slug)
    return photos


def may(case: Application, officer: Officer, *, answers: dict[str, Any]) -> May:
    """The moves open to this officer in the present state."""
    slot = states.WORKED_BY.get(case.state)
    if slot is None:
        return May()
    refused = may_work(officer, case, slot)
    needs_visit = rules.needs_visit(case.service_version.definition, answers)
    invite = case.state == states.APPROVED and needs_visit and holds_slot(officer, case, Slot.VERIFY)
    if refused is not None:
        own = is_own_case(officer, case)
        second = slot == Slot.PROCESS and is_second_of_two(officer, case)
        return May(invite=invite and not own, reason=refused if own or second else "")
    if case.state == states.IN_VERIFICATION and case.assignee_id != officer.membership_id:
        name = case.assignee.account.display_name if case.assignee else _("petugas lain")
        return May(reason=_("Sedang dibuka oleh %(name)s.") % {"name": name})
    return May(
        claim=case.state == states.SUBMITTED,
        decide=case.state == states.IN_VERIFICATION,
        process=slot == Slot.PROCESS and not (case.state == states.APPROVED and needs_visit),
        invite=invite,
        visit=slot == Slot.VISIT,
        hand_over=slot == Slot.HAND_OVER,
    )


def _answers(case: Application, answers: dict[str, Any]) -> list[tuple[str, str]]:
    form = case.service_version.form
    shown = form.read_back(answers, office=office_now())
    hidden = {str(form.by_slug[slug].label) for slug in _HIDDEN if slug in form.by_slug}
    return [(str(label), str(text)) for label, text, _key in shown if str(label) not in hidden]


def _checks(case: Application, answers: dict[str, Any]) -> list[Check]:
    form = case.service_version.form
    today = clock.today(current_tenant().zone)
    odd = form.warnings(answers, today=today, known_regions=kecamatan_prefixes())
    checks = [Check(fine=False, sentence=str(remark.message)) for _slug, remark in odd]
    checks += _reported_late(case, answers)
    if not odd:
        checks.append(Check(fine=True, sentence=_("NIK cocok dengan isian")))
    proved = case.applicant.phone_proved_at is not None
    checks.append(
        Check(proved, _("Nomor telepon sudah dibuktikan") if proved else _("Nomor telepon belum dibuktikan"))
    )
    others = others_of_household(case, clock.now() - _MONTH)
    if others:
        said = _("KK ini punya %(n)d permohonan lain dalam 30 hari") % {"n": others}
        checks.append(Check(fine=False, sentence=said))
    if not case.kecamatan_code.startswith(current_tenant().regency_id):
        checks.append(Check(fine=False, sentence=_("Alamat KK di luar wilayah kantor ini")))
    elif case.is_routed and is_unmapped(case.kecamatan_code):
        said = _("Kecamatan ini belum masuk wilayah cetak: kartu dicetak di dinas. Beri tahu administrator.")
        checks.append(Check(fine=False, sentence=said))
    return checks


def _alike(case: Application, officer: Officer, photos: list[Photo]) -> list[Check]:
    """Other cases of the same person, family card, phone or photo, each reason with links (only his own)."""
    found = alike_cases(case, officer, papers=[photo.paper for photo in photos])
    checks = []
    for reason, sentence in _ALIKE.items():
        cases = [one.case for one in found if reason in one.why]
        if cases:
            said = sentence % {"n": len(cases)}
            checks.append(Check(False, str(said), tuple(cases[:_NAMED]), max(0, len(cases) - _NAMED)))
    return checks


def _reported_late(case: Application, answers: dict[str, Any]) -> list[Check]:
    reported = (case.submitted_at or clock.now()).astimezone(current_tenant().zone).date()
    late = rules.days_late(case.service_version.definition, answers, reported)
    said = _("Dilaporkan %(n)d hari sesudah batas waktu menurut undang-undang") % {"n": late}
    return [Check(fine=False, sentence=said)] if late else []


def _steps(case: Application, outputs: list[Output], officer: Officer) -> dict[str, bool]:
    """Which buttons of the processing panel make sense."""
    mine = [output for output in outputs if output.role in officer.roles]
    definition = case.service_version.definition
    handed = rules.is_handed_over(definition) and case.delivery != "tanpa_dokumen"
    working = [output for output in mine if output.state == "in_production"]
    made = case.state == states.IN_PRODUCTION and all_made(output.state for output in outputs)
    files = [output for output in working if is_file(output.kind)]
    return {
        "take": case.state == states.APPROVED,
        "start": case.state == states.IN_PROCESS
        or (
            case.state == states.IN_PRODUCTION
            and any(output.state in {"planned", "failed"} for output in mine)
        ),
        "ready": case.state == states.IN_PRODUCTION and (bool(working) or made) and handed,
        "email_files": bool(files) and len(files) < len(outputs) and handed and bool(case.applicant.email),
        "drop": case.state == states.IN_PRODUCTION and len(outputs) > 1,
        "send": case.state == states.IN_PRODUCTION and bool(working) and _may_send(case, outputs),
        "conclude": case.state == states.IN_PRODUCTION and not handed,
        "repair": case.state == states.IN_PROCESS,
    }


def _may_send(case: Application, outputs: list[Output]) -> bool:
    """By post everything; by e-mail only what is no card."""
    cards = any(is_card(output.kind) and output.state != "cancelled" for output in outputs)
    return case.delivery == "pos" or (case.delivery == "email" and not cards)


def doubted(photos: list[Photo]) -> list[Photo]:
    """Photos the officer has marked as not good enough."""
    return [photo for photo in photos if photo.paper.verdict == Verdict.BAD]


def mendable_items(case: Application) -> list[tuple[str, str, str]]:
    """What can be named when asking for corrections: kind, slug, name; papers sent, then questions answered."""
    papers = {photo.paper.slug: photo.name for photo in photos_of(case)}
    items = [("paper", slug, name) for slug, name in papers.items()]
    answers = case.read_answers()
    fields = case.service_version.form.by_slug
    return items + [
        ("field", slug, str(field.label))
        for slug, field in fields.items()
        if answers.get(slug) not in (None, "", [], {})
        and slug not in _HIDDEN
        and not slug.startswith("pemohon_")
    ]
