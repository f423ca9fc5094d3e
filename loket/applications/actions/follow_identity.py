"""The person of an account is known by another number now: his own cases follow, so that they stay one history."""

from __future__ import annotations

from loket.residents.models import Resident

from ..models import Application


def follow_identity(resident: Resident, *, before: bytes) -> None:
    """Let the cases that were about the applicant himself (``before``: hash of the passport) be about him still."""
    Application.objects.filter(applicant=resident, subject_hash=before).update(
        subject_hash=resident.identity_hash
    )
