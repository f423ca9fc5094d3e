"""Who may publish what residents are asked, as pure answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def may_publish(
    *, publisher: int, asked_by: int | None, alone_allowed: bool, administrators: int
) -> _StrPromise | None:
    """None when this administrator may publish what ``asked_by`` asked for (both by key), else the reason.

    A second person always; the same one only in a dinas that allows it while it has one administrator.
    """
    if asked_by is None:
        return _("Minta dulu orang kedua memeriksa draf ini, lalu terbitkan.")
    if publisher != asked_by or is_alone(alone_allowed=alone_allowed, administrators=administrators):
        return None
    if administrators == 1:
        return _("Anda sendiri yang meminta. Undang administrator kedua, atau ubah aturan penerbitan kantor.")
    return _("Anda sendiri yang meminta. Administrator lain harus memeriksa dan menerbitkannya.")


def is_alone(*, alone_allowed: bool, administrators: int) -> bool:
    """True where one administrator may publish what she asked for herself: said on the page, kept in the record."""
    return alone_allowed and administrators <= 1
