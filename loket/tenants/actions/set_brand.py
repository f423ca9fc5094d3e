"""How a dinas looks: its short name, two colours, its logo."""

from __future__ import annotations

import uuid

from django.db.models import F

from ..branding import parse_colour, require_readable
from ..models import Tenant
from ..queries import forget_hosts
from ..scope import current_tenant


def set_brand(*, short_name: str, colour_main: str, colour_accent: str) -> Tenant:
    """Name and colours on every page from now on. Raises ``ColourRefused`` for colours nobody can read on."""
    main, accent = parse_colour(colour_main), parse_colour(colour_accent)
    require_readable(main, accent)
    return _changed(short_name=short_name, colour_main=main, colour_accent=accent)


def set_logo(logo: uuid.UUID | None) -> Tenant:
    """The stored file that is the logo from now on, by its public name; None for none."""
    return _changed(logo=logo)


def _changed(**values: object) -> Tenant:
    tenant = Tenant.objects.get(pk=current_tenant().pk)
    for name, value in values.items():
        setattr(tenant, name, value)
    Tenant.objects.filter(pk=tenant.pk).update(brand_version=F("brand_version") + 1, **values)
    tenant.refresh_from_db(fields=["brand_version"])
    forget_hosts()
    return tenant
