"""Write a page or an announcement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from loket.foundation.kernel import clock
from loket.foundation.kernel.errors import Refusal

from ..models import Notice, Page

N = TypeVar("N", bound=Notice)
_SLUG_ROOM = 54


class NoticeChanged(Refusal):
    """Somebody else changed it after this editor was opened."""

    default_code = "changed_meanwhile"
    default_status = 409


def keep_notice(notice: N, values: Mapping[str, Any], *, seen: int, by: str) -> N:
    """Save ``notice`` (new or not) with these values of its columns; a new page gets its address by its title.

    ``seen``: revision its author saw; raises ``NoticeChanged`` when it is older than the present one.
    """
    if notice.pk is not None:
        present = type(notice).objects.select_for_update().get(pk=notice.pk).revision
        if present != seen:
            raise NoticeChanged(_("Tulisan ini baru saja diubah orang lain. Bandingkan, lalu simpan lagi."))
        notice.revision = present + 1
    else:
        newest = type(notice).objects.aggregate(last=Max("position"))["last"]
        notice.position = 0 if newest is None else newest + 1
    for name, value in values.items():
        setattr(notice, name, value)
    if isinstance(notice, Page) and not notice.slug:
        notice.slug = _free_slug(notice.title)
    notice.changed_at, notice.changed_by = clock.now(), by
    notice.save()
    return notice


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:_SLUG_ROOM] or "halaman"
    taken = set(Page.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    if wanted not in taken:
        return wanted
    return next(slug for n in range(2, 10_000) if (slug := f"{wanted}-{n}") not in taken)
