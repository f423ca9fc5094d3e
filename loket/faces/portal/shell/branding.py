"""The colours and the logo of a dinas, under addresses that change with them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from loket.faces.portal.gate import public
from loket.files.http import serve
from loket.files.models import StoredFile
from loket.tenants.branding import LOGO_RULES, style_sheet
from loket.tenants.models import Tenant

#: A changed look has another address, so a browser need never ask again.
_FOR_EVER = "public, max-age=31536000, immutable"


@public
@require_safe
def colours(request: HttpRequest, version: int) -> HttpResponse:
    """The style sheet of this dinas' two colours."""
    tenant = _tenant(request, version)
    sheet = style_sheet(tenant.colour_main, tenant.colour_accent) + (LOGO_RULES if tenant.logo else "")
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = _FOR_EVER
    return response


@public
@require_safe
def logo(request: HttpRequest, version: int) -> HttpResponse:
    """The rebuilt copy of the logo, public like the page it stands on."""
    tenant = _tenant(request, version)
    file = StoredFile.objects.filter(public_id=tenant.logo).first() if tenant.logo else None
    if file is None or not file.is_ready or not file.is_image:
        raise Http404
    response = serve(file)
    response["Cache-Control"] = _FOR_EVER
    return response


def _tenant(request: HttpRequest, version: int) -> Tenant:
    """The dinas of the host, whose look has this version; another process may have changed it just now."""
    tenant: Tenant = request.tenant  # type: ignore[attr-defined]  # set by TenantOfHost
    if tenant.brand_version != version:
        tenant = Tenant.objects.get(pk=tenant.pk)
    if tenant.brand_version != version or not version:
        raise Http404
    return tenant
