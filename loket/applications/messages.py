"""What an application tells its applicant, one kind for each state it can enter (settled: states table).

Seed S3-30 wants four messages in order, "disetujui", "dalam proses", "dalam pengerjaan", "sudah selesai"; the
middle two are off by default and switched on in the Buleleng profile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext_lazy as _

from loket.notifications.messages import MessageKind, Recipient, kinds
from loket.tenants.scope import current_tenant

from . import labels, reasons
from .models import Application, Step
from .queries import open_defects, step_stands, still_awaited, still_returned, still_waits_at_counter

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_COMMON = {"layanan": "KTP-el hilang", "nomor": "BLL-26-7KQ4M2XP-C"}
_REASON = "Data yang dikirim tidak sesuai dengan data kependudukan."
_OUTPUT = {**_COMMON, "dokumen": "KTP-el"}
_REASON_EN = "The details sent do not match the population records."


def _ended(name: str, title: _StrPromise) -> MessageKind:
    """The application goes no further, and why."""
    return MessageKind(
        name,
        "applications",
        {**_COMMON, "kalimat": _REASON},
        required=("nomor", "kalimat"),
        variables_en={"kalimat": _REASON_EN},
        title=title,
        email=True,
        still_true=step_stands,
    )


def _progress(name: str, title: _StrPromise) -> MessageKind:
    """Work goes on; only where the dinas wants to say so (settled: off)."""
    return MessageKind(
        name,
        "applications",
        _COMMON,
        required=("nomor",),
        moment="work",
        title=title,
        default_on=False,
    )


def _reminder(name: str, title: _StrPromise, *, still_true: Callable[[str], bool]) -> MessageKind:
    """The resident's time is nearly over."""
    return MessageKind(
        name,
        "applications",
        {**_COMMON, "batas": "Sabtu 5 Desember"},
        required=("nomor", "batas"),
        variables_en={"batas": "Saturday 5 December"},
        title=title,
        still_true=still_true,
    )


def _outage(name: str, title: _StrPromise, *, required: tuple[str, ...]) -> MessageKind:
    """A central system is down, or back."""
    return MessageKind(
        name,
        "applications",
        {**_COMMON, "sistem": "sistem kependudukan pusat"},
        required=required,
        variables_en={"sistem": "the national population system"},
        moment="work",
        title=title,
        is_optional=True,
    )


SUBMITTED = MessageKind(
    "submitted",
    "applications",
    {**_COMMON, "mulai": "Senin 23 November pukul 08.00"},
    required=("nomor",),
    variables_en={"mulai": "Monday 23 November, 08.00"},
    title=_("Permohonan diterima"),
)
RETURNED = MessageKind(
    "returned",
    "applications",
    {
        **_COMMON,
        "hal": "Kartu Keluarga",
        "kalimat": "Foto Kartu Keluarga buram. Ambil foto sekali lagi di tempat terang.",
        "batas": "Sabtu 5 Desember",
    },
    required=("nomor", "kalimat", "batas"),
    variables_en={
        "kalimat": "The photo of the Kartu Keluarga is blurred. Take it again where there is light.",
        "batas": "Saturday 5 December",
    },
    title=_("Permohonan perlu diperbaiki"),
    email=True,
    still_true=step_stands,
)
APPROVED = MessageKind(
    "approved",
    "applications",
    _COMMON,
    required=("nomor",),
    title=_("Pengajuan disetujui"),
    is_optional=True,
    still_true=step_stands,
)
AWAITING_VISIT = MessageKind(
    "awaiting_visit",
    "applications",
    {
        **_COMMON,
        "tempat": "Kantor Dukcapil",
        "waktu": "Kamis 26 November pukul 09.20",
        "bawa": "KK",
    },
    required=("nomor", "tempat", "waktu"),
    moment="visit",
    variables_en={"waktu": "Thursday 26 November, 09.20"},
    title=_("Anda perlu datang"),
)
IN_PROCESS = _progress("in_process", _("Pengajuan dalam proses"))
IN_PRODUCTION = _progress("in_production", _("Pengajuan dalam pengerjaan"))
READY = MessageKind(
    "ready",
    "applications",
    {
        **_OUTPUT,
        "tempat": "Kantor Kec. Seririt",
        "mulai": "Sel 24 Nov",
        "jam": "08.00-15.00",
        "bawa": "surat kehilangan asli",
        "kode": "4821",
        "catatan": "",
    },
    required=("nomor", "tempat", "mulai"),
    moment="finish",
    variables_en={"mulai": "Tue 24 Nov", "bawa": "the original loss report"},
    title=_("Dokumen siap diambil"),
    email=True,
    still_true=still_waits_at_counter,
)
SENT = MessageKind(
    "sent",
    "applications",
    {**_OUTPUT, "cara": "lewat Pos, nomor kiriman P2611240042"},
    required=("nomor",),
    moment="finish",
    variables_en={"cara": "by post, item number P2611240042"},
    title=_("Dokumen dikirim"),
    email=True,
)
COMPLETED = MessageKind(
    "completed",
    "applications",
    _COMMON,
    required=("nomor",),
    moment="finish",
    title=_("Pengajuan selesai"),
    is_optional=True,
)
REJECTED = _ended("rejected", _("Permohonan tidak bisa diproses"))
CANCELLED = _ended("cancelled", _("Permohonan dibatalkan"))

CORRECTED = MessageKind(
    "corrected",
    "applications",
    {**_COMMON, "hal": "Nama lengkap"},
    required=("nomor", "hal"),
    variables_en={"hal": "Full name"},
    moment="work",
    title=_("Isian dibetulkan petugas"),
)

