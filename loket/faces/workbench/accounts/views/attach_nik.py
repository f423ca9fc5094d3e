"""A foreigner comes back with a NIK (SKTT or KTP-el): note it in the account made by passport (issue 3)."""

from __future__ import annotations

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.applications.actions.follow_identity import follow_identity
from loket.faces.workbench.desk.frame import frame
from loket.faces.workbench.gate import officer_required, the_membership
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Nik, NomorKk
from loket.residents.actions.attach_nik import attach_nik as attach
from loket.residents.inputs import NikField, NomorKkField, kk_beside
from loket.residents.models import Resident
from loket.residents.policies import RECOVERERS, may_recover
from loket.tenants.scope import current_tenant, undo_so_far


class AttachNikForm(forms.Form):
    """The number as it stands on the original, and that the officer holds it."""

    nik = NikField(
        help_text=_("16 angka, ada di SKTT atau KTP-el orang asing"),
        error_messages={"required": _("Isi NIK di SKTT atau KTP-el, 16 angka.")},
    )
    no_kk = NomorKkField(help_text=_("Hanya pemegang ITAP yang punya KK"), required=False)
    asli = forms.BooleanField(
        label=_("SKTT atau KTP-el asli, paspor, dan orangnya ada di depan saya"),
        error_messages={"required": _("Cocokkan dulu orangnya dengan dokumen asli, lalu centang.")},
    )

    def clean_no_kk(self) -> str:
        """The digits, or nothing."""
        typed = str(self.cleaned_data["no_kk"])
        return kk_beside(typed, nik=str(self.data.get("nik", ""))) if typed else ""


@never_cache
@require_http_methods(["GET", "POST"])
@officer_required(RECOVERERS)
def attach_nik(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form, then the person's page with everything he ever applied for."""
    resident = _resident(request, public_id)
    form = AttachNikForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            _attach(request, resident, form)
        except Refusal as refusal:
            undo_so_far()
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
            status = refusal.status
        else:
            return redirect("workbench:search:person", resident.public_id)
    context = {**frame(request), "resident": resident, "form": form}
    return render(request, "workbench/accounts/attach_nik.html", context, status=status)


def _attach(request: HttpRequest, resident: Resident, form: AttachNikForm) -> None:
    before, typed = resident.identity_hash, form.cleaned_data
    attach(
        resident,
        Nik.parse(typed["nik"], today=clock.today(current_tenant().zone)),
        nomor_kk=NomorKk(typed["no_kk"]) if typed["no_kk"] else None,
        by=the_membership(request),
    )
    follow_identity(resident, before=before)


def _resident(request: HttpRequest, public_id: uuid.UUID) -> Resident:
    """A verified account without a NIK that the officer may help; otherwise 404, whatever the reason (rule 6)."""
    found: Resident | None = Resident.objects.select_related("account").filter(public_id=public_id).first()
    if (
        found is None
        or found.nik_hash
        or not found.is_verified
        or not may_recover(the_membership(request), found)
    ):
        raise Http404
    return found
