"""Begin a registration."""

from __future__ import annotations

from loket.residents.models import Registration
from loket.tenants.scope import current_tenant


def start_registration(*, language: str = "id") -> Registration:
    """An empty draft in the office's profile; the caller keeps its public id in the session."""
    draft: Registration = Registration.objects.create(
        profile=current_tenant().registration_profile, language=language
    )
    return draft


def save_answers(draft: Registration, answers: dict[str, str]) -> None:
    """Keep what a step was answered with, sealed; other steps stay. Never give the password here.

    A changed phone number has to be proved again.
    """
    if answers.get("no_wa", draft.answers.get("no_wa")) != draft.answers.get("no_wa"):
        draft.phone_proved_at = None
    draft.answers = {**draft.answers, **answers}
    draft.save(update_fields=["answers", "phone_proved_at"])


def change_way(draft: Registration, *, by_passport: bool) -> None:
    """Forget what was typed for the other way: a registration is by NIK or by passport, never by both."""
    other = ("nik", "no_kk") if by_passport else ("negara", "paspor", "paspor_sampai", "izin")
    draft.answers = {slug: value for slug, value in draft.answers.items() if slug not in other}


def save_password(draft: Registration, password_hash: str) -> None:
    """Keep the hash of the chosen password (from ``make_password``)."""
    draft.password_hash = password_hash
    draft.save(update_fields=["password_hash"])
