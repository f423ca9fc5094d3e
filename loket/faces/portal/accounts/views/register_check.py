"""The end of a registration: everything once more, sending, the waiting page (screens R8 and R9)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loket.accounts.devices import device_hash, network_hash
from loket.audit.actions.record import record
from loket.faces.portal.accounts.codes import send_draft_code
from loket.faces.portal.accounts.draft import (
    address,
    draft_here,
    first_open,
    is_by_passport,
    steps_of,
)
from loket.faces.portal.accounts.forms import (
    DeclarationForm,
)
from loket.faces.portal.gate import public
from loket.files.http import serve
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Nik, NomorKk, Phone
from loket.foundation.kernel.passports import Passport, country_name, until_remark
from loket.foundation.ui.dates import long_date
from loket.residents.actions.complete_registration import complete_registration
from loket.residents.labels import PAPERS
from loket.residents.models import Registration, RegistrationPaper, StayPermit
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant, in_tenant, short_transactions


@require_http_methods(["GET", "POST"])
@public
@short_transactions
def check(request: HttpRequest) -> HttpResponse:
    """All answers once more, one declaration, then "Semua sudah benar, kirim" (screen R8)."""
    tenant: Tenant = current_tenant()
    with in_tenant(tenant):
        draft = draft_here(request)
        missing = first_open(draft, steps_of(tenant, draft))
    if not tenant.verifies_accounts or draft is None:
        return redirect("portal:accounts:register")
    if draft.completed_at is not None:
        return redirect("portal:accounts:registered")
    if missing is not None:
        return redirect(address(missing.slug))
    form = DeclarationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _send(request, draft, form)
    return _show_check(request, draft, form, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, draft: Registration, form: forms.Form) -> HttpResponse:
    with in_tenant(current_tenant()):
        draft.sent_at = clock.now()
        draft.save(update_fields=["sent_at"])
    if current_tenant().proves_phone and draft.phone_proved_at is None:
        try:
            send_draft_code(request, draft)
        except Refusal as refusal:
            if refusal.code != "too_soon":
                return _show_check(request, draft, form, status=refusal.status, refusal=refusal.message)
        return redirect("portal:accounts:register_code")
    return complete(request, draft)


def complete(request: HttpRequest, draft: Registration) -> HttpResponse:
    """Make the account (or tell the NIK's owner) and show the end; the check page again when refused."""
    try:
        with in_tenant(current_tenant()):
            complete_registration(draft, device_hash=device_hash(request), network_hash=network_hash(request))
    except Refusal as refusal:
        return _show_check(request, draft, DeclarationForm(), status=refusal.status, refusal=refusal.message)
    return redirect("portal:accounts:registered")


def _show_check(
    request: HttpRequest, draft: Registration, form: forms.Form, *, status: int = 200, **more: Any
) -> HttpResponse:
    answers = draft.answers
    rows = [
        *(_passport_rows(answers) if is_by_passport(draft) else _nik_rows(draft)),
        (_("Nomor WhatsApp"), Phone.parse(answers["no_wa"]).local, "kontak"),
        (_("E-mail"), answers.get("email") or _("Tidak diisi"), "kontak"),
        (_("Kata sandi"), "••••••••", "kontak"),
    ]
    with in_tenant(current_tenant()):
        sent = {paper.slug: paper.file for paper in draft.papers.select_related("file")}
    steps = [step for step in steps_of(current_tenant(), draft) if step.paper]
    photos = [
        {
            "slug": slug,
            "label": PAPERS[slug],
            "address": address(step.slug) + "?ubah=1",
            "ready": sent[slug].is_ready,
            "refused": sent[slug].refusal_sentence,
        }
        for step in steps
        for slug in sent
        if slug == step.paper or (step.paper == "ktp_asli" and slug == "surket_rekam")
    ]
    shown = [(label, text, address(slug) + "?ubah=1") for label, text, slug in rows]
    context = {
        "form": form, "rows": shown, "photos": photos, "back_url": address(steps[-1].slug),
        "remark": _remark(answers), "by_passport": is_by_passport(draft), **more,
    }  # fmt: skip
    return render(request, "portal/accounts/check.html", context, status=status)


def _nik_rows(draft: Registration) -> list[tuple[str, str, str]]:
    answers = draft.answers
    return [
        (_("NIK"), Nik.parse(answers["nik"], today=draft.created_at.date()).grouped, ""),
        (_("Nomor KK"), NomorKk(answers["no_kk"]).grouped, ""),
        (_("Nama lengkap"), answers["nama"], ""),
    ]


def _passport_rows(answers: dict[str, str]) -> list[tuple[str, str, str]]:
    passport = Passport(answers["negara"], answers["paspor"])
    return [
        (_("Paspor"), f"{passport.number} ({country_name(passport.country)})", "paspor"),
        (_("Paspor berlaku sampai"), long_date(date.fromisoformat(answers["paspor_sampai"])), "paspor"),
        (_("Nama lengkap"), answers["nama"], "diri"),
        (_("Izin tinggal"), str(StayPermit(answers["izin"]).label), "diri"),
    ]


def _remark(answers: dict[str, str]) -> Any:
    """What is worth knowing before it is sent: a passport that ends soon."""
    until = answers.get("paspor_sampai", "") if answers.get("paspor") else ""
    today = clock.today(current_tenant().zone)
    return until_remark(date.fromisoformat(until), today=today) if until else ""


@require_safe
@public
def registered(request: HttpRequest) -> HttpResponse:
    """The end of a registration, the same for every NIK (screen R9, seed S3-23)."""
    draft = draft_here(request)
    if draft is None or draft.completed_at is None:
        return redirect("portal:accounts:register")
    context = {
        "ticket": draft.ticket,
        "waits": draft.profile == "buleleng",
        "by_passport": is_by_passport(draft),
    }
    return render(request, "portal/accounts/registered.html", context)


@require_safe
@public
def draft_photo(request: HttpRequest, slug: str) -> HttpResponse:
    """A photo of the draft in this session, small; nobody else can name it."""
    draft = draft_here(request)
    paper = RegistrationPaper.objects.filter(registration=draft, slug=slug).select_related("file").first()
    if draft is None or draft.completed_at is not None or paper is None:
        raise Http404
    record(
        "residents.view_draft_photo",
        obj_type="registration",
        obj_ref=str(draft.public_id),
        detail={"slug": slug},
    )
    return serve(paper.file, as_thumbnail=True)
