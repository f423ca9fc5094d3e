"""The switch for emergencies: many services at once, with the reason residents read, and the way back."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from loket.audit.actions.record import record
from loket.catalogue.actions.switch_back import switch_back
from loket.catalogue.actions.switch_presence import switch_presence
from loket.catalogue.models import Presence
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.tenants.actions.change_settings import change_settings
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant

from ...gate import administrator_required
from ..listing import rows_of
from ..service_forms import EmergencyForm

_BANNER = ("banner_text", "banner_text_en", "banner_from", "banner_until")


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def emergency(request: HttpRequest) -> HttpResponse:
    """Choose services, how they are served for now, and why (S1-25)."""
    rows = rows_of(clock.today(current_tenant().zone))
    names = [(row.service.code, f"{row.title} ({row.service.get_presence_display()})") for row in rows]
    form = EmergencyForm(request.POST if request.method == "POST" else None, services=names)
    context = {"form": form, "switched": [row for row in rows if row.is_switched]}
    if request.method == "POST":
        if form.is_valid() and _switch(form):
            request.session["darurat"] = len(form.cleaned_data["layanan"])
            return redirect("console:settings:emergency")
        return render(request, "console/settings/emergency.html", context, status=422)
    said = _done(request)
    if said:
        context["notice"] = {"tone": "pandan", "text": said}
    return render(request, "console/settings/emergency.html", context)


@never_cache
@require_POST
@administrator_required
def back(request: HttpRequest) -> HttpResponse:
    """Everything as before, with the banner that was put up for it."""
    rows = rows_of(clock.today(current_tenant().zone))
    notes = {row.service.emergency_note for row in rows if row.is_switched}
    with transaction.atomic():
        switch_back()
        if Tenant.objects.get(pk=current_tenant().pk).banner_text in notes:
            _take_banner_down()
    request.session["darurat"] = 0
    return redirect("console:settings:emergency")


def _switch(form: EmergencyForm) -> bool:
    """Both changes or none; a refusal comes to stand beside its field."""
    typed = form.cleaned_data
    try:
        with transaction.atomic():
            switch_presence(
                typed["layanan"],
                Presence(typed["cara"]),
                reason=typed["alasan"],
                reason_en=typed["alasan_en"],
            )
            if typed["spanduk"]:
                _put_banner_up(typed)
    except Refusal as refusal:
        form.add_error(form.field_of(refusal.field), str(refusal))
        return False
    return True


def _put_banner_up(typed: dict[str, object]) -> None:
    values = (typed["alasan"], typed["alasan_en"], typed["mulai"], typed["sampai"])
    change_settings(dict(zip(_BANNER, values, strict=True)))
    told = {"banner_from": str(typed["mulai"] or ""), "banner_until": str(typed["sampai"] or "")}
    record("tenants.banner", obj_type="tenant", obj_ref=current_tenant().slug, detail=told)


def _take_banner_down() -> None:
    values = ("", "", None, None)
    if change_settings(dict(zip(_BANNER, values, strict=True))):
        record("tenants.banner", obj_type="tenant", obj_ref=current_tenant().slug, detail={"banner": "none"})


def _done(request: HttpRequest) -> str:
    count = request.session.pop("darurat", None)
    if count is None:
        return ""
    if count == 0:
        return _("Semua layanan dilayani seperti semula.")
    said = ngettext("%(n)d layanan dialihkan.", "%(n)d layanan dialihkan.", count)
    return said % {"n": count}
