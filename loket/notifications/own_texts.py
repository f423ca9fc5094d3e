"""What a dinas' own wording must keep to, what it had better keep to, and which wording it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from loket.foundation.kernel.errors import Refusal

from .kinds import STANDARD_VARIABLES, MessageKind
from .lengths import MOST_SMS_PARTS, WHATSAPP_TEMPLATE, sms_size
from .rules import LIMITS, PLACEHOLDER, TextFault, check_placeholders, fill, for_sms, placeholders

#: the columns' own limits
LONGEST_TEXT, LONGEST_SUBJECT = 4000, 120


class ChangedMeanwhile(Refusal):
    """Somebody else changed the wording after this editor was opened."""

    default_code = "changed_meanwhile"
    default_status = 409

    def __init__(self) -> None:
        """The sentence is always the same."""
        super().__init__(_("Teks ini baru saja diubah orang lain. Bandingkan, lalu simpan lagi."))


@dataclass(frozen=True, slots=True)
class Place:
    """Which wording: of one kind, on one channel, in one language, for one service or (empty) for all."""

    kind: MessageKind
    channel: str
    language: str
    service: str = ""

    @property
    def columns(self) -> dict[str, Any]:
        """The same as columns of ``MessageText`` and ``TextChange``."""
        return {
            "kind": self.kind.key,
            "service": self.service,
            "channel": self.channel,
            "language": self.language,
        }


def check_own_text(
    kind: MessageKind, *, channel: str, subject: str, text: str, samples: Mapping[str, str] | None = None
) -> None:
    """Raise TextFault with one plain sentence unless the wording can be sent for every message of the kind.

    Stricter for secrets: a code's message without its code would lock everybody out.
    """
    known = {**STANDARD_VARIABLES, **kind.variables, **(samples or {})}
    check_placeholders(text, known)
    filled = fill(text, known)
    if not filled.strip():
        raise TextFault(_("Teks pesan masih kosong."))
    if channel == "email":
        _check_subject(subject, known)
    if kind.secret and (missing := missing_placeholders(kind, text)):
        raise TextFault(_("Pesan ini tidak berguna tanpa {%(name)s}. Sisipkan lagi.") % {"name": missing[0]})
    _check_length(filled, channel)


def missing_placeholders(kind: MessageKind, text: str) -> list[str]:
    """Placeholders that the kind is sent for, and that the text leaves out."""
    used = set(placeholders(text))
    return [name for name in kind.required if name not in used]


def advice(kind: MessageKind, *, channel: str, text: str, filled: str) -> list[str]:
    """What the author should think over before saving; nothing here hinders it. ``filled``: with samples."""
    said = [
        _("{%(name)s} belum ada di teks ini. Warga membutuhkannya.") % {"name": name}
        for name in missing_placeholders(kind, text)
    ]
    if channel == "sms":
        said += _sms_advice(filled)
    limit = LIMITS.get(channel, 0)
    if channel == "whatsapp" and len(filled) > limit:
        said.append(
            _("Lebih dari %(limit)d huruf. Pesan pendek lebih sering dibaca sampai habis.") % {"limit": limit}
        )
    if re.search(r"https?://", PLACEHOLDER.sub("", text)):
        said.append(
            _("Ada tautan di dalam teks. Warga diajari tidak membuka tautan yang meminta kata sandi.")
        )
    return said


def _sms_advice(filled: str) -> list[str]:
    size = sms_size(for_sms(filled, unknown=None))
    said = []
    if size.because:
        signs = {"signs": " ".join(size.because)}
        said.append(_("Tanda %(signs)s membuat SMS memakai abjad panjang: 70 huruf per SMS.") % signs)
    if size.parts > 1:
        said.append(_("Dikirim sebagai %(n)d SMS, jadi biayanya %(n)d kali.") % {"n": size.parts})
    return said


def _check_subject(subject: str, known: Mapping[str, str]) -> None:
    check_placeholders(subject, known)
    if not fill(subject, known).strip():
        raise TextFault(_("Judul e-mail masih kosong."))
    if len(subject) > LONGEST_SUBJECT:
        raise TextFault(_("Judul e-mail paling banyak %(limit)d huruf.") % {"limit": LONGEST_SUBJECT})


def _check_length(filled: str, channel: str) -> None:
    limits = {"whatsapp": WHATSAPP_TEMPLATE, "email": LONGEST_TEXT, "sms": LONGEST_TEXT}
    sizes = {"length": len(filled), "limit": limits[channel]}
    if len(filled) > limits[channel]:
        raise TextFault(_("Terlalu panjang: %(length)d huruf, paling banyak %(limit)d.") % sizes)
    if channel == "sms" and (parts := sms_size(for_sms(filled, unknown=None)).parts) > MOST_SMS_PARTS:
        counted = {"parts": parts, "limit": MOST_SMS_PARTS}
        raise TextFault(_("Terlalu panjang: %(parts)d SMS, paling banyak %(limit)d.") % counted)
