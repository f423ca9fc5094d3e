"""From an address to the wording it means, and back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from loket.catalogue.models import Service
from loket.notifications.kinds import MessageKind, kinds
from loket.notifications.models import CHANNELS, LANGUAGES
from loket.notifications.own_texts import Place

#: Placeholder that only kinds about a service have: such a kind may have a wording for one service.
SERVICE_PLACEHOLDER = "layanan"
_CHANNELS, _LANGUAGES = dict(CHANNELS), dict(LANGUAGES)


def place_of(request: HttpRequest, kind: str, channel: str, language: str) -> Place:
    """The wording that the address means. Raises ``Http404`` for words and services that do not exist."""
    found = kinds.get(kind)
    if found is None or channel not in _CHANNELS or language not in _LANGUAGES:
        raise Http404
    code = request.GET.get("layanan", "")
    if code and not (is_about_a_service(found) and Service.objects.filter(code=code).exists()):
        raise Http404
    return Place(found, channel, language, code)


def is_about_a_service(kind: MessageKind) -> bool:
    """Whether messages of the kind are about one service."""
    return SERVICE_PLACEHOLDER in kind.variables


def address(place: Place, verb: str = "edit") -> str:
    """The address of a wording, or of one of its verbs."""
    path = reverse(f"console:texts:{verb}", args=[place.kind.key, place.channel, place.language])
    return f"{path}?{urlencode({'layanan': place.service})}" if place.service else path
