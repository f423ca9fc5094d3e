"""Registration in the office's profile: one topic per screen, saved at every step (screens R1 to R6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from loket.accounts.devices import device_hash, keep_device, network_hash
from loket.faces.portal.accounts.codes import send_draft_code
from loket.faces.portal.accounts.draft import (
    PASSPORT,
    Step,
    address,
    draft_here,
    draft_or_new,
    first_open,
    is_by_passport,
    is_done,
    steps_of,
)
from loket.faces.portal.accounts.forms import (
    ContactForm,
    ForeignerForm,
    IdentityForm,
    NikForm,
    PassportForm,
    PasswordForm,
    ReachForm,
    in_fours,
    personal_words,
)
from loket.faces.portal.accounts.photos import photo_from
from loket.faces.portal.accounts.views.register_code import code
from loket.faces.portal.files.owner import owner_of
from loket.faces.portal.gate import public, resident_here
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Phone
from loket.residents.actions.attach_photo import attach_photo
from loket.residents.actions.complete_registration import complete_registration
from loket.residents.actions.start_registration import change_way, save_answers, save_password
from loket.residents.labels import PAPERS
from loket.residents.models import Registration, RegistrationPaper
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant, in_tenant, short_transactions


@require_http_methods(["GET", "POST"])
@public
@short_transactions
def register(request: HttpRequest, slug: str = "") -> HttpResponse:
    """One step. A step before it without an answer comes first; nothing can be skipped (seed S0-15)."""
    tenant: Tenant = current_tenant()
    if resident_here(request):
        return redirect("portal:accounts:home")
    with in_tenant(tenant):
        draft = draft_here(request)
        if draft is not None and draft.completed_at is not None:
            draft = None
        steps = steps_of(tenant, draft, slug)
        step = next((one for one in steps if one.slug == slug), None)
        if step is None:
            raise Http404
        earlier = first_open(draft, steps, before=slug)
    if earlier is not None:
        return redirect(address(earlier.slug))
    if step.slug == "kode":
        return code(request)
    response = _photo_step(request, step, draft) if step.paper else _form_step(request, step, draft)
    keep_device(request, response)
    return response


def _form_step(request: HttpRequest, step: Step, draft: Registration | None) -> HttpResponse:
    form = _form(request, step, draft)
    if request.method != "POST":
        return _show(request, "register", step, draft, form=form)
    if not form.is_valid():
        return _show(request, "register", step, draft, form=form, status=422)
    answers = dict(form.cleaned_data)
    password = answers.pop("password", "")
    hashed = make_password(password) if password else ""
    with in_tenant(current_tenant()):
        draft = draft_or_new(request)
        if step.slug in {"", PASSPORT.slug}:
            change_way(draft, by_passport=step is PASSPORT)
        save_answers(draft, answers)
        if hashed:
            save_password(draft, hashed)
    return _after(request, step, draft, form=form)


def _after(request: HttpRequest, step: Step, draft: Registration, *, form: forms.Form) -> HttpResponse:
    """Where the step leads: the next one, the check page, or a code and the end."""
    if draft.profile == "surakarta":
        if step.slug == "kontak":
            return _send_and_ask(request, step, draft, form=form)
        if step.slug == "kata-sandi":
            with in_tenant(current_tenant()):
                complete_registration(
                    draft, device_hash=device_hash(request), network_hash=network_hash(request)
                )
            return redirect("portal:accounts:registered")
    return redirect(_next(request, step, draft))


def _next(request: HttpRequest, step: Step, draft: Registration | None) -> str:
    steps = steps_of(current_tenant(), draft, step.slug)
    behind = steps.index(step) + 1
    if request.GET.get("ubah") or behind == len(steps):
        return reverse("portal:accounts:register_check")
    return address(steps[behind].slug)


def _photo_step(request: HttpRequest, step: Step, draft: Registration | None) -> HttpResponse:
    if request.method != "POST":
        owner_of(request)
        return _show(request, "photo", step, draft, **_photo(request, step, draft))
    slugs = ("ktp_asli", "surket_rekam") if step.paper == "ktp_asli" else (step.paper,)
    try:
        with in_tenant(current_tenant()):
            draft = draft_or_new(request)
            slug, file = photo_from(request, slugs)
            attach_photo(draft, slug, file)
    except Refusal as refusal:
        if refusal.code == "photo_missing" and draft is not None and is_done(draft, step):
            return redirect(_next(request, step, draft))
        about = _photo(request, step, draft)
        return _show(
            request,
            "photo",
            step,
            draft,
            refusal=refusal.message,
            error=refusal.message,
            status=refusal.status,
            **about,
        )
    return redirect(_next(request, step, draft))


def _photo(request: HttpRequest, step: Step, draft: Registration | None) -> dict[str, Any]:
    """What the photo field shows: which paper, its samples, and what is there already."""
    slug = step.paper
    if slug == "ktp_asli":
        chosen = request.GET.get("pakai") or (draft.identity_paper if draft else "")
        slug = "surket_rekam" if chosen == "surket_rekam" else "ktp_asli"
    with in_tenant(current_tenant()):
        papers = RegistrationPaper.objects.filter(registration=draft, slug=slug).select_related("file")
        kept = [
            {"thumbnail": reverse("portal:accounts:draft_photo", args=[slug]) if paper.file.is_ready else ""}
            for paper in papers
        ]
    is_letter = slug == "surket_rekam"
    return {
        "slug": slug,
        "label": PAPERS[slug],
        "samples": "surat" if is_letter else step.samples,
        "kept": kept,
        "offers_letter": step.paper == "ktp_asli",
        "is_letter": is_letter,
        "selfie": slug in {"selfie_ktp", "selfie_paspor"},
    }


def _send_and_ask(request: HttpRequest, step: Step, draft: Registration, *, form: forms.Form) -> HttpResponse:
    try:
        send_draft_code(request, draft)
    except Refusal as refusal:
        if refusal.code != "too_soon":
            return _show(
                request, "register", step, draft, form=form, refusal=refusal.message, status=refusal.status
            )
    return redirect(address("kode"))


def _form(request: HttpRequest, step: Step, draft: Registration | None) -> forms.Form:
    answers = draft.answers if draft else {}
    data, tenant = (request.POST if request.method == "POST" else None), current_tenant()
    words = personal_words(
        tenant, answers.get("nama", ""), answers.get("no_wa", "")[3:], answers.get("paspor", ""),
        nik=answers.get("nik", ""),
    )  # fmt: skip
    if step is PASSPORT:
        return PassportForm(data, initial=answers)
    if step.slug == "diri":
        return ForeignerForm(data, initial=answers)
    if step.slug == "kata-sandi":
        return PasswordForm(data, minimum=tenant.password_min, words=words)
    if step.slug == "kontak":
        typed = {
            "no_wa": Phone.parse(answers["no_wa"]).local if "no_wa" in answers else "",
            "email": answers.get("email", ""),
        }
        if not tenant.verifies_accounts:
            return ReachForm(data, initial=typed)
        kept = bool(draft and draft.password_hash)
        return ContactForm(data, initial=typed, minimum=tenant.password_min, words=words, kept=kept)
    initial = {name: in_fours(answers.get(name, "")) for name in ("nik", "no_kk")}
    initial["nama"] = answers.get("nama", "")
    return (IdentityForm if tenant.verifies_accounts else NikForm)(data, initial=initial)


def _show(
    request: HttpRequest, page: str, step: Step, draft: Registration | None, *, status: int = 200, **more: Any
) -> HttpResponse:
    steps = steps_of(current_tenant(), draft, step.slug)
    number = steps.index(step) + 1
    changing = bool(request.GET.get("ubah"))
    back = (
        reverse("portal:accounts:register_check")
        if changing
        else address(steps[number - 2].slug)
        if number > 1
        else "/"
    )
    context = {
        "step_name": _("Daftar akun"),
        "step_number": number,
        "step_total": len(steps),
        "step": step,
        "heading": step.heading,
        "lead": step.lead,
        "back_url": back,
        "changing": changing,
        "by_passport": is_by_passport(draft, step.slug),
        **more,
    }
    return render(request, f"portal/accounts/{page}.html", context, status=status)
