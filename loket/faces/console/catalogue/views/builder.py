"""One service: its page, one form at a time, the small buttons."""

from __future__ import annotations

from urllib.parse import quote

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loket.catalogue.actions.change_draft import ChangedMeanwhile, change_draft
from loket.catalogue.actions.take_back_change import take_back_change
from loket.catalogue.editing import Edit, EditRefused, NotThere
from loket.catalogue.models import DraftChange
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..acts import edit_of
from ..bench import Bench, bench_of
from ..conflict import conflict_page
from ..forms import form_for
from ..forms.element import ElementForm
from ..page import builder_page

#: After these the next one is added at once.
_GOES_ON = ("add-field", "add-shared")


@never_cache
@require_safe
@administrator_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """A2: the service with everything it asks and says, what is still to mend, and the phone beside it."""
    with in_tenant(current_tenant()):
        return builder_page(request, bench_of(code), opened=request.GET.get("buka", "")[:200])


@never_cache
@require_POST
@administrator_required
def save(request: HttpRequest, code: str, element: str) -> HttpResponse:
    """One small form: the edit lands in the draft, or the form comes back with one sentence beside the field."""
    with in_tenant(current_tenant()):
        bench = bench_of(code)
        form = form_for(bench, element, request.POST)
        if form is None:
            return _gone(request, bench)
        if not form.is_valid():
            return builder_page(request, bench, form=form, opened=element, status=422)
        return _apply(request, bench, form.edit(), form=form, element=element)


@never_cache
@require_POST
@administrator_required
def act(request: HttpRequest, code: str) -> HttpResponse:
    """One small button: up, down, copy, put aside, take back."""
    with in_tenant(current_tenant()):
        bench = bench_of(code)
        edit = edit_of(bench, request.POST.get("tindak", ""))
        if edit is None:
            return _gone(request, bench)
        return _apply(request, bench, edit)


@never_cache
@require_POST
@administrator_required
def take_back(request: HttpRequest, code: str, change: int) -> HttpResponse:
    """Undo one change, whatever came after it."""
    with in_tenant(current_tenant()):
        bench = bench_of(code)
        found = DraftChange.objects.filter(pk=change, service=bench.service).first()
        if found is None or bench.draft is None:
            return _gone(request, bench)
        try:
            take_back_change(bench.draft, found, by=the_administrator(request))
        except EditRefused as refused:
            return builder_page(request, _with(bench, found.element, str(refused)), status=refused.status)
        return redirect(f"{_address(code)}#{quote(found.element)}")


def _apply(
    request: HttpRequest, bench: Bench, edit: Edit, *, form: ElementForm | None = None, element: str = ""
) -> HttpResponse:
    officer = the_administrator(request)
    revision = form.revision if form is not None else _revision(request, bench)
    try:
        with transaction.atomic():
            change = change_draft(bench.opened(officer), edit, revision=revision, by=officer)
    except ChangedMeanwhile as refused:
        return conflict_page(request, bench, refused, form=form, element=element)
    except EditRefused as refused:
        return _refused(request, bench, refused, form, element)
    target = change.element if change else element
    query = f"?buka={quote(element)}&ubah=1" if element.startswith(_GOES_ON) else "?ubah=1"
    if element == "add-step" and change:
        query = f"?buka=add-field:{quote(change.element.partition(':')[2])}&ubah=1"
    if element.startswith("when:"):
        query = f"?buka={quote(target)}&ubah=1"
    return redirect(f"{_address(bench.service.code)}{query}#{quote(target)}")


def _refused(
    request: HttpRequest, bench: Bench, refused: EditRefused, form: ElementForm | None, element: str
) -> HttpResponse:
    if form is not None and not isinstance(refused, NotThere):
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return builder_page(request, bench, form=form, opened=element, status=refused.status)
    about = _about(request) or element
    return builder_page(request, _with(bench, about, str(refused)), opened="", status=refused.status)


def _with(bench: Bench, element: str, sentence: str) -> Bench:
    """The bench with one more sentence beside an element."""
    bench.problems  # noqa: B018 - computed before something is put in
    bench.__dict__["problems"] = {**bench.problems, element: [sentence, *bench.problems.get(element, [])]}
    bench.refused = sentence
    return bench


def _about(request: HttpRequest) -> str:
    """The element a small button is about."""
    words = [*request.POST.get("tindak", "").split(" "), ""]
    word, slug = words[0].partition("-")[0], words[1]
    return slug if ":" in slug else f"{word}:{slug}"


def _gone(request: HttpRequest, bench: Bench) -> HttpResponse:
    hidden = ("csrfmiddlewaretoken", "revisi", "tindak")
    typed = [(name, value) for name, value in request.POST.items() if value and name not in hidden]
    return render(request, "console/catalogue/gone.html", {"bench": bench, "typed": typed}, status=409)


def _revision(request: HttpRequest, bench: Bench) -> int:
    sent = request.POST.get("revisi", "")
    return int(sent) if sent.isdecimal() and len(sent) < 9 else bench.revision


def _address(code: str) -> str:
    return reverse("console:catalogue:builder", args=[code])
