"""Who an officer is as a resident, so that nobody decides about himself or his family."""

from __future__ import annotations

import uuid

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.foundation.kernel.identifiers import Nik, NomorKk
from loket.staff.actions.note_identity import note_identity
from loket.tenants.scope import current_tenant

from ..gate import administrator_required
from ..plain_forms import PlainForm
from .views import officer_of, to_list

_DIGITS = {"inputmode": "numeric", "autocomplete": "off"}


class IdentityForm(PlainForm):
    """Typed once, kept as keyed hashes alone: neither number can be read again."""

    nik = forms.CharField(
        label=_("NIK petugas"), max_length=40, widget=forms.TextInput(_DIGITS),
        error_messages={"required": _("Isi NIK petugas.")},
    )  # fmt: skip
    nomor_kk = forms.CharField(
        label=_("Nomor KK petugas"), max_length=40, required=False, widget=forms.TextInput(_DIGITS),
        help_text=_("Supaya berkas anggota keluarga satu KK juga tidak diperiksanya."),
    )  # fmt: skip

    def clean_nik(self) -> Nik:
        """The NIK as a value."""
        try:
            return Nik.parse(self.cleaned_data["nik"], today=clock.today(current_tenant().zone))
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from None

    def clean_nomor_kk(self) -> NomorKk | None:
        """The nomor KK as a value, or None."""
        text = self.cleaned_data["nomor_kk"]
        try:
            return NomorKk.parse(text) if text else None
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message) from None


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def note(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """NIK and nomor KK of one officer."""
    officer = officer_of(public_id)
    form = IdentityForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        note_identity(officer, nik=form.cleaned_data["nik"], nomor_kk=form.cleaned_data["nomor_kk"])
        return to_list("simpan")
    context = {"form": form, "officer": officer, "is_noted": officer.nik_hash is not None}
    return render(request, "console/staff/identity.html", context, status=422 if form.is_bound else 200)
