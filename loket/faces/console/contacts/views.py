"""One form of everything by which people reach the dinas."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.audit.actions.record import record
from loket.tenants.actions.set_contacts import CONTACTS, set_contacts
from loket.tenants.models import Tenant
from loket.tenants.scope import current_tenant

from ..editions import edition_of, is_overtaken
from ..gate import administrator_required
from .forms import ContactsForm


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def edit(request: HttpRequest) -> HttpResponse:
    """Contacts and links; the record names the fields that changed, never their values."""
    tenant = Tenant.objects.get(pk=current_tenant().pk)
    present, status = {name: getattr(tenant, name) for name in CONTACTS}, 200
    form = ContactsForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        if not is_overtaken(request, form, present):
            changed = set_contacts(form.cleaned_data)
            record(
                "tenants.set_contacts", obj_type="tenant", obj_ref=tenant.slug, detail={"changed": changed}
            )
            return redirect(f"{request.path}?kabar=simpan")
        status = 409
    elif form.is_bound:
        status = 422
    notice = {"text": _("Tersimpan.")} if request.GET.get("kabar") == "simpan" else None
    context = {"form": form, "edition": edition_of(present), "notice": notice}
    return render(request, "console/contacts/edit.html", context, status=status)
