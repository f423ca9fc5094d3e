"""What ``loket catalogue …`` does; each answers with the exit code: 0 done, 1 refused."""

from __future__ import annotations

import sys
from pathlib import Path

from django.utils.translation import gettext as _

from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .actions.import_catalogue import import_catalogue
from .exporting import as_text
from .loading import Catalogue, read
from .models import Service
from .problems import CatalogueRefused
from .queries import latest_versions


def check(path: Path | str) -> int:
    """Say whether a catalogue file can be taken over, and otherwise each mistake with its line."""
    catalogue = _read(path)
    if catalogue is None:
        return 1
    print(_("Katalog baik: {count} layanan.").format(count=len(catalogue.services)))
    return 0


def import_file(path: Path | str, tenant: Tenant) -> int:
    """Take over the services of a file: new versions where something changed; services new here stay closed."""
    catalogue = _read(path)
    if catalogue is None:
        return 1
    with in_tenant(tenant):
        known = set(Service.objects.values_list("code", flat=True))
        made = import_catalogue(catalogue, codes=list(catalogue.services), by=None)
        Service.objects.exclude(code__in=known).update(is_active=False)
    print(_("{count} versi layanan baru.").format(count=len(made)))
    return 0


def export_file(path: Path | str, tenant: Tenant) -> int:
    """Write the published services of a dinas into a catalogue file that ``import`` takes back."""
    with in_tenant(tenant):
        versions = latest_versions().defer(None).select_related("service")
        rows = sorted(versions, key=lambda version: version.service.position)
        text = as_text([version.definition for version in rows])
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError:
        print(_("Berkas tidak dapat ditulis."), file=sys.stderr)
        return 1
    print(_("{count} layanan ditulis.").format(count=len(rows)))
    return 0


def _read(path: Path | str) -> Catalogue | None:
    try:
        return read(Path(path))
    except CatalogueRefused as refused:
        print(refused, file=sys.stderr)
        return None
