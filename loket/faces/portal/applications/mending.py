"""The page where a returned application is mended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from loket.applications.actions.detach import detach
from loket.applications.actions.save_answers import StaleForm, save_answers
from loket.applications.models import Application, Defect
from loket.applications.models.defect import DefectKind
from loket.applications.queries import faults_of_return, returned_at
from loket.foundation.formkit.forms import StepForm

from . import photos
from .journey import Journey
from .screen import EDITION, attach_posted


@dataclass
class MendPage:
    """What the page shows: one item per fault, each with its question or its photo field."""

    application: Application
    form: StepForm | None
    errors: dict[str, str] = field(default_factory=dict)
    refusal: str = ""
    status: int = 200

    def context(self) -> dict[str, Any]:
        """For the template."""
        journey = Journey(self.application)
        items = [self._item(journey, fault) for fault in faults_of_return(self.application)]
        return {
            "application": self.application,
            "edition": self.application.edition,
            "service_name": str(journey.form.title),
            "items": items,
            "form": self.form,
            "refusal": self.refusal,
            "paper_errors": [item["error"] for item in items if item["error"]],
            "mistakes": bool(self.refusal or self.errors),
        }

    def _item(self, journey: Journey, fault: Defect) -> dict[str, Any]:
        is_paper = fault.kind == DefectKind.PAPER
        return {
            "slug": fault.item,
            "is_paper": is_paper,
            "label": _label(journey, fault.item, is_paper=is_paper),
            "sentence": fault.sentence,
            "is_mended": not fault.open,
            "bound": [] if is_paper or self.form is None else _inputs(self.form, fault.item),
            "photos": _new_photos(journey, fault.item) if is_paper else [],
            "error": self.errors.get(fault.item, ""),
            "several": is_paper and _most(journey, fault.item) > 1,
            "sample": _sample(journey, fault.item) if is_paper else "",
        }


def opened(application: Application, *, refusal: str = "", status: int = 200) -> MendPage:
    """The page as the officer's faults and the answers make it."""
    return MendPage(application, _form(Journey(application), None), refusal=refusal, status=status)


def keep(request: HttpRequest, application: Application) -> MendPage:
    """Keep new answers and photos; ``status`` is 200 when nothing was refused."""
    journey = Journey(application)
    form = _form(journey, request.POST)
    page = MendPage(application, form)
    if form is not None:
        _keep_answers(request, page, form)
    for fault in faults_of_return(application).filter(kind=DefectKind.PAPER):
        refused = attach_posted(request, Journey(page.application), fault.item)
        if refused:
            page.errors[fault.item] = refused
    _ask_for_the_rest(page)
    if page.errors or page.refusal or (form is not None and not form.is_valid()):
        page.status = max(page.status, 422) if page.status == 200 else page.status
    return page


def _keep_answers(request: HttpRequest, page: MendPage, form: StepForm) -> None:
    form.is_valid()
    try:
        page.application = save_answers(
            page.application, form.cleaned_data, edition=request.POST.get(EDITION, "")
        )
    except StaleForm as refusal:
        page.status, page.refusal = refusal.status, str(refusal)


def _ask_for_the_rest(page: MendPage) -> None:
    for fault in faults_of_return(page.application).filter(kind=DefectKind.PAPER, open=True):
        label = _label(Journey(page.application), fault.item, is_paper=True)
        page.errors.setdefault(
            fault.item, _("%(paper)s belum ada. Ambil foto, lalu lanjut.") % {"paper": label}
        )


def take_away(application: Application, name: str) -> None:
    """Remove a photo sent since the return. Raises ``Http404`` for one that is not here."""
    rows = [row for papers in Journey(application).papers.values() for row in papers]
    row = next((row for row in rows if str(row.file.public_id) == name), None)
    if row is None:
        raise Http404
    detach(application, row)


def _form(journey: Journey, posted: Mapping[str, Any] | None) -> StepForm | None:
    faults = (
        faults_of_return(journey.application).filter(kind=DefectKind.FIELD).values_list("item", flat=True)
    )
    questions = [journey.form.by_slug[slug] for slug in faults if slug in journey.form.by_slug]
    if not questions:
        return None
    return StepForm(
        posted, definition=journey.form, questions=questions, answers=journey.answers, office=journey.office
    )


def _inputs(form: StepForm, slug: str) -> list[Any]:
    return [bound for bound in form if bound.name == slug or bound.name.startswith(f"{slug}-")]


def _label(journey: Journey, slug: str, *, is_paper: bool) -> str:
    if is_paper:
        paper = journey.form.papers_by_slug.get(slug)
        return str(paper.title) if paper else slug
    question = journey.form.by_slug.get(slug)
    return str(question.label) if question else slug


def _new_photos(journey: Journey, slug: str) -> list[photos.KeptPhoto]:
    since = returned_at(journey.application)
    rows = [row for row in journey.papers.get(slug, []) if since is not None and row.created_at > since]
    return photos.kept(journey.application, rows, removable=True)


def _most(journey: Journey, slug: str) -> int:
    paper = journey.form.papers_by_slug.get(slug)
    return paper.most if paper else 1


def _sample(journey: Journey, slug: str) -> str:
    paper = journey.form.papers_by_slug.get(slug)
    return paper.sample if paper else ""
