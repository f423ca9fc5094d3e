"""A dinas asks to be opened; an operator declines, or opens it."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.accounts import limits
from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal
from loket.regions.models import Region
from loket.tenants.actions.keep_hosts import parse_host, require_free_host
from loket.tenants.models import Tenant

from ..models import OpeningRequest, Operator, Platform
from ..queries import takes_requests
from ..rules import REQUESTS
from ..sealing import seal_mapping
from .note import note

CONTACT = "contact"


def ask_to_open(*, office_name: str, regency: str, host: str, contact: dict[str, str]) -> OpeningRequest:
    """Keep the request for the operators; counted before anything else.

    ``contact``: name, phone, email. Raises ``LimitReached``, ``HostRefused`` and ``Refusal`` (404) when the
    platform takes no requests.
    """
    if not takes_requests():
        raise Refusal(_("Permintaan pembukaan sedang ditutup."), code="no_requests", status=404)
    limits.count_globally(REQUESTS)
    wanted = parse_host(host)
    require_free_host(wanted)
    if not Region.objects.filter(code=regency, level=Region.KABUPATEN_KOTA).exists():
        raise Refusal(_("Pilih kabupaten/kota dari daftar."), code="regency", status=422)
    with transaction.atomic():
        row = OpeningRequest.objects.create(
            office_name=office_name,
            regency_id=regency,
            host=wanted,
            contact=seal_mapping(contact, CONTACT),
        )
        note("request", by=None, detail={"request": str(row.public_id), "regency": regency})
    return row


@transaction.atomic
def settle_request(request: OpeningRequest, *, by: Operator, tenant: Tenant | None) -> None:
    """Opened as ``tenant``, or declined (None); the person's contact is forgotten. Raises ``Refusal`` (409)."""
    waiting = OpeningRequest.objects.filter(pk=request.pk, decided_at=None)
    if not waiting.update(decided_at=clock.now(), tenant=tenant, contact=b""):
        raise Refusal(_("Permintaan ini sudah diputuskan operator lain."), code="decided", status=409)
    note(
        "accept_request" if tenant else "decline_request",
        by=by,
        tenant_slug=tenant.slug if tenant else "",
        detail={"request": str(request.public_id)},
    )


@transaction.atomic
def take_requests(allowed: bool, *, by: Operator) -> None:
    """Whether anybody may ask on the operator's host to open a dinas."""
    Platform.objects.update_or_create(pk=1, defaults={"takes_requests": allowed})
    note("take_requests", by=by, detail={"allowed": allowed})
