"""Where an application stands, in the resident's words: for the status page, the receipt and the look-up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from loket.applications import states
from loket.applications.line import MOST, ahead_of, told
from loket.applications.models import Application, Correction, Step
from loket.applications.usual import usually_done
from loket.catalogue.queries import card_of, version_of
from loket.foundation.kernel import clock
from loket.foundation.ui.statuses import status_of
from loket.issuing.models import Output
from loket.issuing.queries import originals_to_bring, outputs_of, pickup_code
from loket.tenants.models import HandOverRule
from loket.tenants.scope import current_tenant

from . import photos
from .journey import Journey
from .names import service_name
from .timeline import entries_of

_CHANNELS = {"whatsapp": "WhatsApp", "sms": "SMS", "email": "e-mail"}
#: From here on each document of a bundle goes its own way.
_MAKING = frozenset({states.IN_PRODUCTION, states.READY, states.SENT, states.COMPLETED})
#: States whose own note tells what to do; in the others there is nothing to do.
_TO_DO = frozenset({states.RETURNED, states.AWAITING_VISIT, states.READY})


def context(
    application: Application, steps: Sequence[Step], corrected: Sequence[Correction] = ()
) -> dict[str, Any]:
    """What now, what must I do, when is it likely done."""
    last = steps[-1] if steps else None
    is_calm = application.state not in _TO_DO and not application.has_ended
    day = usually_done(application) if is_calm else None
    return {
        "application": application,
        "service_name": str(service_name(application)),
        "entries": entries_of(application, steps, corrected),
        "is_calm": is_calm,
        "usually_done": day,
        "is_slow": day is not None and day < clock.now(),
        "line": _line(application),
        "reason": last.sentence if last is not None else "",
        "channel": channel(),
        "phone": application.applicant.phone_value.masked,
        "has_phone": bool(application.applicant.phone),
        "look": status_of(application.state),
        "visit": None,
        "documents": _documents(application),
        "may_copy": application.state in {states.CANCELLED, states.REJECTED},
        **(_pickup(application) if application.state == states.READY else {}),
    }


def _line(application: Application) -> dict[str, Any] | None:
    """How many are checked before this one, while it waits for that."""
    ahead = ahead_of(application)
    return None if ahead is None else {"count": told(ahead), "more": ahead > MOST, "most": MOST}


def _documents(application: Application) -> list[Output]:
    """The documents of a bundle, each with its own state; nothing where there is one only."""
    if application.state not in _MAKING:
        return []
    several = len(card_of(version_of(application.service_version_id)).outputs) > 1
    return list(outputs_of(application)) if several else []


def channel() -> str:
    """How this dinas writes first, as a word."""
    channels = current_tenant().notify_channels or ["sms"]
    return _CHANNELS.get(channels[0], "SMS")


def _pickup(application: Application) -> dict[str, Any]:
    return {
        "originals": list(originals_to_bring(application).values()) or [_("KTP atau KK asli")],
        "code": pickup_code(application),
        "visit_notice": current_tenant().visit_words,
    }


def receipt(application: Application) -> dict[str, Any]:
    """The receipt: number, when processing starts, what comes next with dates (S2-6)."""
    return {
        "application": application,
        "service_name": str(service_name(application)),
        "coming": _coming(application),
        "channel": channel(),
        "phone": application.applicant.phone_value.masked,
        "has_phone": bool(application.applicant.phone),
    }


def _coming(application: Application) -> list[dict[str, Any]]:
    first = {"title": _("Petugas memeriksa"), "at": application.processing_starts_at, "text": ""}
    decided = {"title": _("Kami kabari hasilnya"), "by": application.first_decision_due, "text": ""}
    return [first, decided, _last(application)]


def _last(application: Application) -> dict[str, Any]:
    if application.delivery == "email" and card_of(version_of(application.service_version_id)).physical_card:
        words = _("Cetak sendiri di kertas A4 80 gram. Kartu, bila ada, diambil di kantor.")
        return {"title": _("Dokumen dikirim lewat e-mail"), "text": words}
    if application.delivery == "email":
        return {"title": _("Dokumen dikirim lewat e-mail"), "text": _("Cetak sendiri di kertas A4 80 gram.")}
    if application.delivery == "pos":
        return {"title": _("Dokumen dikirim lewat Pos"), "text": _("Ongkos kirim sesuai tarif Pos.")}
    if application.delivery == "tanpa_dokumen":
        return {"title": _("Selesai"), "text": _("Hasilnya kami kirim lewat pesan.")}
    place = _place(application)
    said = _("%(place)s. Bawa surat dan kartu asli yang Anda foto. Gratis.")
    if current_tenant().handover_rule == HandOverRule.IDENTITY:
        said = _("%(place)s. Bawa KTP atau KK asli. Gratis.")
    words = said % {"place": place}
    return {"title": _("Anda mengambil dokumen"), "text": words}


def _place(application: Application) -> str:
    """Where it will be collected: a kecamatan office by its name, the dinas by its short one."""
    office = application.pickup_office
    return current_tenant().short_name if office is None or office.is_main else str(office.name)


def masked(application: Application, steps: Sequence[Step]) -> dict[str, Any]:
    """The same for somebody who only knows the number and four digits: no name, no reason, no code."""
    shown = context(application, steps)
    hidden = {"reason": "", "code": "", "phone": application.applicant.phone_value.masked}
    return {**shown, **hidden, "subject": mask_name(application.subject_name)}


def mask_name(name: str) -> str:
    """``S••• A•••••`` for ``Siti Aminah``."""
    return " ".join(f"{word[0]}{'•' * min(len(word) - 1, 5)}" for word in name.split())


def contents(application: Application) -> dict[str, Any]:
    """What was sent, to read only."""
    journey = Journey(application)
    told = journey.form.read_back(journey.answers, office=journey.office, switched_on=journey.switched_on)
    papers = [
        {"label": str(paper.label), "photos": photos.kept(application, journey.papers[slug], removable=False)}
        for slug, paper in journey.form.papers_by_slug.items()
        if slug in journey.papers
    ]
    return {
        "application": application,
        "service_name": str(journey.form.title),
        "rows": [{"label": label, "text": text} for label, text, _key in told],
        "papers": papers,
    }
