"""Published versions stay as they are, whatever the program says: the database holds them (as application role)."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from loket.catalogue.compiling import checksum
from loket.catalogue.loading import packaged
from loket.catalogue.models import Service, ServiceVersion
from loket.foundation.kernel import clock
from loket.tenants.models import Tenant


@pytest.fixture
def version(in_buleleng: Tenant) -> ServiceVersion:
    """A published version of the lost card."""
    return make(published=True)


def make(*, published: bool) -> ServiceVersion:
    definition = packaged().definition("ktp-hilang")
    service = Service.objects.create(code="ktp-hilang", category=definition["category"])
    return ServiceVersion.objects.create(
        service=service,
        number=1,
        definition=definition,
        checksum=checksum(definition),
        published_at=clock.now() if published else None,
    )


@pytest.mark.parametrize(
    "change",
    [{"definition": {}}, {"checksum": "0" * 64}, {"number": 7}, {"published_at": None}],
    ids=["definition", "checksum", "number", "unpublish"],
)
def test_a_published_version_cannot_be_changed(version: ServiceVersion, change: dict[str, Any]) -> None:
    """ADR 5: an application keeps the version it was made with."""
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        ServiceVersion.objects.filter(pk=version.pk).update(**change)
    kept = ServiceVersion.objects.get(pk=version.pk)
    assert (kept.definition, kept.checksum, kept.number) == (version.definition, version.checksum, 1)


def test_a_published_version_cannot_be_removed(version: ServiceVersion) -> None:
    with pytest.raises(DatabaseError, match="is kept"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM catalogue_serviceversion WHERE id = %s", [version.pk])
    assert ServiceVersion.objects.filter(pk=version.pk).exists()


def test_a_draft_may_still_change_and_then_be_published(in_buleleng: Tenant) -> None:
    draft = make(published=False)
    rows = ServiceVersion.objects.filter(pk=draft.pk)
    assert rows.update(number=2) == 1
    draft.published_at = clock.now()
    draft.save(update_fields=["published_at"])
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(number=3)
