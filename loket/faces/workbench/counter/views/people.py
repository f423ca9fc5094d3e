"""Who sits here: find the person, compare the originals or ask for consent, register somebody new."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.accounts import limits
from loket.audit.actions.record import record
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.passports import readings
from loket.intake.actions.begin_sitting import begin_sitting, name_of
from loket.intake.models import Consent, Place, Sitting
from loket.intake.queries import (
    begun_today,
    cases_helped,
    counter_sitting_today,
    people_helped,
    sitting_with,
    terms_of,
)
from loket.intake.rules import LOOK_HELPER_DAY
from loket.residents.actions.register_assisted import register_assisted
from loket.residents.labels import PAPERS
from loket.residents.models import Resident
from loket.residents.queries import resident_by_nik, residents_by_passport
from loket.residents.rules import papers_of_profile
from loket.tenants.scope import body_first, current_tenant, in_tenant, present, short_transactions

from ...desk.frame import frame
from ...gate import officer_required, the_membership
from ..door import BESIDE_ROLES, is_helper_here, turn_to
from ..forms import (
    CodeForm,
    CounterForeignerForm,
    CounterPersonForm,
    FindForm,
    ForeignerForm,
    OriginalsForm,
    PersonForm,
)
from ..photos import photo_sent

#: Papers of an account that may be photographed here, and the drawn sample of each.
_SAMPLES = {
    "ktp_asli": "kartu",
    "kk_asli": "kk",
    "foto_ttd": "ttd",
    "selfie_ktp": "wajah",
    "dok_perjalanan": "kartu",
    "itas": "kartu",
    "itap": "kartu",
    "selfie_paspor": "wajah",
}
#: In the address and in the form of somebody without a NIK.
_WAY, _BY_PASSPORT = "dengan", "paspor"
NewPersonForm = PersonForm | ForeignerForm


@never_cache
@require_GET
@officer_required(BESIDE_ROLES, helpers=True)
def home(request: HttpRequest) -> HttpResponse:
    """The NIK of whoever comes next; a helper sees his people and the cases he typed, and nothing else."""
    return _home(request, FindForm())


def _home(request: HttpRequest, form: FindForm, *, status: int = 200, refusal: str = "") -> HttpResponse:
    me = the_membership(request)
    context: dict[str, Any] = {"form": form, "refusal": refusal, **frame(request, "loket")}
    if is_helper_here(request):
        terms = terms_of(me.account.username)
        context |= {
            "terms": terms,
            "begun": begun_today(me),
            "people": people_helped(me),
            "cases": cases_helped(me),
        }
        return render(request, "workbench/counter/helper.html", context, status=status)
    context["people"] = counter_sitting_today(me)
    return render(request, "workbench/counter/home.html", context, status=status)


@never_cache
@require_POST
@officer_required(BESIDE_ROLES, helpers=True)
@short_transactions
def find(request: HttpRequest) -> HttpResponse:
    """An account, or the form for somebody new. The number travels in the body and every look is on record."""
    with in_tenant(current_tenant()):
        form = FindForm(request.POST)
        if not form.is_valid():
            return _home(request, form, status=422)
        helper = is_helper_here(request)
    if helper:
        try:
            limits.count((LOOK_HELPER_DAY, str(the_membership(request).public_id)))
        except Refusal as refusal:
            with in_tenant(current_tenant()):
                return _home(request, form, status=refusal.status, refusal=str(refusal))
    with in_tenant(current_tenant()):
        typed = form.cleaned_data["nik"]
        known_people = _people(typed)
        record("intake.searched", purpose="pelayanan", detail={"found": bool(known_people)})
        if len(known_people) > 1:
            form.add_error(
                "nik", _("Ada dua orang dengan nomor ini. Tulis kode negara di depan nomor paspornya.")
            )
            return _home(request, form, status=422)
        resident = known_people[0] if known_people else None
        if resident is not None:
            known = sitting_with(the_membership(request), resident)
            if known is not None:
                turn_to(request, known)
                return redirect("workbench:counter:person", known.public_id)
            return show_person(request, resident)
        return _show_new(request, typed)


def _people(typed: str) -> list[Resident]:
    """Whom a NIK or a passport names; more than one only for a passport number without its country."""
    if not typed.isdigit():
        return residents_by_passport(readings(typed))
    found = resident_by_nik(typed)
    return [found] if found is not None else []


def _show_new(request: HttpRequest, typed: str) -> HttpResponse:
    """The form for somebody new, with what was looked for."""
    if typed.isdigit():
        return _show_form(request, _form_class(request, is_foreigner=False)(initial={"nik": typed}))
    meant = readings(typed)[-1]
    initial = {"paspor": meant.number, "negara": meant.country}
    return _show_form(request, _form_class(request, is_foreigner=True)(initial=initial))


def show_person(
    request: HttpRequest,
    resident: Resident,
    *,
    form: Any = None,
    status: int = 200,
    refusal: str = "",
    sent: bool = False,
) -> HttpResponse:
    """Compare the originals at the counter; ask a helper's person for a code or the signed form."""
    helper = is_helper_here(request)
    context = {
        "resident": resident,
        "form": form or (CodeForm() if helper else OriginalsForm(is_foreigner=not resident.nik_hash)),
        "refusal": refusal,
        "is_sent": sent,
        "helper_name": name_of(the_membership(request)) if helper else "",
        **frame(request, "loket"),
    }
    name = "consent" if helper else "compare"
    return render(request, f"workbench/counter/{name}.html", context, status=status)


