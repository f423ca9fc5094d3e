"""What a wording will look like on a phone, how long it really is, and what to think over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from loket.foundation.ui.dates import number
from loket.notifications.lengths import SUBJECT_SHOWN, WHATSAPP_ANSWER, WHATSAPP_TEMPLATE, sms_size
from loket.notifications.own_texts import Place, advice, check_own_text
from loket.notifications.rules import TextFault
from loket.notifications.texts import Wording, filled, standard_values

from .names import service_title
from .places import is_about_a_service


@dataclass(frozen=True)
class Preview:
    """One wording filled in with samples, or why it cannot be."""

    place: Place
    subject: str = ""
    text: str = ""
    #: how long it is, in words
    length: str = ""
    #: what the length means, in words; may be empty
    note: str = ""
    advice: list[str] = field(default_factory=list)
    #: why it cannot be saved; then there is nothing else
    fault: str = ""


def preview_of(place: Place, *, subject: str, text: str) -> Preview:
    """The preview of what stands in the editor."""
    samples = samples_of(place)
    wording = Wording(subject, text)
    try:
        check_own_text(place.kind, channel=place.channel, subject=subject, text=text, samples=samples)
        shown = filled(place.kind, wording, samples, channel=place.channel, language=place.language)
    except TextFault as fault:
        return Preview(place, fault=str(fault))
    said = advice(place.kind, channel=place.channel, text=text, filled=shown.text)
    return Preview(place, shown.subject, shown.text, *_length(place.channel, shown), advice=said)


def samples_of(place: Place) -> dict[str, str]:
    """Values of every placeholder the wording may use: the office's own, the service's name, invented others."""
    values = {**standard_values(), **place.kind.samples(place.language)}
    if place.service and is_about_a_service(place.kind):
        values["layanan"] = service_title(place.service, place.language)
    return values


def chips(place: Place, samples: Mapping[str, str], text: str) -> list[dict[str, Any]]:
    """The placeholders to insert: the needed ones first, each with its sample and whether the text has it."""
    names = sorted(samples, key=lambda name: (name not in place.kind.required, name))
    return [
        {
            "mark": f"{{{name}}}",
            "sample": samples[name],
            "needed": name in place.kind.required,
            "used": f"{{{name}}}" in text,
        }
        for name in names
    ]


def _length(channel: str, shown: Wording) -> tuple[str, str]:
    if channel == "sms":
        return _sms_length(shown.text)
    if channel == "email":
        long_subject = _("Judul lebih dari %(n)d huruf terpotong di HP.") % {"n": SUBJECT_SHOWN}
        words = _("%(n)s huruf, judul %(m)s huruf") % {
            "n": number(len(shown.text)),
            "m": number(len(shown.subject)),
        }
        return words, long_subject if len(shown.subject) > SUBJECT_SHOWN else ""
    limits = {"n": number(len(shown.text)), "limit": number(WHATSAPP_TEMPLATE)}
    note = _("Batas WhatsApp untuk pesan yang dimulai kantor; balasan boleh sampai %(most)s huruf.")
    return _("%(n)s dari %(limit)s huruf") % limits, note % {"most": number(WHATSAPP_ANSWER)}


def _sms_length(text: str) -> tuple[str, str]:
    size = sms_size(text)
    words = {"n": size.letters, "room": size.room, "parts": size.parts, "alphabet": size.alphabet}
    length = _("%(n)d dari %(room)d huruf, %(parts)d SMS (%(alphabet)s)") % words
    because = _("Abjad panjang karena tanda %(signs)s.") % {"signs": " ".join(size.because)}
    return length, because if size.because else ""
