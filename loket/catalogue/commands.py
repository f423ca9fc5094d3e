"""What ``loket catalogue …`` does; each answers with the exit code: 0 done, 1 refused."""

from __future__ import annotations

import sys
from pathlib import Path

from django.utils.translation import gettext as _

from loket.tenants.models import Tenant
from loket.tenants.scope import in_tenant

from .actions.take_over_file import take_over_file
from .file_queries import catalogue_file
from .loading import Catalogue, read
from .problems import CatalogueRefused


def check(path: Path | str) -> int:
    """Say whether a catalogue file can be taken over, and otherwise each mistake with its line."""
    catalogue = _read(path)
    if catalogue is None:
        return 1
    print(_("Katalog baik: {count} layanan.").format(count=len(catalogue.services)))
    return 0


def import_file(path: Path | str, tenant: Tenant) -> int:
    """Take over the services of a file: new versions where something changed; services new here stay closed.

    A service that somebody is working on is not overwritten: the file is refused as a whole.
    """
    catalogue = _read(path)
    if catalogue is None:
        return 1
    with in_tenant(tenant):
        made = take_over_file(catalogue, codes=list(catalogue.services), by=None, publishes=True)
    print(_("{count} versi layanan baru.").format(count=len(made.published)))
    return 0


def export_file(path: Path | str, tenant: Tenant) -> int:
    """Write the published services of a dinas into a catalogue file that ``import`` takes back."""
    with in_tenant(tenant):
        text, count = catalogue_file()
    try:
        Path(path).write_bytes(text.encode())
    except OSError:
        print(_("Berkas tidak dapat ditulis."), file=sys.stderr)
        return 1
    print(_("{count} layanan ditulis.").format(count=count))
    return 0


def _read(path: Path | str) -> Catalogue | None:
    try:
        return read(Path(path))
    except CatalogueRefused as refused:
        print(refused, file=sys.stderr)
        return None
