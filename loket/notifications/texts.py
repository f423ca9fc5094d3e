"""The wording of a kind: the dinas' own if it has one, else the packaged text."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import override

from loket.tenants.one_row import some_rows
from loket.tenants.queries import site_of
from loket.tenants.scope import current_tenant

from .kinds import MessageKind
from .models import MessageText
from .own_texts import Place
from .rules import TextFault, fill, for_sms, split_letter

log = logging.getLogger("loket.notifications")
#: where to look when a channel has no text of its own
STAND_IN = {"email": "whatsapp", "whatsapp": "sms"}


@dataclass(frozen=True)
class Wording:
    """Subject (e-mail only) and text, with or without their placeholders filled in."""

    subject: str
    text: str


def rendered(
    kind: MessageKind, variables: Mapping[str, object], *, channel: str, language: str, service: str = ""
) -> Wording:
    """What leaves on the channel. Raises TextFault when a value is missing or none of the kind's.

    A wording of the dinas that cannot be filled in never stops a message: the next one takes its place.
    """
    unknown = sorted(set(variables) - set(kind.variables))
    if unknown:
        raise TextFault(f"{kind.key} has no placeholder {unknown[0]}")
    values = {
        **standard_values(),
        **{name: str(value) for name, value in variables.items()},
    }
    fault: TextFault | None = None
    for wording in wordings(kind, channel=channel, language=language, service=service):
        try:
            return filled(kind, wording, values, channel=channel, language=language)
        except TextFault as found:
            log.warning("wording passed over kind=%s channel=%s language=%s", kind.key, channel, language)
            fault = found
    raise fault or TextFault(f"{kind.key} has no text for {channel} in {language}")


def filled(
    kind: MessageKind, wording: Wording, values: Mapping[str, str], *, channel: str, language: str
) -> Wording:
    """One wording with its placeholders filled in, as the channel shows it. Raises TextFault."""
    if channel == "sms":
        plain = {name: for_sms(value) for name, value in values.items()}
        return _spoken(Wording("", for_sms(fill(wording.text, plain), unknown=None)))
    if channel != "email":
        return _spoken(Wording("", fill(wording.text, values)))
    subject = fill(wording.subject, values) or _title(kind, language)
    text = _spoken(Wording(subject, fill(wording.text, values))).text
    return Wording(subject, f"{text}\n\n-- \n{values['dinas']}\n{values['situs']}\n")


def _spoken(wording: Wording) -> Wording:
    if not wording.text.strip():
        raise TextFault(_("Teks pesan masih kosong."))
    return wording


def standard_values() -> dict[str, str]:
    """The values that every text may use: name and web address of the office."""
    tenant = current_tenant()
    return {"dinas": tenant.short_name, "situs": site_of(tenant)}


def wordings(kind: MessageKind, *, channel: str, language: str, service: str = "") -> Iterator[Wording]:
    """Every wording that may serve, the best first: on this channel, else on the simpler one that stands in.

    On each: the dinas' own for the service, its own for all, the packaged one.
    """
    at: str | None = channel
    while at is not None:
        own = some_rows(
            MessageText,
            kind=kind.key,
            channel=at,
            language=language,
            service=["", service] if service else [""],
        )
        for row in sorted(own, key=lambda row: row.service, reverse=True):
            yield Wording(row.subject, row.text)
        packaged = packaged_text(kind.app, kind.name, at, language)
        if packaged is not None:
            yield Wording(*split_letter(packaged))
        at = STAND_IN.get(at)


def wording_of(kind: MessageKind, *, channel: str, language: str, service: str = "") -> Wording:
    """The text with its placeholders that holds now. Raises TextFault when the kind has no text at all."""
    found = next(wordings(kind, channel=channel, language=language, service=service), None)
    if found is None:
        raise TextFault(f"{kind.key} has no text for {channel} in {language}")
    return found


def own_wording(place: Place) -> MessageText | None:
    """The dinas' own wording of this very place, or None."""
    found: MessageText | None = MessageText.objects.filter(**place.columns).first()
    return found


def default_wording(kind: MessageKind, *, channel: str, language: str, service: str = "") -> Wording:
    """What would hold without the wording of this very place: the kind's own for a service, else the packaged.

    Raises TextFault when the kind has no text at all.
    """
    if service:
        return wording_of(kind, channel=channel, language=language)
    at: str | None = channel
    while at is not None:
        packaged = packaged_text(kind.app, kind.name, at, language)
        if packaged is not None:
            return Wording(*split_letter(packaged))
        at = STAND_IN.get(at)
    raise TextFault(f"{kind.key} has no text for {channel} in {language}")


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
