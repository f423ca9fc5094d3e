"""The check page: everything that will be sent, what is missing, the two statements."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from loket.applications.actions.submit import NotDeclared
from loket.applications.admission import stopped_sentence
from loket.applications.completeness import what_is_missing
from loket.applications.models import Application
from loket.catalogue.models import Service
from loket.catalogue.queries import emergency_of
from loket.regions.queries import kecamatan_prefixes
from loket.tenants.one_row import one_row

from . import addresses, photos
from .journey import Journey


def context(
    journey: Journey, *, posted: Mapping[str, Any] | None = None, refusal: str = "", running: str = ""
) -> dict[str, Any]:
    """For the check page; ``running`` is the number of an application that stands in the way."""
    application = journey.application
    missing, service = _missing(journey), _service(application)
    return {
        "application": application,
        "edition": application.edition,
        "key": (posted or {}).get("kunci") or uuid.uuid4(),
        "form": journey.form.check_form(posted),
        "service_name": str(journey.form.title),
        "rows": _rows(journey),
        "papers": _papers(journey),
        "missing": missing,
        "remarks": _remarks(journey),
        "emergency": str(emergency_of(service)),
        "stopped": stopped_sentence(service),
        "refusal": refusal,
        "running": running,
        "mistakes": bool(refusal),
        "step_number": journey.total,
        "step_total": journey.total,
        "step_name": str(journey.form.title),
        "before": journey.walk[-1].key if journey.walk else "",
    }


def _service(application: Application) -> Service:
    return one_row(Service, id=application.service_id) or application.service


def declared(application: Application, posted: Mapping[str, Any]) -> dict[str, Any]:
    """The two statements. Raises ``NotDeclared``."""
    form = application.service_version.form.check_form(posted)
    if not form.is_valid():
        raise NotDeclared
    return dict(form.cleaned_data)


def _address(application: Application, key: str) -> str:
    return addresses.of_step(application.reference, key) + "?dari=periksa"


def _rows(journey: Journey) -> list[dict[str, str]]:
    """Label, text and address of every answer."""
    told = journey.form.read_back(journey.answers, office=journey.office, switched_on=journey.switched_on)
    return [
        {"label": label, "text": text, "change": _address(journey.application, key) if key else ""}
        for label, text, key in told
    ]


def _papers(journey: Journey) -> list[dict[str, Any]]:
    return [
        {
            "label": str(step.paper.label),
            "photos": photos.kept(
                journey.application, journey.papers.get(step.paper.slug, []), removable=False
            ),
            "change": _address(journey.application, step.key),
            "is_missing": journey.needs_photo(step),
        }
        for step in journey.every
        if step.paper is not None
    ]


def _missing(journey: Journey) -> list[dict[str, str]]:
    """Everything missing, with the address of the screen where it is mended."""
    keys = {question.slug: step.key for step in reversed(journey.every) for question in step.fields}
    wanting = [step for step in reversed(journey.every) if step.has_gap(journey.answers)]
    keys |= {question.slug: step.key for step in wanting for question in step.fields}
    keys |= {step.paper.slug: step.key for step in journey.every if step.paper is not None}
    present = [row for rows in journey.papers.values() for row in rows]
    return [
        {"sentence": str(one.sentence), "address": _address(journey.application, keys.get(one.slug, ""))}
        for one in what_is_missing(journey.application, present)
        if keys.get(one.slug)
    ]


def _remarks(journey: Journey) -> list[str]:
    """What is odd but allowed: said once, here, before sending (warnings are kept apart from errors)."""
    found = journey.form.warnings(
        journey.answers, today=journey.office.today, known_regions=kecamatan_prefixes()
    )
    return list(dict.fromkeys(str(remark.message) for _slug, remark in found))
