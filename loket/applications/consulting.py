"""What the population register is asked about an application, and who waits for the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loket.audit.actor import Actor
from loket.registry.actions.ask import Subject, ask
from loket.registry.queries import registry_settings, rule_of

from .models import Application

PURPOSE = "case_check"
#: name of the job in tasks.py that looks at the rule once there is an outcome
ACCEPT = "applications.accept_by_rule"
_NIK = ("subjek_nik", "anak_nik", "suami_nik", "pemohon_nik")
_NAME = ("subjek_nama", "anak_nama", "suami_nama", "pemohon_nama")
_KK = ("subjek_no_kk", "pemohon_no_kk")
_BORN = ("subjek_tanggal_lahir", "anak_tanggal_lahir")


def consult_on_arrival(case: Application, *, by: Actor) -> None:
    """Ask when the application was just sent, where the dinas wants that or a rule of the service needs it."""
    settings = registry_settings()
    if settings.adapter == "none":
        return
    rule = rule_of(case.service.code)
    if settings.asks_on_arrival or (rule is not None and rule.is_on):
        consult(case, by=by)


def consult(case: Application, *, by: Actor) -> bool:
    """Put the question down for a worker; False when no register is asked or nobody with a NIK is named."""
    answers = case.read_answers()
    nik = _first(answers, _NIK) or str(case.applicant.nik if _is_own(case) else "")
    if not nik:
        return False
    born = _first(answers, _BORN)
    fields = {
        "nama": _first(answers, _NAME) or case.subject_name,
        "no_kk": _first(answers, _KK),
        "tgl_lahir": born if len(born) == len("1984-12-25") else "",
    }
    return ask(Subject("application", case.reference, nik, fields), purpose=PURPOSE, by=by, then=ACCEPT)


def _first(answers: Mapping[str, Any], slugs: tuple[str, ...]) -> str:
    return next((str(answers[slug]) for slug in slugs if answers.get(slug)), "")


def _is_own(case: Application) -> bool:
    return case.subject_hash is not None and bytes(case.subject_hash) == case.applicant.identity_hash
