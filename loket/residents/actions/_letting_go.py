"""Let go of the bytes of a photo that nothing shows any more."""

from __future__ import annotations

from loket.files.actions.erase import erase
from loket.files.models import StoredFile
from loket.residents.models import LockerPaper, RegistrationPaper, ResidentPaper


def let_go(file: StoredFile) -> None:
    """Erase ``file`` unless a draft, an account or a locker still has it: one upload may have been used twice."""
    if (
        ResidentPaper.objects.filter(file=file).exists()
        or RegistrationPaper.objects.filter(file=file).exists()
        or LockerPaper.objects.filter(file=file).exists()
    ):
        return
    erase(file)
