"""The versions of a service, going back to one, and the doors to preview and try-out."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from loket.catalogue.actions.restore_version import restore_version
from loket.catalogue.comparing import compare
from loket.catalogue.models import Service, ServiceDraft, ServiceVersion
from loket.catalogue.publishing_queries import newest_version, version_now, versions_of
from loket.catalogue.trying import pass_for
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required, the_administrator
from ..door import service_here, title_of
from ..forms import RestoreForm
from ..notices import go, notice_of


@never_cache
@require_safe
@administrator_required
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """Every version, the newest first."""
    with in_tenant(current_tenant()):
        service = service_here(code)
        now = version_now(service)
        draft = ServiceDraft.objects.filter(service=service).first()
        newest = newest_version(service)
        context = {
            "service": service,
            "title": title_of(newest.definition if newest else (draft.source if draft else {})) or code,
            "versions": list(versions_of(service)),
            "now": now,
            "clock": clock.now(),
            "draft": draft,
            "notice": notice_of(request),
        }
    return render(request, "console/publishing/versions.html", context)


@never_cache
@require_safe
@administrator_required
def show(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """What would change for residents by going back to one version."""
    with in_tenant(current_tenant()):
        service = service_here(code)
        return _version_page(request, service, _version(service, number), RestoreForm())


@never_cache
@require_POST
@administrator_required
def restore(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Residents get that version again, at once."""
    with in_tenant(current_tenant()):
        service = service_here(code)
        version, form = _version(service, number), RestoreForm(request.POST)
        if not form.is_valid():
            return _version_page(request, service, version, form, status=422)
        try:
            made = restore_version(version, by=the_administrator(request), note=form.cleaned_data["catatan"])
        except Refusal as refused:
            form.add_error(None, str(refused))
            return _version_page(request, service, version, form, status=refused.status)
    return go("console:publishing:versions", code, said="kembali", a=made.number, b=number)


@never_cache
@xframe_options_sameorigin
@require_safe
@administrator_required
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """To the screens as residents would meet them; for the frame beside the builder."""
    with in_tenant(current_tenant()):
        word = pass_for(service_here(code), the_administrator(request))
    step = request.GET.get("langkah", "")
    if step.replace("-", "").isalnum() and len(step) < 80:
        return redirect("portal:tryout:step", word, step)
    return redirect("portal:tryout:begin", word)


@never_cache
@require_safe
@administrator_required
def try_out(request: HttpRequest, code: str) -> HttpResponse:
    """The same, as a page of its own."""
    with in_tenant(current_tenant()):
        word = pass_for(service_here(code), the_administrator(request))
    return redirect("portal:tryout:begin", word)


def _version(service: Service, number: int) -> ServiceVersion:
    found: ServiceVersion | None = (
        ServiceVersion.objects.filter(service=service, number=number)
        .select_related("publication__asked_by", "publication__published_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def _version_page(
    request: HttpRequest, service: Service, version: ServiceVersion, form: RestoreForm, *, status: int = 200
) -> HttpResponse:
    newest = newest_version(service)
    context = {
        "service": service,
        "version": version,
        "newest": newest,
        "title": title_of(version.definition),
        "changes": compare(newest.definition, version.definition) if newest else [],
        "form": form,
    }
    return render(request, "console/publishing/version.html", context, status=status)
