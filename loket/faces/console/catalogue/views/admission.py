"""How many applications a service takes, and when: at once, without a new version."""

from __future__ import annotations

from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.catalogue.actions.set_admission import AdmissionRefused, set_admission
from loket.tenants.scope import current_tenant, in_tenant

from ...gate import administrator_required
from ..bench import bench_of
from ..forms.naming import AdmissionForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@administrator_required
def admission(request: HttpRequest, code: str) -> HttpResponse:
    """Quota a day and a week, and the hours; enforced where residents begin and send."""
    with in_tenant(current_tenant()):
        bench = bench_of(code)
        sent = request.POST if request.method == "POST" else None
        form = AdmissionForm(sent, initial=model_to_dict(bench.service), auto_id="k-%s")
        if sent is not None and form.is_valid():
            try:
                set_admission(bench.service, **form.cleaned_data)
                return redirect(f"{reverse('console:catalogue:builder', args=[code])}#j-selesai")
            except AdmissionRefused as refused:
                form.add_error(refused.field, str(refused))
        context = {"bench": bench, "form": form}
        return render(
            request, "console/catalogue/admission.html", context, status=422 if form.errors else 200
        )
