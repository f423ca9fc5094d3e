"""Put a photo into a registration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from loket.files.models import StoredFile
from loket.foundation.kernel.errors import Refusal
from loket.residents.labels import ALTERNATIVES
from loket.residents.models import Registration, RegistrationPaper

from ._letting_go import let_go


class AlreadySent(Refusal):
    """The registration was sent in another tab or by another tap."""

    default_code = "already_sent"
    default_status = 409


def attach_photo(draft: Registration, slug: str, file: StoredFile) -> None:
    """Keep ``file`` as the photo of ``slug``; the one before, and the other one of a choice, are erased.

    Raises ``AlreadySent`` when the draft became an account meanwhile: its photos are the account's now.
    """
    if Registration.objects.select_for_update().get(pk=draft.pk).completed_at is not None:
        raise AlreadySent(_("Pendaftaran ini sudah dikirim. Fotonya tidak bisa diganti lagi."))
    group = next((slugs for slugs in ALTERNATIVES.values() if slug in slugs), (slug,))
    old = list(RegistrationPaper.objects.filter(registration=draft, slug__in=group).select_related("file"))
    RegistrationPaper.objects.filter(pk__in=[paper.pk for paper in old]).delete()
    RegistrationPaper.objects.create(registration=draft, slug=slug, file=file)
    for paper in old:
        if paper.file_id != file.pk:
            let_go(paper.file)
    if slug in ALTERNATIVES["ktp_asli"] and draft.identity_paper != slug:
        draft.identity_paper = slug
        draft.save(update_fields=["identity_paper"])
