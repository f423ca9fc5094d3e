"""Bring a version that was published meanwhile into a draft."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from loket.accounts.models import Account

from ..compiling import compile_service
from ..draft_queries import source_of
from ..editing import Edited
from ..merging import as_source, merge
from ..models import ServiceDraft, ServiceVersion
from ..publishing_queries import newest_version
from ._publishing import draft_as_shown
from .change_draft import change_draft

Row = Mapping[str, Any]


@transaction.atomic
def merge_newer(
    draft: ServiceDraft, *, revision: int, by: Account, take: Collection[str] = ()
) -> ServiceDraft:
    """The draft with what the newest version changed since the draft was begun; then it may be published.

    Where both changed the same element the draft's stays, unless ``take`` names it. Raises ``ChangedSince``,
    ``AlreadyPublished`` and KeyError while the draft is too broken to compile.
    """
    current = draft_as_shown(draft, revision)
    newest = newest_version(current.service)
    if newest is None or current.based_on_id == newest.pk:
        return current
    base = current.based_on.definition if current.based_on is not None else {}
    edit = partial(_merged, base=base, newest=newest, take=take)
    change_draft(current, edit, revision=current.revision, by=by)
    current.based_on = newest
    current.save(update_fields=["based_on"])
    return current


def _merged(source: Row, shared: Row, *, base: Row, newest: ServiceVersion, take: Collection[str]) -> Edited:
    merged = merge(base, compile_service(source, shared), newest.definition, take=take)
    written = as_source(merged, source, source_of(newest, dict(shared)), shared)
    if source.get("retired"):
        written["retired"] = source["retired"]
    return Edited(written, "part:version", "merged", _("versi %(number)d") % {"number": newest.number})
