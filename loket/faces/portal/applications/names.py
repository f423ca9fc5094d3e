"""Names of services without their whole definition: a version never changes, so its name is kept."""

from __future__ import annotations

from loket.applications.models import Application
from loket.catalogue.models import ServiceVersion
from loket.foundation.formkit.words import Words

_names: dict[int, Words] = {}


def service_name(application: Application) -> Words:
    """The service's name in both languages; one small query the first time, none afterwards."""
    key = application.service_version_id
    found = _names.get(key)
    if found is None:
        rows = ServiceVersion.objects.values_list(
            "definition__title_id", "definition__title_en", "definition__name_id", "definition__name_en"
        )
        title_id, title_en, name_id, name_en = rows.get(pk=key)
        found = _names[key] = Words(title_id or name_id or "", (title_en if title_id else name_en) or "")
    return found
