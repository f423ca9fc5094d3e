"""The family list: see, add, change, take off, and keep whom a sent application names."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from loket.foundation.kernel.errors import Refusal
from loket.residents.actions.forget_member import forget_member
from loket.residents.actions.keep_member import AlreadyKept, keep_member
from loket.residents.labels import FAMILY
from loket.residents.locker import family_member, family_of
from loket.residents.locker_rules import MOST_FAMILY
from loket.residents.models import FamilyMember
from loket.tenants.one_row import one_row

from ..gate import resident_required, the_resident
from .forms import MemberForm
from .learning import candidates, sent_application, told_of


@require_GET
@resident_required(complete=False)
def index(request: HttpRequest) -> HttpResponse:
    """The people kept, with masked NIK."""
    people = [(one, FAMILY.get(one.relation, "")) for one in family_of(the_resident(request))]
    context = {"people": people, "is_full": len(people) >= MOST_FAMILY}
    return render(request, "portal/family/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(complete=False)
def add(request: HttpRequest) -> HttpResponse:
    """Somebody new."""
    return _edit(request, MemberForm(request.POST or None, initial={"satu_kk": True}), None)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(complete=False)
def change(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    """Correct an entry."""
    kept = _own(request, member)
    form = MemberForm(request.POST) if request.method == "POST" else MemberForm.of(kept)
    return _edit(request, form, kept)


def _edit(request: HttpRequest, form: MemberForm, member: FamilyMember | None) -> HttpResponse:
    status, refusal = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                keep_member(the_resident(request), form.told(), member=member)
                return redirect("portal:family:index")
            except AlreadyKept as refused:
                form.add_error(refused.field or None, str(refused))
            except Refusal as refused:
                refusal = str(refused)
    context = {"form": form, "member": member, "refusal": refusal}
    return render(request, "portal/family/change.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@resident_required(complete=False)
def forget(request: HttpRequest, member: uuid.UUID) -> HttpResponse:
    """Take somebody off the list, after one page that says what follows."""
    kept = _own(request, member)
    if request.method == "POST":
        forget_member(kept)
        return redirect("portal:family:index")
    context = {
        "heading": _("Hapus dari daftar keluarga?"),
        "consequence": _(
            "%(name)s dihapus dari daftar Anda. Permohonan yang sudah dikirim tidak berubah."
        ) % {"name": kept.name},
        "confirm_label": _("Hapus"),
        "back_url": reverse("portal:family:index"),
        "danger": True,
    }  # fmt: skip
    return render(request, "ui/confirm.html", context)


@require_POST
@resident_required(complete=False)
def learn(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep the people ticked on the receipt; whoever is on the list already stays as he is."""
    resident = the_resident(request)
    application = sent_application(reference, resident)
    for place, person in enumerate(candidates(application, resident)):
        if str(place) in request.POST.getlist("orang"):
            try:
                keep_member(resident, told_of(person, resident))
            except AlreadyKept:
                continue
            except Refusal:
                break
    return redirect("portal:family:index")


def _own(request: HttpRequest, public_id: uuid.UUID) -> FamilyMember:
    """The resident's own entry; everybody else's is not there."""
    found = family_member(the_resident(request), public_id)
    if found is None:
        raise Http404
    if request.method == "POST":
        found = one_row(FamilyMember, lock=True, id=found.pk)
        if found is None:  # deleted in another tab meanwhile
            raise Http404
    return found