@never_cache
@require_POST
@officer_required("petugas_loket")
def begin(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The officer has compared person and originals: the sitting begins."""
    resident = Resident.objects.select_related("account").filter(public_id=public_id).first()
    if resident is None:
        raise Http404
    form = OriginalsForm(request.POST, is_foreigner=not resident.nik_hash)
    if not form.is_valid():
        return show_person(request, resident, form=form, status=422)
    try:
        sitting = begin_sitting(
            the_membership(request), resident,
            place=Place.COUNTER, consent=Consent.PRESENT, originals=form.cleaned_data["asli"],
        )  # fmt: skip
    except Refusal as refusal:
        return show_person(request, resident, form=form, status=refusal.status, refusal=str(refusal))
    return _go_to(request, sitting)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@body_first
@officer_required(BESIDE_ROLES, helpers=True)
def register(request: HttpRequest) -> HttpResponse:
    """Somebody without an account: the same questions as online, and whose phone it is (seeds S1-19, S1-22)."""
    posted = request.POST if request.method == "POST" else None
    with present():
        by_passport = (request.POST.get(_WAY) or request.GET.get(_WAY, "")) == _BY_PASSPORT
        form = _form_class(request, is_foreigner=by_passport)(posted)
        if posted is None:
            return _show_form(request, form)
        if not form.is_valid():
            return _show_form(request, form, status=422)
        return _register(request, form)


def _register(request: HttpRequest, form: NewPersonForm) -> HttpResponse:
    me, helper = the_membership(request), is_helper_here(request)
    originals = form.cleaned_data.get("asli", [])
    try:
        photos = {slug: file for slug in _papers(form) if (file := photo_sent(request, slug)) is not None}
        resident = register_assisted(
            form.told(), by=me, assisted_name=name_of(me), originals=originals, photos=photos
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return _show_form(request, form, status=refusal.status)
    if helper or not originals:
        return show_person(request, resident)
    sitting = begin_sitting(me, resident, place=Place.COUNTER, consent=Consent.PRESENT, originals=originals)
    return _go_to(request, sitting)


def _form_class(request: HttpRequest, *, is_foreigner: bool) -> type[NewPersonForm]:
    if is_helper_here(request):
        return ForeignerForm if is_foreigner else PersonForm
    return CounterForeignerForm if is_foreigner else CounterPersonForm


def _show_form(request: HttpRequest, form: NewPersonForm, *, status: int = 200) -> HttpResponse:
    papers = [{"slug": slug, "sample": _SAMPLES[slug], "label": _label(slug)} for slug in _papers(form)]
    by_passport = isinstance(form, ForeignerForm)
    context = {"form": form, "papers": papers, "by_passport": by_passport, **frame(request, "loket")}
    return render(request, "workbench/counter/register.html", context, status=status)


def _papers(form: NewPersonForm) -> tuple[str, ...]:
    """All that a verifier compares, also where the registration itself asks for no photo: he looks at this one."""
    if isinstance(form, ForeignerForm):
        return ("dok_perjalanan", "itas", "itap", "foto_ttd", "selfie_paspor")
    return papers_of_profile(verifies_accounts=True)


def _label(slug: str) -> str:
    return _("KTP atau Surket") if slug == "ktp_asli" else str(PAPERS[slug])


def _go_to(request: HttpRequest, sitting: Sitting) -> HttpResponse:
    turn_to(request, sitting)
    return redirect("workbench:counter:person", sitting.public_id)
