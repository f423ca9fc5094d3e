"""Open a dinas: everything its profile knows, the whole starter catalogue, and its first administrator invited."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from loket.audit.actions.record import record
from loket.audit.actor import Actor, acting
from loket.catalogue.actions.import_catalogue import import_catalogue
from loket.catalogue.actions.open_dinas import open_dinas
from loket.catalogue.loading import packaged
from loket.catalogue.models import Service
from loket.foundation.kernel.errors import Refusal
from loket.regions.models import Region
from loket.staff.actions.invite import Invited, invite
from loket.staff.rules import ADMINISTRATOR
from loket.tenants.actions.keep_hosts import HostRefused, parse_host, require_free_host
from loket.tenants.models import Tenant
from loket.tenants.queries import forget_hosts
from loket.tenants.rules import profiles
from loket.tenants.scope import in_tenant

from ..models import Operator
from ..rules import Order, OrderRefused, parse_prefix, slug_of, time_zone_of
from .note import note

#: What a profile says about its own city, and another city does not take over.
_LOCAL = (
    "address",
    "phone",
    "whatsapp",
    "email",
    "website",
    "instagram",
    "facebook",
    "video_url",
    "visit_notice",
    "visit_notice_en",
)


@transaction.atomic
def open_new_dinas(order: Order, *, by: Operator | None) -> Tenant:
    """The dinas, not yet public; whole or not at all.

    Raises ``OrderRefused``, whose ``code`` names the field of the order, and what ``invite`` raises.
    """
    host, own = _checked(order)
    slug = own["slug"]
    tenant = open_dinas(order.profile, host, own=own)
    Tenant.objects.filter(pk=tenant.pk).update(public_since=None)
    tenant.public_since = None
    actor = Actor("operator", str(by.public_id), by.display_name) if by else Actor("system", "command line")
    with in_tenant(tenant), acting(actor):
        _copy_the_rest()
        record(
            "operators.open", obj_type="tenant", obj_ref=slug, detail={"profile": order.profile, "host": host}
        )
        person = Invited(order.admin_name, order.admin_username, order.admin_phone, order.admin_email)
        invite(person, roles=[ADMINISTRATOR])
    note("open", by=by, tenant_slug=slug, detail={"profile": order.profile, "host": host})
    forget_hosts()
    return tenant


def _copy_the_rest() -> None:
    """The starter catalogue whole: what the profile does not open is there too, switched off until wanted."""
    there = set(Service.objects.values_list("code", flat=True))
    rest = [code for code in packaged().services if code not in there]
    import_catalogue(packaged(), codes=rest, by=None)
    Service.objects.filter(code__in=rest).update(is_active=False)


def _checked(order: Order) -> tuple[str, dict[str, str]]:
    try:
        host = parse_host(order.host)
        require_free_host(host)
    except HostRefused as refused:
        raise OrderRefused(refused.message, code="host") from refused
    chosen, prefix, slug = profiles().get(order.profile), parse_prefix(order.reference_prefix), slug_of(host)
    if chosen is None:
        raise OrderRefused(_("Profil ini tidak ada. Pilih dari daftar."), code="profile")
    if Tenant.objects.filter(slug=slug).exists():
        raise OrderRefused(_("Dinas dengan nama pendek ini sudah ada. Pilih alamat lain."), code="host")
    if Tenant.objects.filter(reference_prefix=prefix).exists():
        raise OrderRefused(_("Awalan nomor ini sudah dipakai dinas lain."), code="reference_prefix")
    if not Region.objects.filter(code=order.regency, level=Region.KABUPATEN_KOTA).exists():
        raise OrderRefused(_("Pilih kabupaten/kota dari daftar."), code="regency")
    own = {
        "slug": slug,
        "name": order.name,
        "short_name": order.short_name,
        "reference_prefix": prefix,
        "region": order.regency,
        "time_zone": time_zone_of(order.regency),
    }
    return host, own | dict.fromkeys(_LOCAL if order.regency != chosen.values["region"] else (), "")


def field_of(refusal: Refusal) -> str:
    """Which field of the order a refusal speaks of; empty when of none."""
    fields = {
        "username_taken": "admin_username",
        "username_shape": "admin_username",
        "no_address": "admin_phone",
        "tenant_exists": "host",
        "prefix_taken": "reference_prefix",
    }
    is_own = isinstance(refusal, OrderRefused)
    return refusal.code if is_own else fields.get(refusal.code, "")
