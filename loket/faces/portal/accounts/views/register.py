"""Registration in the office's profile: one topic per screen, saved at every step (screens R1 to R9)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from loket.accounts.devices import device_hash, keep_device
from loket.accounts.rules import CodeRefused
from loket.accounts.sessions import session_of
from loket.audit.actions.record import record
from loket.faces.portal.accounts.draft import (
    SURAKARTA,
    Step,
    address,
    draft_here,
    draft_or_new,
    first_open,
    is_done,
    steps_of,
)
from loket.faces.portal.accounts.forms import (
    CodeForm,
    ContactForm,
    DeclarationForm,
    IdentityForm,
    NikForm,
    PasswordForm,
    ReachForm,
    in_fours,
    personal_words,
)
from loket.faces.portal.accounts.photos import photo_from
from loket.faces.portal.files.owner import owner_of
from loket.faces.portal.gate import public, resident_here
from loket.files.http import serve
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Nik, NomorKk, Phone
from loket.residents.actions.attach_photo import attach_photo
from loket.residents.actions.complete_registration import complete_registration
from loket.residents.actions.prove_phone import prove_phone
from loket.residents.actions.send_code import send_code
from loket.residents.actions.start_registration import save_answers, save_password
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
    steps = steps_of(tenant)
    step = next((one for one in steps if one.slug == slug), None)
    if step is None:
        raise Http404
    with in_tenant(tenant):
        draft = draft_here(request)
        if draft is not None and draft.completed_at is not None:
            draft = None
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
                complete_registration(draft, device_hash=device_hash(request))
            return redirect("portal:accounts:registered")
    return redirect(_next(request, step))


def _next(request: HttpRequest, step: Step) -> str:
    steps = steps_of(current_tenant())
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
            return redirect(_next(request, step))
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
    return redirect(_next(request, step))


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
        "selfie": slug == "selfie_ktp",
    }


@require_http_methods(["GET", "POST"])
@public
@short_transactions
def check(request: HttpRequest) -> HttpResponse:
    """All answers once more, one declaration, then "Semua sudah benar, kirim" (screen R8)."""
    tenant: Tenant = current_tenant()
    with in_tenant(tenant):
        draft = draft_here(request)
        missing = first_open(draft, steps_of(tenant))
    if not tenant.verifies_accounts or draft is None:
        return redirect("portal:accounts:register")
    if draft.completed_at is not None:
        return redirect("portal:accounts:registered")
    if missing is not None:
        return redirect(address(missing.slug))
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _send(request, draft, form)
    return _show_check(request, draft, form, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, draft: Registration, form: forms.Form) -> HttpResponse:
    with in_tenant(current_tenant()):
        draft.sent_at = clock.now()
        draft.save(update_fields=["sent_at"])
    if current_tenant().proves_phone and draft.phone_proved_at is None:
        try:
            _send_code(request, draft)
        except Refusal as refusal:
            if refusal.code != "too_soon":
                return _show_check(request, draft, form, status=refusal.status, refusal=refusal.message)
        return redirect("portal:accounts:register_code")
    return _complete(request, draft)


def _complete(request: HttpRequest, draft: Registration) -> HttpResponse:
    try:
        with in_tenant(current_tenant()):
            complete_registration(draft, device_hash=device_hash(request))
    except Refusal as refusal:
        return _show_check(request, draft, DeclarationForm(), status=refusal.status, refusal=refusal.message)
    return redirect("portal:accounts:registered")


def _show_check(
    request: HttpRequest, draft: Registration, form: forms.Form, *, status: int = 200, **more: Any
) -> HttpResponse:
    answers = draft.answers
    rows = [
        (_("NIK"), Nik.parse(answers["nik"], today=draft.created_at.date()).grouped, ""),
        (_("Nomor KK"), NomorKk(answers["no_kk"]).grouped, ""),
        (_("Nama lengkap"), answers["nama"], ""),
        (_("Nomor WhatsApp"), Phone.parse(answers["no_wa"]).local, "kontak"),
        (_("E-mail"), answers.get("email") or _("Tidak diisi"), "kontak"),
        (_("Kata sandi"), "••••••••", "kontak"),
    ]
    with in_tenant(current_tenant()):
        sent = {paper.slug: paper.file for paper in draft.papers.select_related("file")}
    photos = [
        {
            "slug": slug,
            "label": PAPERS[slug],
            "address": address(step.slug) + "?ubah=1",
            "ready": sent[slug].is_ready,
            "refused": sent[slug].refusal_sentence,
        }
        for step in steps_of(current_tenant())
        if step.paper
        for slug in sent
        if slug == step.paper or (step.paper == "ktp_asli" and slug == "surket_rekam")
    ]
    shown = [(label, text, address(slug) + "?ubah=1") for label, text, slug in rows]
    context = {"form": form, "rows": shown, "photos": photos, "back_url": address("wajah"), **more}
    return render(request, "portal/accounts/check.html", context, status=status)


@require_http_methods(["GET", "POST"])
@public
@short_transactions
def code(request: HttpRequest) -> HttpResponse:
    """The six digits that prove the phone (screen R7); a button sends them again after a minute."""
    tenant: Tenant = current_tenant()
    with in_tenant(tenant):
        draft = draft_here(request)
    elsewhere = _no_code_wanted(draft)
    if draft is None or elsewhere:
        return redirect(elsewhere)
    if request.method != "POST":
        return _show_code(request, draft, CodeForm())
    if "kirim_ulang" in request.POST:
        return _send_again(request, draft)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _show_code(request, draft, form, status=422)
    try:
        prove_phone(draft, form.cleaned_data["kode"], binding=session_of(request).binding)
    except Refusal as refusal:
        if not _proved_meanwhile(draft):
            form.add_error("kode" if isinstance(refusal, CodeRefused) else None, str(refusal))
            return _show_code(request, draft, form, status=refusal.status)
    return redirect(address("kata-sandi")) if draft.profile == "surakarta" else _complete(request, draft)


def _proved_meanwhile(draft: Registration) -> bool:
    """True when the same form was sent twice and the other one was accepted: then nothing is wrong."""
    with in_tenant(current_tenant()):
        draft.refresh_from_db()
    return draft.phone_proved_at is not None


def _no_code_wanted(draft: Registration | None) -> str:
    """Where to go when there is no phone to prove; empty when there is."""
    if draft is None or "no_wa" not in draft.answers:
        return address("")
    if draft.completed_at is not None:
        return reverse("portal:accounts:registered")
    if draft.phone_proved_at is None:
        return ""
    return (
        address("kata-sandi") if draft.profile == "surakarta" else reverse("portal:accounts:register_check")
    )


def _send_again(request: HttpRequest, draft: Registration) -> HttpResponse:
    try:
        _send_code(request, draft)
    except Refusal as refusal:
        return _show_code(request, draft, CodeForm(), status=refusal.status, refusal=refusal.message)
    return _show_code(request, draft, CodeForm(), notice={"text": _("Kode baru sudah dikirim.")})


def _send_and_ask(request: HttpRequest, step: Step, draft: Registration, *, form: forms.Form) -> HttpResponse:
    try:
        _send_code(request, draft)
    except Refusal as refusal:
        if refusal.code != "too_soon":
            return _show(
                request, "register", step, draft, form=form, refusal=refusal.message, status=refusal.status
            )
    return redirect(address("kode"))


def _send_code(request: HttpRequest, draft: Registration) -> None:
    phone = Phone.parse(draft.answers["no_wa"])
    send_code("register", phone, binding=session_of(request).binding, language=draft.language)


def _show_code(
    request: HttpRequest, draft: Registration, form: forms.Form, *, status: int = 200, **more: Any
) -> HttpResponse:
    surakarta = draft.profile == "surakarta"
    context = {
        "form": form,
        "step_name": _("Daftar akun"),
        "step_number": 3 if surakarta else None,
        "step_total": len(SURAKARTA) if surakarta else None,
        "phone": Phone.parse(draft.answers["no_wa"]).masked,
        "back_url": address("kontak") if surakarta else reverse("portal:accounts:register_check"),
        "by_sms": surakarta,
        **more,
    }
    return render(request, "portal/accounts/code.html", context, status=status)


@require_safe
@public
def registered(request: HttpRequest) -> HttpResponse:
    """The end of a registration, the same for every NIK (screen R9, seed S3-23)."""
    draft = draft_here(request)
    if draft is None or draft.completed_at is None:
        return redirect("portal:accounts:register")
    context = {"ticket": draft.ticket, "waits": draft.profile == "buleleng"}
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


def _form(request: HttpRequest, step: Step, draft: Registration | None) -> forms.Form:
    answers = draft.answers if draft else {}
    data, tenant = (request.POST if request.method == "POST" else None), current_tenant()
    words = personal_words(
        tenant, answers.get("nama", ""), answers.get("no_wa", "")[3:], nik=answers.get("nik", "")
    )
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
    steps = steps_of(current_tenant())
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
        **more,
    }
    return render(request, f"portal/accounts/{page}.html", context, status=status)
