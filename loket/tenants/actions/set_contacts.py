"""How a dinas is reached, and where else it speaks to people."""

from __future__ import annotations

from collections.abc import Mapping

from ..models import Tenant
from ..queries import forget_hosts
from ..scope import current_tenant

#: The columns that are contacts and links.
CONTACTS = ("address", "phone", "whatsapp", "email", "website", "instagram", "facebook", "video_url")


def set_contacts(values: Mapping[str, str]) -> list[str]:
    """Keep the contacts named in ``CONTACTS``; returns which of them changed. They are checked by the form."""
    tenant = Tenant.objects.get(pk=current_tenant().pk)
    changed = [name for name in CONTACTS if name in values and getattr(tenant, name) != values[name]]
    if changed:
        Tenant.objects.filter(pk=tenant.pk).update(**{name: values[name] for name in changed})
        forget_hosts()
    return changed
