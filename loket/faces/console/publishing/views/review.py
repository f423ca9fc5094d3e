"""A draft before a second pair of eyes: what it changes, ask, publish, merge; the rule for a lonely administrator."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from loket.catalogue.actions._publishing import AlreadyPublished, ChangedSince
from loket.catalogue.actions.ask_to_publish import ask_to_publish, withdraw_request
from loket.catalogue.actions.merge_newer import merge_newer
from loket.catalogue.actions.publish_draft import publish_draft
from loket.catalogue.actions.set_publishing_rule import set_publishing_rule
from loket.catalogue.draft_checking import problems_of_draft
from loket.catalogue.draft_queries import shared_data
from loket.catalogue.models import ServiceDraft
from loket.catalogue.policies import is_alone, may_publish
from loket.catalogue.publishing_queries import (
    administrators,
    alone_allowed,
    newest_version,
    titles_of,
    waiting_requests,
)
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..door import changes_of, draft_here, revision_of, title_of
from ..forms import AskForm, PublishForm
from ..notices import go, notice_of


@never_cache
@require_safe
@administrator_required
def waiting(request: HttpRequest) -> HttpResponse:
    """Every draft that waits for a second person."""
    with in_tenant(current_tenant()):
        drafts = list(waiting_requests())
        titles = titles_of(drafts)
        mine = the_administrator(request).pk
        rows = [
            {"draft": one, "title": titles[one.pk], "is_mine": one.asked_to_publish_by_id == mine}
            for one in drafts
        ]
        context = {"rows": rows, "alone": alone_allowed(), "administrators": administrators()}
        context["notice"] = notice_of(request)
    return render(request, "console/publishing/list.html", context)


@never_cache
@require_POST
@administrator_required
def rule(request: HttpRequest) -> HttpResponse:
    """Whether the only administrator may publish alone."""
    with in_tenant(current_tenant()):
        allowed = request.POST.get("sendiri") == "ya"
        set_publishing_rule(alone_allowed=allowed, by=the_administrator(request))
    return go("console:publishing:list", said="aturan")


@never_cache
@require_safe
@administrator_required
def show(request: HttpRequest, code: str) -> HttpResponse:
    """What the draft changes for residents, in sentences with before and after."""
    with in_tenant(current_tenant()):
        return _page(request, draft_here(code))


@never_cache
@require_POST
@administrator_required
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Put the draft before the other administrators."""
    with in_tenant(current_tenant()):
        draft, form = draft_here(code), AskForm(request.POST)
        if not form.is_valid():
            return _page(request, draft, ask_form=form, status=422)
        try:
            ask_to_publish(
                draft,
                revision=revision_of(request),
                by=the_administrator(request),
                note=form.cleaned_data["catatan"],
                wanted_from=form.since,
            )
        except Refusal as refused:
            return _refused(request, draft, refused)
    return go("console:publishing:show", code, said="diminta")


@never_cache
@require_POST
@administrator_required
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Take the request back."""
    with in_tenant(current_tenant()):
        draft = draft_here(code)
        try:
            withdraw_request(draft, revision=revision_of(request))
        except Refusal as refused:
            return _refused(request, draft, refused)
    return go("console:publishing:show", code, said="ditarik")


@never_cache
@require_POST
@administrator_required
def publish(request: HttpRequest, code: str) -> HttpResponse:
    """The draft becomes a version. Who was too late is told what happened."""
    with in_tenant(current_tenant()):
        draft = ServiceDraft.objects.filter(service__code=code).first()
        if draft is None:
            return go("console:publishing:versions", code, said="sudah")
        form = PublishForm(request.POST)
        if not form.is_valid():
            return _page(request, draft_here(code), publish_form=form, status=422)
        try:
            version = publish_draft(
                draft,
                revision=revision_of(request),
                by=the_administrator(request),
                since=form.since,
                opens=form.cleaned_data["buka"],
            )
        except AlreadyPublished:
            return go("console:publishing:versions", code, said="sudah")
        except Refusal as refused:
            return _refused(request, draft_here(code), refused)
    return go("console:publishing:versions", code, said="terbit", a=version.number)


@never_cache
@require_POST
@administrator_required
def merge(request: HttpRequest, code: str) -> HttpResponse:
    """Bring the version that was published meanwhile into the draft."""
    with in_tenant(current_tenant()):
        draft = draft_here(code)
        try:
            merge_newer(
                draft,
                revision=revision_of(request),
                by=the_administrator(request),
                take=request.POST.getlist("pakai")[:200],
            )
        except Refusal as refused:
            return _refused(request, draft, refused)
        except KeyError:
            return _refused(request, draft, Refusal(_("Lengkapi dulu draf ini, lalu gabungkan."), status=409))
    return go("console:publishing:show", code, said="gabung")


def _refused(request: HttpRequest, draft: ServiceDraft, refused: Refusal) -> HttpResponse:
    """The page as it is now, with the sentence and, where the draft was changed, what was done to it."""
    if isinstance(refused, AlreadyPublished):
        return go("console:publishing:versions", draft.service.code, said="sudah")
    since = refused.changes if isinstance(refused, ChangedSince) else ()
    fresh = draft_here(draft.service.code)
    return _page(request, fresh, refused=refused, since=since, status=refused.status)


def _page(request: HttpRequest, draft: ServiceDraft, *, status: int = 200, **more: Any) -> HttpResponse:
    newest = newest_version(draft.service)
    problems = problems_of_draft(draft.source, shared_data())
    behind = newest is not None and draft.based_on_id != newest.pk
    count, allowed = administrators(), alone_allowed()
    me, asked = the_administrator(request).pk, draft.asked_to_publish_by_id
    reason = may_publish(publisher=me, asked_by=asked, alone_allowed=allowed, administrators=count)
    note = getattr(draft, "request", None)
    starts = _starting(draft)
    context = {
        "draft": draft,
        "title": title_of(draft.source),
        "newest": newest,
        "changes": changes_of(draft, newest),
        "problems": problems,
        "behind": behind,
        "is_mine": asked == me,
        "may_publish": reason is None and not problems and not behind,
        "reason": reason if asked is not None else "",
        "alone": asked == me and is_alone(alone_allowed=allowed, administrators=count),
        "note": note.note if note and asked else "",
        "ask_form": AskForm(),
        "publish_form": PublishForm(initial=starts | {"buka": newest is None}),
        "is_new": newest is None,
        "since": (),
        "refused": None,
        "notice": notice_of(request),
        **more,
    }
    return render(request, "console/publishing/show.html", context, status=status)


def _starting(draft: ServiceDraft) -> dict[str, Any]:
    """The moment that was asked for, as the form shows it."""
    note = getattr(draft, "request", None)
    if note is None or note.wanted_from is None:
        return {}
    at = note.wanted_from.astimezone(current_tenant().zone)
    return {"tanggal": at.date(), "jam": at.time()}
