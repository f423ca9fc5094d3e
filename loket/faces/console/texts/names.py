"""Names of the services, published or still drafts."""

from __future__ import annotations

from django.db.models.fields.json import KeyTextTransform

from loket.catalogue.models import Service, ServiceVersion


def service_titles(language: str = "id") -> dict[str, str]:
    """Code of every service to what residents call it, in the office's order; its code while it has no version."""
    titles = dict.fromkeys(Service.objects.order_by("position", "code").values_list("code", flat=True), "")
    newest = (
        ServiceVersion.objects.annotate(
            title=KeyTextTransform(f"title_{language}", "definition"),
            name=KeyTextTransform(f"name_{language}", "definition"),
        )
        .order_by("service_id", "-number")
        .distinct("service_id")
        .values_list("service__code", "title", "name")
    )
    for code, title, name in newest:
        titles[code] = title or name or code
    return {code: title or code for code, title in titles.items()}


def service_title(code: str, language: str = "id") -> str:
    """One service's name; its code while it has no version."""
    return service_titles(language).get(code, code)
