"""One screen as it is shown and as it is kept: questions, the photo field, what was refused."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from loket.accounts.actions.take_kept_form import take_kept_form
from loket.accounts.queries import FORM_WAITS, kept_form
from loket.applications.actions.attach import attach_all
from loket.applications.actions.detach import detach
from loket.applications.actions.reuse_papers import reuse_papers
from loket.applications.actions.save_answers import StaleForm, save_answers
from loket.applications.actions.use_paper import NotInLocker
from loket.applications.admission import stopped_sentence
from loket.catalogue.models import Service
from loket.files.actions.claim import claim
from loket.files.actions.receive import receive_all
from loket.foundation.formkit.forms import StepForm
from loket.foundation.formkit.grouping import SUBJECT, WHO
from loket.foundation.formkit.steps import Step
from loket.foundation.kernel.errors import Refusal
from loket.residents.locker import Kept
from loket.tenants.one_row import is_locked, one_row

from ..files.owner import owner_of
from ..gate import the_resident
from . import offering, photos
from .journey import SEEN, Journey

#: Input names of ours beside the slugs.
EDITION, LEAVE = "edisi", "simpan_keluar"
#: Kept among the answers: the mark of the photo form sent last.
LAST_SENT = "_formulir"
#: Bytes of a file that go into the mark, beside its size.
_HEAD = 64 * 1024
_ABOUT_SUBJECT = frozenset({WHO, *SUBJECT})


@dataclass
class Screen:
    """What a template needs to draw one screen, and the status to answer with."""

    journey: Journey
    step: Step
    form: StepForm
    status: int = 200
    refusal: str = ""
    #: Number of the application that stands in the way.
    running: str = ""
    paper_error: str = ""
    notice: str = ""
    #: Why it cannot be sent now: its service was stopped.
    stopped: str = ""
    is_saved: bool = False
    family: list[offering.Choice] = field(default_factory=list)
    offer: Kept | None = None
    recalled_at: datetime | None = None
    leaves: bool = False
    warnings: list[str] = field(default_factory=list)

    def context(self) -> dict[str, Any]:
        """For the templates of a screen."""
        application = self.journey.application
        before = self.journey.before(self.step)
        return {
            "application": application,
            "edition": application.edition,
            "form": self.form,
            "step": self.step,
            "heading": self.step.title,
            "lead": self.step.lead,
            "step_name": str(self.journey.form.title),
            "step_number": self.journey.number(self.step),
            "step_total": self.journey.total,
            "before": before.key if before else "",
            "refusal": self.refusal,
            "running": self.running,
            "notice": self.notice,
            "stopped": self.stopped,
            "paper_error": self.paper_error,
            "mistakes": bool(self.refusal or self.paper_error),
            "family": self.family,
            "offer": self.offer,
            "recalled_at": self.recalled_at,
            "photos": photos.kept(application, self._rows(), removable=True) if self.step.paper else [],
        }

    @property
    def goes_on(self) -> bool:
        """More is to be said about this person of a list, or about one more."""
        return self.form.adds or bool(self.step.person and self.step.person.goes_on and not self.form.removes)

    def next_step(self, fresh: Journey) -> Step | None:
        """Where to go once this screen is saved; None for the check page."""
        return fresh.last_person(self.step) if self.form.removes else fresh.after(self.step)

    def _rows(self) -> list[Any]:
        return self.journey.papers.get(self.step.paper.slug, []) if self.step.paper else []


def opened(request: HttpRequest, journey: Journey, step: Step) -> Screen:
    """The screen with the answers given so far, or with what was typed when the session ended."""
    waits = request.session.get(FORM_WAITS)
    kept = kept_form(the_resident(request).account) if waits else None
    if kept is not None and kept.path == request.path:
        take_kept_form(the_resident(request).account)
        del request.session[FORM_WAITS]
        return Screen(
            journey, step, step.form(_query(kept.fields["pairs"]), answers=journey.answers),
            notice=_("Isian Anda tadi masih ada di bawah. Periksa, lalu lanjut."),
        )  # fmt: skip
    shown = Screen(journey, step, step.form(answers=journey.answers))
    service = one_row(Service, id=journey.application.service_id)
    shown.stopped = stopped_sentence(service) if service is not None else ""
    if offering.allowed(request):
        proposals, shown.recalled_at = offering.recalled(journey, step)
        if proposals:
            shown.form = step.form(answers=journey.answers, prefill=proposals)
        shown.family = offering.family_for(journey, step)
        shown.offer = offering.paper_for(journey, step)
    return shown


def taken(request: HttpRequest, journey: Journey, step: Step) -> Screen:
    """The screen after a button that fills it: somebody of the family, or a paper that was checked before."""
    shown = Screen(journey, step, step.form(answers=journey.answers))
    try:
        if offering.PICK in request.POST:
            shown.is_saved = offering.pick(request, journey, step, edition=request.POST.get(EDITION) or "")
        else:
            offering.take_kept(request, journey, step, edition=request.POST.get(EDITION) or "")
            shown.is_saved = True
        shown.journey = Journey(journey.application, journey.one_each)
    except StaleForm as refusal:
        shown.status, shown.refusal = refusal.status, str(refusal)
    except NotInLocker as refusal:
        shown.status, shown.paper_error = refusal.status, str(refusal)
    return shown


def _query(pairs: list[list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return data


def keep(request: HttpRequest, journey: Journey, step: Step) -> Screen:
    """Save the posted screen. What is right is kept even when something else is wrong with it."""
    form = step.form(request.POST, answers=journey.answers)
    shown = Screen(journey, step, form)
    mark = _mark_of(request, step)
    if mark and mark == journey.answers.get(LAST_SENT) and not journey.needs_photo(step):
        shown.is_saved = True  # the very same form again: a double tap, a request sent once more
        return shown
    is_valid = form.removes or form.is_valid()
    leaves = LEAVE in request.POST
    try:
        _save(journey, step, form, request.POST.get(EDITION), seen=is_valid, mark=mark)
    except StaleForm as refusal:
        shown.status, shown.refusal = refusal.status, str(refusal)
        return shown
    _keep_photos(request, shown)
    if leaves:
        shown.leaves = not shown.paper_error
    elif not is_valid or shown.paper_error:
        shown.status = 422
    else:
        shown.is_saved = True
    return shown


def _mark_of(request: HttpRequest, step: Step) -> str:
    """What tells one sending of a photo form from another; empty for a form that brings no file."""
    files = request.FILES.getlist(step.paper.slug) if step.paper else []
    if not files:
        return ""
    found = hashlib.blake2b(digest_size=16)
    for name, values in sorted(request.POST.lists()):
        found.update(repr((name, values)).encode() if name != "csrfmiddlewaretoken" else b"")
    for file in files:
        found.update(repr(file.size).encode() + file.read(_HEAD))
        file.seek(0)
    return found.hexdigest()


def _save(
    journey: Journey, step: Step, form: StepForm, edition: str | None, *, seen: bool, mark: str
) -> None:
    known = journey.answers.get(SEEN, [])
    given = form.without_person() if form.removes else form.cleaned_data
    answers = {**given, SEEN: [*known, step.key] if seen and step.key not in known else known}
    if mark:
        answers[LAST_SENT] = mark
    journey.application = save_answers(journey.application, answers, edition=edition or "")
    if names_subject(step):
        reuse_papers(journey.application)


def names_subject(step: Step) -> bool:
    """The screen says whom the document is about."""
    return bool(_ABOUT_SUBJECT & {question.slug for question in step.fields})


def _keep_photos(request: HttpRequest, shown: Screen) -> None:
    """Attach what was sent with the screen; a refused photo does not take the others with it."""
    journey, step = shown.journey, shown.step
    if step.paper is None:
        return
    fresh = Journey(journey.application, journey.one_each)
    shown.journey = fresh
    if fresh.answers.get(step.paper.question_slug) == "tidak":
        return
    shown.paper_error = attach_posted(request, fresh, step.paper.slug)
    if shown.paper_error:
        fresh = shown.journey = Journey(journey.application, journey.one_each)
    is_coming = bool(request.POST.getlist(f"{step.paper.slug}__nanti"))  # handed in later by the script
    if not shown.paper_error and not is_coming and fresh.needs_photo(step) and LEAVE not in request.POST:
        shown.paper_error = _("%(paper)s belum ada. Ambil foto, lalu lanjut.") % {"paper": step.paper.title}


def attach_posted(request: HttpRequest, journey: Journey, slug: str) -> str:
    """Attach every photo posted for a paper; the sentence of the last refusal, or nothing.

    ``journey`` knows the paper's photos afterwards, unless something was refused.
    """
    owner, refused, files = owner_of(request), "", []
    for key in request.POST.getlist(f"{slug}__kunci"):
        try:
            files.append(claim(key, owner=owner))
        except Refusal as refusal:
            refused = str(refusal)
    received = receive_all(request.FILES.getlist(slug), owner=owner)
    files += received.files
    if received.refusals:
        refused = str(received.refusals[-1])
    known = journey.papers.get(slug, []) if is_locked(journey.application) else None
    try:
        if files:
            journey.papers[slug] = attach_all(journey.application, slug, files, known=known)
    except Refusal as refusal:
        refused = str(refusal)
    return refused


def take_away(journey: Journey, step: Step, name: str) -> None:
    """Remove one photo of this screen's paper. Raises ``Http404`` for one that is not here."""
    rows = journey.papers.get(step.paper.slug, []) if step.paper else []
    row = next((row for row in rows if str(row.file.public_id) == name), None)
    if row is None:
        raise Http404
    detach(journey.application, row)


__all__ = ["Screen", "attach_posted", "keep", "names_subject", "opened", "take_away", "taken"]