RETURN_REMINDER = _reminder(
    "return_reminder", _("Pengingat: permohonan belum diperbaiki"), still_true=still_returned
)
VISIT_REMINDER = _reminder("visit_reminder", _("Pengingat: belum datang"), still_true=still_awaited)
VISIT_SOON = MessageKind(
    "visit_soon",
    "applications",
    {**_COMMON, "waktu": "Kamis 26 November pukul 09.20"},
    required=("nomor", "waktu"),
    moment="visit",
    variables_en={"waktu": "Thursday 26 November, 09.20"},
    title=_("Pengingat: waktunya datang"),
    still_true=still_awaited,
)
READY_REMINDER = MessageKind(
    "ready_reminder",
    "applications",
    {**_COMMON, "tempat": "Kantor Kecamatan Seririt"},
    required=("nomor", "tempat"),
    moment="finish",
    title=_("Pengingat: dokumen belum diambil"),
    still_true=still_waits_at_counter,
)
ON_HOLD = _outage("on_hold", _("Permohonan menunggu sistem pusat"), required=("nomor", "sistem"))
HOLD_OVER = _outage("hold_over", _("Permohonan dilanjutkan"), required=("nomor",))

#: What moves of the life cycle say, then what the clock and the office say without a move.
KINDS = (
    SUBMITTED,
    RETURNED,
    APPROVED,
    AWAITING_VISIT,
    IN_PROCESS,
    IN_PRODUCTION,
    READY,
    SENT,
    COMPLETED,
    REJECTED,
    CANCELLED,
    RETURN_REMINDER,
    VISIT_SOON,
    VISIT_REMINDER,
    READY_REMINDER,
    ON_HOLD,
    HOLD_OVER,
)


def recipient(application: Application) -> Recipient:
    """The applicant's addresses as they are now."""
    applicant = application.applicant
    return Recipient(
        phone=applicant.phone or "",
        email=applicant.email or "",
        language=applicant.account.language or "id",
        name=applicant.name,
        owner=f"resident:{applicant.public_id}",
    )


def variables(kind: str, application: Application, step: Step, details: Mapping[str, str]) -> dict[str, str]:
    """The values that ``kind`` asks for, in the applicant's language; ``details`` come from the caller."""
    language = application.applicant.account.language or "id"
    with override(language):
        values = {
            "layanan": service_title(application, language),
            "nomor": application.reference,
            "kalimat": _sentence(step),
            **_submitted_values(application),
            **_returned_values(application),
            **details,
        }
    return {name: values.get(name, "") for name in kinds[kind].variables}


def variables_now(kind: str, application: Application, details: Mapping[str, str]) -> dict[str, str]:
    """The values of a kind that no move sends (reminders, outages), in the applicant's language."""
    language = application.applicant.account.language or "id"
    with override(language):
        values = {
            "layanan": service_title(application, language),
            "nomor": application.reference,
            **details,
        }
    return {name: values.get(name, "") for name in kinds[kind].variables}


def service_title(application: Application, language: str) -> str:
    """What residents call the service ("KTP hilang"), in one language; short enough for an SMS."""
    definition = application.service_version.definition
    title = definition.get("title_en" if language == "en" else "title_id")
    return str(title or service_name(application, language))


def service_name(application: Application, language: str) -> str:
    """The service's name in one language."""
    definition = application.service_version.definition
    return str(definition.get("name_en" if language == "en" else "name_id") or application.service.code)


def day_text(at: datetime) -> str:
    """ "Selasa 24 November", on the office's own calendar, in the language that is active."""
    return date_format(timezone.localtime(at, current_tenant().zone), "l j F")


def moment_text(at: datetime) -> str:
    """ "Kamis 26 November pukul 09.20", as ``day_text``."""
    return f"{day_text(at)} {_('pukul')} {timezone.localtime(at, current_tenant().zone):%H.%M}"


def _sentence(step: Step) -> str:
    for use in ("reject", "cancel"):
        if reasons.reason_of(use, step.reason_code):
            return reasons.sentence_of(use, step.reason_code, stored=step.sentence)
    return step.sentence


def _submitted_values(application: Application) -> dict[str, str]:
    starts = application.processing_starts_at
    if starts is None:
        return {}
    return {"mulai": moment_text(starts)}


def _returned_values(application: Application) -> dict[str, str]:
    if application.return_deadline is None:
        return {}
    defects = list(open_defects(application))
    if not defects:
        return {"batas": day_text(application.return_deadline)}
    first, more = defects[0], len(defects) - 1
    item = item_name(application, first.item)
    use: labels.ReasonUse = "field" if first.kind == "field" else "paper"
    said = reasons.sentence_of(use, first.reason_code, item=item, stored=first.sentence)
    rest = ngettext("Ada %(n)d hal lain.", "Ada %(n)d hal lain.", more) % {"n": more} if more else ""
    return {
        "batas": day_text(application.return_deadline),
        "hal": item,
        "kalimat": f"{said} {rest}".strip(),
    }


def item_name(application: Application, item: str) -> str:
    """The name of a paper or a question in the active language, without what stands in brackets."""
    definition = application.service_version.definition
    key = "label_en" if (get_language() or "").startswith("en") else "label_id"
    papers = definition.get("documents", ())
    others = [
        other for paper in papers for other in paper.get("alternatives") or () if isinstance(other, dict)
    ]
    for entry in (*papers, *others, *definition.get("fields", ())):
        if entry.get("slug") == item:
            name = str(entry.get(key) or entry.get("label_id") or item)
            return name.partition(" (")[0].strip()
    return item
