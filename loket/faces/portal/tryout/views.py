"""Trying out: look at one screen (live preview), or walk through to the check page and a sample receipt.

A screen that was sent answers with the next one at once instead of a redirect: the answers live in the page alone,
so that nothing has to be stored between two screens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from loket.catalogue.models import Service
from loket.catalogue.trying import definition_at_work, service_of
from loket.foundation.formkit.definition import FormDefinition
from loket.foundation.formkit.forms import StepForm
from loket.foundation.formkit.steps import Step

from ..gate import officer_account_here, trying_out
from .receipt import receipt
from .walk import PHOTOS, TRAIL, Walk, read_trail

#: Keys of the pages behind the last screen; no step has them.
CHECK, SENT = "periksa-lalu-kirim", "terkirim"
#: Name of the buttons that lead to another screen with the answers kept.
GO = "ke"


@dataclass(frozen=True)
class Trial:
    """What every page of a try-out needs: the pass in its address, the service, a word that changes with the draft."""

    request: HttpRequest
    word: str
    service: Service
    mark: str
    form: FormDefinition | None


@never_cache
@xframe_options_sameorigin
@require_http_methods(["GET", "HEAD", "POST"])
@trying_out
def tryout(request: HttpRequest, word: str, key: str = "") -> HttpResponse:
    """One screen as residents would meet it; POST judges it and shows what comes next."""
    trial = _opened(request, word)
    if trial.form is None:
        return _page(trial, "broken", {})
    walk = Walk(trial.form, read_trail(request.POST.get(TRAIL, "")))
    if request.method != "POST":
        return _look(trial, walk, key)
    if GO in request.POST:
        return _look(trial, walk, request.POST[GO][:80])
    return _send(trial, walk) if key in (CHECK, SENT) else _keep(trial, walk, key)


@never_cache
@require_safe
@trying_out
def revision(request: HttpRequest, word: str) -> HttpResponse:
    """A word that changes when the draft does; the preview asks for it and draws itself anew."""
    service = service_of(word, officer_account_here(request))
    found = definition_at_work(service)
    return JsonResponse({"tanda": found[1] if found else "rusak"})


def _opened(request: HttpRequest, word: str) -> Trial:
    service = service_of(word, officer_account_here(request))
    found = definition_at_work(service)
    if found is None:
        return Trial(request, word, service, "rusak", None)
    try:
        return Trial(request, word, service, found[1], FormDefinition.from_data(found[0]))
    except (KeyError, ValueError, TypeError, AttributeError):
        return Trial(request, word, service, found[1], None)


def _look(trial: Trial, walk: Walk, key: str) -> HttpResponse:
    if key == CHECK or not walk.steps:
        return _check(trial, walk)
    step = (walk.step(key) if key else None) or walk.steps[0]
    return _screen(trial, walk, step, form=step.form(answers=walk.answers))


def _keep(trial: Trial, walk: Walk, key: str) -> HttpResponse:
    step = walk.step(key)
    if step is None:
        raise Http404
    form = step.form(trial.request.POST, answers=walk.answers)
    is_valid = form.removes or form.is_valid()
    given = form.without_person() if form.removes else form.cleaned_data
    fresh = Walk(walk.form, {**walk.given, **given, PHOTOS: _counted(trial.request, walk, step)})
    error = _photo_missing(fresh, step) if step.paper else ""
    if not is_valid or error:
        return _screen(trial, fresh, step, form=form, error=error)
    following = _same_list(fresh, step) if form.adds or form.removes else fresh.after(step)
    if following is None:
        return _check(trial, fresh)
    return _screen(trial, fresh, following, form=following.form(answers=fresh.answers))


def _counted(request: HttpRequest, walk: Walk, step: Step) -> dict[str, int]:
    """Photos are looked at by nobody and dropped with the request; only their number goes on."""
    kept: dict[str, int] = dict(walk.given.get(PHOTOS, {}))
    if step.paper is not None:
        sent = [one for one in request.FILES.getlist(step.paper.slug) if one]
        if sent or request.POST.get("foto_contoh"):
            kept[step.paper.slug] = len(sent) or 1
    return kept


def _photo_missing(walk: Walk, step: Step) -> str:
    if step.paper is None or walk.photos(step.paper.slug):
        return ""
    wanted = walk.form.papers(walk.answers, switched_on=walk.switched_on)
    if any(one.slug == step.paper.slug and one.required for one in wanted):
        return _("%(paper)s belum ada. Ambil foto, lalu lanjut.") % {"paper": step.paper.title}
    return ""


def _same_list(walk: Walk, step: Step) -> Step | None:
    """The last screen of the list of people a button was pressed on."""
    screens = [one for one in walk.steps if one.person and one.fields == step.fields]
    return screens[-1] if screens else walk.after(step)


def _screen(trial: Trial, walk: Walk, step: Step, *, form: StepForm, error: str = "") -> HttpResponse:
    before, after = walk.before(step), walk.after(step)
    context: dict[str, Any] = {
        "form": form,
        "step": step,
        "heading": step.title,
        "lead": step.lead,
        "step_name": str(walk.form.title),
        "step_number": next((one.number for one in walk.steps if one.key == step.key), step.number),
        "step_total": walk.total,
        "before": before.key if before else "",
        "after": after.key if after else CHECK,
        "trail": walk.trail,
        "paper_error": error,
        "counted": walk.photos(step.paper.slug) if step.paper else 0,
    }
    refused = error or (form.is_bound and form.errors)
    return _page(trial, "paper" if step.paper else "step", context, status=422 if refused else 200)


def _check(trial: Trial, walk: Walk, *, posted: Any = None) -> HttpResponse:
    form = walk.form.check_form(posted)
    refused = posted is not None and not form.is_valid()
    papers = [step for step in walk.steps if step.paper is not None]
    context = {
        "form": form,
        "rows": walk.rows(),
        "papers": [
            {"label": str(step.title), "count": walk.photos(step.paper.slug), "key": step.key}
            for step in papers
            if step.paper is not None
        ],
        "missing": walk.missing(),
        "step_name": str(walk.form.title),
        "step_number": walk.total,
        "step_total": walk.total,
        "before": walk.steps[-1].key if walk.steps else "",
        "trail": walk.trail,
        "check_key": CHECK,
        "refusal": _("Tandai dulu pernyataan di bawah.") if refused else "",
    }
    return _page(trial, "check", context, status=422 if refused else 200)


def _send(trial: Trial, walk: Walk) -> HttpResponse:
    """The sample receipt, once everything that a resident would have to give is there."""
    if walk.missing() or not walk.form.check_form(trial.request.POST).is_valid():
        return _check(trial, walk, posted=trial.request.POST)
    return _page(trial, "sent", receipt(walk))


def _page(trial: Trial, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    shown = {"word": trial.word, "service": trial.service, "mark": trial.mark, **context}
    return render(trial.request, f"portal/tryout/{name}.html", shown, status=status)
