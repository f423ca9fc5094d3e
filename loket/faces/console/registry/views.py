"""Settings of the register with its journal, and the rules of services."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.registry.actions.set_registry import set_registry
from loket.registry.actions.set_rule import set_rule
from loket.registry.labels import FIELDS, OUTCOMES, PURPOSES, RULE_INPUTS
from loket.registry.models import AcceptRule, RegistrySettings
from loket.registry.queries import (
    accepted_per_service,
    asked_since,
    journal_rows,
    rule_of,
    rules_by_service,
    silent_since,
    today_begins,
    totals_of_half_year,
)
from loket.tenants.scope import current_tenant

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required, role_required, the_administrator
from ..settings.listing import rows_of
from .forms import RegistryForm, RuleForm

_NAMES = ("adapter", "asks_on_arrival", "daily_limit", "legal_basis")
_RULE = ("is_on", "daily_cap", "sample_percent")


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest) -> HttpResponse:
    """Which register, how often, on which legal basis; today's use beside it."""
    row = RegistrySettings.objects.first() or RegistrySettings()
    present, status = {name: getattr(row, name) for name in _NAMES}, 200
    form = RegistryForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        status = 409
        if not is_overtaken(request, form, present):
            try:
                set_registry(**{name: form.cleaned_data[name] for name in _NAMES})
            except Refusal as refusal:
                form.add_error(refusal.field, str(refusal))
                status = 422
            else:
                return redirect(f"{request.path}?kabar=simpan")
    elif form.is_bound:
        status = 422
    context: dict[str, Any] = {
        "form": form,
        "edition": edition_of(present),
        "today": asked_since(today_begins()),
        "silent_since": silent_since() if row.adapter != "none" else None,
        "is_used": row.adapter != "none",
        "notice": {"text": _("Tersimpan.")} if request.GET.get("kabar") == "simpan" else None,
    }
    return render(request, "console/registry/edit.html", context, status=status)


@never_cache
@require_GET
@role_required("administrator", "auditor")
def journal(request: HttpRequest) -> HttpResponse:
    """Who asked what, why and on which basis; no NIK stands here. With the half-year's totals."""
    words = {"answered": _("dijawab"), "unknown": _("NIK tidak dikenal"), "silent": _("tidak menjawab"),
             "fault": _("ditolak"), "limit": _("batas tercapai")}  # fmt: skip
    totals = [
        {
            "purpose": PURPOSES.get(str(row["purpose"]), row["purpose"]),
            "outcome": words.get(str(row["outcome"]), row["outcome"]),
            "count": row["count"],
        }
        for row in totals_of_half_year()
    ]
    rows = [
        {
            "row": row,
            "purpose": PURPOSES.get(row.purpose, row.purpose),
            "outcome": words.get(row.outcome, row.outcome),
            "asked": ", ".join(str(FIELDS.get(name, name)) for name in row.asked),
        }
        for row in journal_rows(100)
    ]
    return render(request, "console/registry/journal.html", {"rows": rows, "totals": totals})


@never_cache
@require_GET
@administrator_required
def rules(request: HttpRequest) -> HttpResponse:
    """Every service with its rule: off, or on with cap, sample and what it did in thirty days."""
    kept, done = rules_by_service(), accepted_per_service()
    rows = [
        {"code": row.service.code, "title": row.title, "rule": kept.get(row.service.code),
         "done": done.get(row.service.code, {})}
        for row in rows_of(clock.today(current_tenant().zone))
    ]  # fmt: skip
    on = {code for code, kept_rule in kept.items() if kept_rule.is_on}
    rows.sort(key=lambda row: row["code"] not in on)
    is_used = RegistrySettings.objects.exclude(adapter="none").exists()
    return render(request, "console/registry/rules.html", {"rows": rows, "is_used": is_used})


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def rule(request: HttpRequest, code: str) -> HttpResponse:
    """One service's rule."""
    listed = next(
        (row for row in rows_of(clock.today(current_tenant().zone)) if row.service.code == code), None
    )
    if listed is None:
        raise Http404
    kept = rule_of(code) or AcceptRule(service_code=code)
    present, status = {name: getattr(kept, name) for name in _RULE}, 200
    form = RuleForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        if not is_overtaken(request, form, present):
            values = {name: form.cleaned_data[name] for name in _RULE}
            set_rule(code, **values, by_name=the_administrator(request).display_name)
            return redirect("console:registry:rules")
        status = 409
    elif form.is_bound:
        status = 422
    context = {
        "form": form,
        "edition": edition_of(present),
        "title": listed.title,
        "conditions": list(RULE_INPUTS.values()),
        "rule": kept if kept.pk else None,
        "outcomes": OUTCOMES,
    }
    return render(request, "console/registry/rule.html", context, status=status)
