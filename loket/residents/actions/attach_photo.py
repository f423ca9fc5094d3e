"""Put a photo into a registration."""

from __future__ import annotations

from loket.files.actions.erase import erase
from loket.files.models import StoredFile
from loket.residents.labels import ALTERNATIVES
from loket.residents.models import Registration, RegistrationPaper


def attach_photo(draft: Registration, slug: str, file: StoredFile) -> None:
    """Keep ``file`` as the photo of ``slug``; the one before, and the other one of a choice, are erased."""
    group = next((slugs for slugs in ALTERNATIVES.values() if slug in slugs), (slug,))
    old = list(RegistrationPaper.objects.filter(registration=draft, slug__in=group).select_related("file"))
    RegistrationPaper.objects.filter(pk__in=[paper.pk for paper in old]).delete()
    RegistrationPaper.objects.create(registration=draft, slug=slug, file=file)
    for paper in old:
        if paper.file_id != file.pk:
            erase(paper.file)
    if slug in ALTERNATIVES["ktp_asli"] and draft.identity_paper != slug:
        draft.identity_paper = slug
        draft.save(update_fields=["identity_paper"])
