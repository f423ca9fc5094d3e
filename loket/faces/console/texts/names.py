"""Names of the services, published or still drafts."""

from __future__ import annotations

from django.db.models.fields.json import KeyTextTransform

from loket.catalogue.models import Service, ServiceDraft, ServiceVersion


def service_titles(language: str = "id") -> dict[str, str]:
    """Code of every service to what residents call it, in order; as its draft says before its first version."""
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
    drafted = ServiceDraft.objects.filter(based_on=None).values_list(
        "service__code",
        KeyTextTransform(f"title_{language}", "source"),
        KeyTextTransform("title_id", "source"),
    )
    for code, title, name in (*drafted, *newest):
        titles[code] = title or name or code
    return {code: title or code for code, title in titles.items()}


def service_title(code: str, language: str = "id") -> str:
    """One service's name; its code while it has no version."""
    return service_titles(language).get(code, code)
