"""The wording of a kind: the dinas' own if it has one, else the packaged text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.tenants.models import Hostname
from loket.tenants.one_row import one_row
from loket.tenants.scope import current_tenant

from .kinds import MessageKind
from .models import MessageText
from .rules import TextFault, fill, for_sms, split_letter

#: where to look when a channel has no text of its own
STAND_IN = {"email": "whatsapp", "whatsapp": "sms"}


@dataclass(frozen=True)
class Wording:
    """Subject (e-mail only) and text, with or without their placeholders filled in."""

    subject: str
    text: str


def rendered(kind: MessageKind, variables: Mapping[str, object], *, channel: str, language: str) -> Wording:
    """What leaves on the channel. Raises TextFault when a value is missing or none of the kind's."""
    unknown = sorted(set(variables) - set(kind.variables))
    if unknown:
        raise TextFault(f"{kind.key} has no placeholder {unknown[0]}")
    values = {
        **standard_values(),
        **{name: str(value) for name, value in variables.items()},
    }
    wording = wording_of(kind, channel=channel, language=language)
    text, subject = fill(wording.text, values), ""
    if channel == "sms":
        text = for_sms(text)
    if channel == "email":
        subject = fill(wording.subject, values) or _title(kind, language)
        text = f"{text}\n\n-- \n{values['dinas']}\n{values['situs']}\n"
    return Wording(subject, text)


def standard_values() -> dict[str, str]:
    """The values that every text may use: name and web address of the office."""
    tenant = current_tenant()
    hosts = Hostname.objects.filter(tenant=tenant).order_by("-is_primary")
    return {
        "dinas": tenant.short_name,
        "situs": hosts.values_list("host", flat=True).first() or "",
    }


def wording_of(kind: MessageKind, *, channel: str, language: str) -> Wording:
    """The text with its placeholders: the dinas' own, else the packaged one of this or a simpler channel.

    Raises TextFault when the kind has no text at all.
    """
    own = one_row(MessageText, kind=kind.key, channel=channel, language=language)
    if own is not None:
        return Wording(own.subject, own.text)
    while True:
        packaged = packaged_text(kind.app, kind.name, channel, language)
        if packaged is not None:
            return Wording(*split_letter(packaged))
        if channel not in STAND_IN:
            raise TextFault(f"{kind.key} has no text for {channel} in {language}")
        channel = STAND_IN[channel]


@lru_cache(maxsize=1024)
def packaged_text(app: str, name: str, channel: str, language: str) -> str | None:
    """The packaged file's text, or None when there is no such file."""
    suffix = "" if language == "id" else f".{language}"
    folder = Path(apps.get_app_config(app).path) / "templates" / app / "messages"
    path = folder / f"{name}.{channel}{suffix}.txt"
    return path.read_text(encoding="utf-8").strip() if path.is_file() else None


def _title(kind: MessageKind, language: str) -> str:
    with override(language):
        return str(kind.title) or _("Kabar dari Loket")
