"""What two administrators wrote into the same place, side by side: nothing of either is lost."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.catalogue.actions.change_draft import ChangedMeanwhile

from .bench import Bench, bench_of
from .forms import form_for
from .forms.element import ElementForm


def conflict_page(
    request: HttpRequest, bench: Bench, refused: ChangedMeanwhile, *, form: ElementForm | None, element: str
) -> HttpResponse:
    """The other's change beside what was typed; sending again lets the own one count (409)."""
    now = bench_of(bench.service.code)
    theirs = form_for(now, element) if form is not None else None
    if form is not None:
        sent = request.POST.copy()
        sent["revisi"] = str(now.revision)
        form.data = sent
    context = {
        "bench": now,
        "sentence": str(refused),
        "changes": refused.changes,
        "form": form,
        "element": element,
        "differences": _differences(form, theirs),
        "act": request.POST.get("tindak", "")[:300] if form is None else "",
    }
    return render(request, "console/catalogue/conflict.html", context, status=refused.status)


def _differences(mine: ElementForm | None, theirs: ElementForm | None) -> list[dict[str, Any]]:
    if mine is None or theirs is None:
        return []
    rows = []
    for name in mine.fields:
        if name == "revisi" or name not in theirs.fields:
            continue
        own, other = _shown(mine, name), _shown(theirs, name)
        if own != other:
            rows.append({"label": mine.fields[name].label, "mine": own, "theirs": other})
    return rows


def _shown(form: ElementForm, name: str) -> str:
    """The value of an input as people read it."""
    value = form[name].value()
    choices = dict(_flat(getattr(form.fields[name], "choices", ())))
    listed = value if isinstance(value, list | tuple) else [value]
    return ", ".join(str(choices.get(str(one), "" if one is None else one)) for one in listed)


def _flat(choices: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            found += _flat(label)
        else:
            found.append((str(value), label))
    return found
