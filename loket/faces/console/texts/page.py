"""What the editor's page shows around its form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from loket.notifications.actions.queue import is_switched_on
from loket.notifications.models import CHANNELS, LANGUAGES, MessageText
from loket.notifications.own_texts import Place
from loket.notifications.queries import last_number
from loket.notifications.texts import default_wording, own_wording
from loket.tenants.scope import current_tenant

from .diffs import difference
from .forms import TextForm
from .names import service_titles
from .past import past_of
from .places import address, is_about_a_service
from .preview import chips, preview_of, samples_of


def editor(
    request: HttpRequest,
    place: Place,
    form: TextForm | None = None,
    *,
    status: int = 200,
    conflict: bool = False,
    notice: dict[str, str] | None = None,
) -> HttpResponse:
    """The editor with the wording that holds, or with what was typed; beside it the preview of just that.

    ``conflict``: somebody else saved meanwhile; their wording is shown beside the typed one.
    """
    own = own_wording(place)
    default = default_wording(
        place.kind, channel=place.channel, language=place.language, service=place.service
    )
    present = (own.subject, own.text) if own else (default.subject, default.text)
    seen = last_number(place)
    if form is None:
        form = TextForm(place=place, initial={"judul": present[0], "teks": present[1], "dilihat": seen})
        typed = present
    else:
        typed = form.typed
        if conflict:
            form.data = {**dict(form.data.items()), "dilihat": str(seen)}
    context = {
        "place": place,
        "form": form,
        "is_own": own is not None,
        "preview": preview_of(place, subject=typed[0], text=typed[1]),
        "chips": chips(place, samples_of(place), typed[1]),
        "past": past_of(place),
        "seen": seen,
        "theirs": difference(present[1], typed[1]) if conflict else None,
        "notice": notice,
        "is_sent": is_switched_on(place.kind, current_tenant()),
        "is_used": place.channel in current_tenant().notify_channels or place.channel == "email",
        **_ways(place),
    }
    return render(request, "console/texts/edit.html", context, status=status)


def _ways(place: Place) -> dict[str, Any]:
    """The other wordings of the kind: channels, languages and services, the changed ones marked."""
    own = set(MessageText.objects.filter(kind=place.kind.key).values_list("service", "channel", "language"))
    services = service_titles() if is_about_a_service(place.kind) else {}
    return {
        "channels": [_way(place, label, own, channel=channel) for channel, label in CHANNELS],
        "languages": [_way(place, label, own, language=language) for language, label in LANGUAGES],
        "services": [
            {"code": code, "title": title, "changed": any(row[0] == code for row in own)}
            for code, title in services.items()
        ],
        "service_title": services.get(place.service, ""),
        "all_services_url": address(Place(place.kind, place.channel, place.language)),
    }


def _way(place: Place, label: object, own: set[tuple[str, str, str]], **other: str) -> dict[str, Any]:
    channel, language = other.get("channel", place.channel), other.get("language", place.language)
    target = Place(place.kind, channel, language, place.service)
    return {
        "label": label,
        "url": address(target),
        "current": target == place,
        "changed": (place.service, channel, language) in own,
    }
