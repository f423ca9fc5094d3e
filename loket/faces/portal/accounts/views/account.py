"""The resident's own account: where it stands, the one repair, what is still missing, password, sign out."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from loket.accounts import limits
from loket.accounts.actions.end_sessions import end_sessions
from loket.accounts.actions.sign_in import sign_in as begin_session
from loket.accounts.rules import SIGN_IN_ACCOUNT
from loket.audit.actions.record import record
from loket.catalogue.queries import Offer, offers
from loket.faces.portal.accounts.forms import (
    ChangePasswordForm,
    NikForm,
    PassportForm,
    ProfileForm,
    personal_words,
)
from loket.faces.portal.accounts.photos import photo_from
from loket.faces.portal.files.owner import owner_of
from loket.faces.portal.gate import resident_required, safe_target, the_resident
from loket.files.http import serve
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Nik, NomorKk
from loket.foundation.kernel.passports import Passport, until_remark
from loket.regions.models import Region
from loket.regions.queries import kecamatan_of
from loket.residents.actions.complete_profile import complete_profile
from loket.residents.actions.recover_password import change_password
from loket.residents.actions.resubmit import resubmit_nik, resubmit_passport, resubmit_photo
from loket.residents.labels import ALTERNATIVES, ITEMS, PAPERS, repair_reason
from loket.residents.models import Resident, ResidentDefect
from loket.residents.queries import current_papers, open_defect
from loket.residents.states import ResidentState
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant, in_tenant, short_transactions

_SAMPLES = {
    "ktp_asli": "kartu",
    "surket_rekam": "surat",
    "kk_asli": "kk",
    "foto_ttd": "ttd",
    "selfie_ktp": "wajah",
    "dok_perjalanan": "kartu",
    "itas": "kartu",
    "itap": "kartu",
    "selfie_paspor": "wajah",
}


@require_safe
@resident_required(verified=False)
def home(request: HttpRequest) -> HttpResponse:
    """After log in: who one is (name and masked NIK), where the account stands, what can be done (seed S0-19)."""
    resident: Resident = the_resident(request)
    defect = open_defect(resident)
    context = {
        "resident": resident,
        "phone": resident.phone_value.masked,
        "kk": resident.kk_value.masked if resident.kk_value else "",
        "remark": _passport_remark(resident),
        "village": _village_name(resident.village_code),
        "defect": _words(defect) if defect else None,
        "notice": _notice(request),
        "services": _services(resident) if resident.is_verified else [],
    }
    return render(request, "portal/accounts/home.html", context)


def _services(resident: Resident) -> list[Offer]:
    """What can be begun here: everything online, or what takes a passport."""
    return [one for one in offers() if one.is_online and (resident.nik_hash or one.card.takes_passports)]


def _passport_remark(resident: Resident) -> Any:
    """That the passport ends soon or has ended; nothing where there is a NIK."""
    until = None if resident.nik_hash else resident.passport_until
    return until_remark(until, today=clock.today(current_tenant().zone)) if until else ""


def _notice(request: HttpRequest) -> dict[str, str] | None:
    sentences = {
        "repaired": _("Terima kasih. Petugas akan memeriksa lagi."),
        "profile": _("Data sudah lengkap. Anda bisa mengajukan permohonan."),
        "password": _("Kata sandi sudah diganti. Perangkat lain sudah dikeluarkan."),
    }
    said = request.session.pop("said", "") if "said" in request.session else ""
    return {"text": sentences[said]} if said in sentences else None


def _words(defect: ResidentDefect) -> dict[str, Any]:
    reason = repair_reason(defect.reason)
    return {
        "item": ITEMS.get(defect.item, ""),
        "because": reason.because if reason else "",
        "todo": reason.todo if reason else "",
        "note": defect.note,
    }


def _village_name(code: str) -> str:
    return Region.objects.filter(code=code).values_list("name", flat=True).first() or "" if code else ""


@require_http_methods(["GET", "POST"])
@resident_required(verified=False)
@short_transactions
def repair(request: HttpRequest) -> HttpResponse:
    """The one item that was sent back; the rest is kept (screen R10, interaction rule 14)."""
    resident: Resident = the_resident(request)
    with in_tenant(current_tenant()):
        defect = open_defect(resident)
    if defect is None or resident.state != ResidentState.NEEDS_REPAIR:
        return redirect("portal:accounts:home")
    show = {"nik": _repair_nik, "paspor": _repair_passport}.get(defect.item, _repair_photo)
    return show(request, resident, defect)


def _repair_nik(request: HttpRequest, resident: Resident, defect: ResidentDefect) -> HttpResponse:
    form = NikForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with in_tenant(current_tenant()):
            resubmit_nik(
                resident, Nik.parse(form.cleaned_data["nik"], today=clock.today(current_tenant().zone))
            )
        return _repaired(request)
    context = {"form": form, "defect": _words(defect), "back_url": "/akun/", "step_name": _("Perbaiki akun")}
    status = 422 if form.is_bound else 200
    return render(request, "portal/accounts/repair_nik.html", context, status=status)


def _repair_passport(request: HttpRequest, resident: Resident, defect: ResidentDefect) -> HttpResponse:
    form = PassportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed = form.cleaned_data
        with in_tenant(current_tenant()):
            resubmit_passport(
                resident,
                Passport(typed["negara"], typed["paspor"]),
                until=date.fromisoformat(typed["paspor_sampai"]),
            )
        return _repaired(request)
    context = {"form": form, "defect": _words(defect), "back_url": "/akun/", "step_name": _("Perbaiki akun")}
    status = 422 if form.is_bound else 200
    return render(request, "portal/accounts/repair_passport.html", context, status=status)


def _repair_photo(request: HttpRequest, resident: Resident, defect: ResidentDefect) -> HttpResponse:
    refusal, status = "", 200
    if request.method == "POST":
        try:
            with in_tenant(current_tenant()):
                slug, file = photo_from(request, ALTERNATIVES.get(defect.item, (defect.item,)))
                resubmit_photo(resident, slug=slug, file=file)
        except Refusal as refused:
            refusal, status = str(refused), refused.status
        else:
            return _repaired(request)
    owner_of(request)
    context = _repair_context(request, defect)
    context |= {"refusal": refusal, "error": refusal}
    return render(request, "portal/accounts/repair_photo.html", context, status=status)


def _repair_context(request: HttpRequest, defect: ResidentDefect) -> dict[str, Any]:
    slug = defect.item
    if slug == "ktp_asli" and request.GET.get("pakai") == "surket_rekam":
        slug = "surket_rekam"
    return {
        "step_name": _("Perbaiki akun"),
        "heading": ITEMS.get(defect.item, ""),
        "defect": _words(defect),
        "slug": slug,
        "label": PAPERS[slug],
        "samples": _SAMPLES[slug],
        "selfie": slug in {"selfie_ktp", "selfie_paspor"},
        "offers_letter": defect.item == "ktp_asli",
        "is_letter": slug == "surket_rekam",
        "back_url": "/akun/",
    }


def _repaired(request: HttpRequest) -> HttpResponse:
    request.session["said"] = "repaired"
    return redirect("portal:accounts:home")


@require_http_methods(["GET", "POST"])
@resident_required(verified=True, complete=False)
def complete(request: HttpRequest) -> HttpResponse:
    """Name, nomor KK and desa, asked once before the first application (settled: accounts)."""
    resident: Resident = the_resident(request)
    target = safe_target(request.POST.get("lanjut") or request.GET.get("lanjut", ""), "/akun/")
    if resident.is_complete:
        return redirect(target)
    known = (("nama", resident.name), ("no_kk", resident.kk_hash or resident.passport_hash))
    missing = {name for name, there in known if not there}
    villages = _villages(current_tenant())
    data = request.POST if request.method == "POST" else None
    form = ProfileForm(data, nik=str(resident.nik or ""), missing=missing, villages=villages)
    if not form.is_valid():
        context = {"form": form, "target": target, "back_url": "/akun/", "step_name": _("Lengkapi data")}
        return render(request, "portal/accounts/complete.html", context, status=422 if form.is_bound else 200)
    typed = form.cleaned_data
    complete_profile(
        resident,
        village_code=typed["desa"],
        name=typed.get("nama", ""),
        nomor_kk=NomorKk(typed["no_kk"]) if "no_kk" in typed else None,
    )
    request.session["said"] = "profile"
    return redirect(target)


def _villages(tenant: Tenant) -> list[tuple[Region, list[Region]]]:
    """Kecamatan of the kabupaten with their desa: two queries."""
    places = list(kecamatan_of(tenant.regency_id))
    inside: dict[str, list[Region]] = {place.code: [] for place in places}
    for desa in Region.objects.filter(parent__in=places).order_by("name"):
        inside[str(desa.parent_id)].append(desa)
    return [(place, inside[place.code]) for place in places]


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@resident_required(verified=False)
@short_transactions
def password(request: HttpRequest) -> HttpResponse:
    """A new password: the present one is asked again, all other devices are signed out."""
    resident: Resident = the_resident(request)
    account, tenant = resident.account, current_tenant()
    words = personal_words(
        tenant,
        resident.name,
        resident.phone_value.national,
        str(resident.passport or ""),
        nik=str(resident.nik),
    )
    form = ChangePasswordForm(
        request.POST if request.method == "POST" else None, minimum=tenant.password_min, words=words
    )
    if not form.is_valid() or not _present_password_fits(form, resident):
        context = {"form": form, "back_url": "/akun/", "step_name": _("Akun")}
        status = 422 if form.is_bound else 200
        return render(request, "portal/accounts/new_password.html", context, status=status)
    hashed = make_password(form.cleaned_data["password"])
    with in_tenant(tenant):
        change_password(account, password_hash=hashed)
        begin_session(request, account)
    request.session["said"] = "password"
    return redirect("portal:accounts:home")


def _present_password_fits(form: ChangePasswordForm, resident: Resident) -> bool:
    try:
        limits.count((SIGN_IN_ACCOUNT, f"change:{resident.account.public_id}"))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    if check_password(form.cleaned_data["lama"], resident.account.password):
        return True
    form.add_error("lama", _("Kata sandi sekarang tidak cocok."))
    return False


@require_POST
@resident_required(verified=False)
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the account, this one too."""
    end_sessions(the_resident(request).account, why="asked")
    request.session.flush()
    return redirect("portal:accounts:sign_in")


@require_safe
@resident_required(verified=False)
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """One's own photo, small; the look is recorded."""
    resident: Resident = the_resident(request)
    found = current_papers(resident).get(slug)
    if found is None:
        raise Http404
    record(
        "residents.view_own_paper",
        obj_type="resident",
        obj_ref=str(resident.public_id),
        detail={"slug": slug},
    )
    return serve(found.file, as_thumbnail=True)
