"""The tags of ``{% load lines %}``: cases as lines of a list, and the choices of its filters."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from html import escape

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loket.foundation.ui.dates import waiting

from ..desk.rows import Row

register = template.Library()


@register.simple_tag(takes_context=True)
def case_lines(context: Context, rows: Iterable[Row], *, pickable: bool = False) -> SafeString:
    """``{% case_lines rows pickable=pickable %}``: one ``<li>`` per case; every word in it is escaped here.

    Takes ``look_query`` (how the list was reached) and ``case`` (the one that is open) from the page. Made of
    strings: fifty included templates took half the time of the whole page (``make bench ONLY=desk``).
    """
    query, opened = escape(str(context.get("look_query", ""))), getattr(context.get("case"), "pk", None)
    marks = _Marks()
    return SafeString(
        "".join(
            f"<li>{marks.box(row) if pickable else ''}"
            f'<a href="{escape(row.url)}?{query}"{marks.current(row.application.pk == opened)}>'
            f"<strong>{escape(row.name)}</strong>"
            f'<span class="lama{marks.late(row.is_late)}">{_safe(waiting(row.waited)) if row.waited else ""}</span>'
            f'<span class="sub">{_safe(row.service)}{marks.of(row)}</span></a></li>'
            for row in rows
        )
    )


@lru_cache(maxsize=1024)
def _safe(words: str) -> str:
    """Escaped words of the office that many lines share; never a name or a number of anybody."""
    return escape(words)


@register.simple_tag
def options(offered: Iterable[tuple[object, object]], chosen: Collection[object]) -> SafeString:
    """``{% options services.items look.filter.services %}``: the choices of a list, those in ``chosen`` marked."""
    return SafeString(
        "".join(
            f'<option value="{escape(str(value))}"{" selected" * (value in chosen)}>{escape(str(words))}</option>'
            for value, words in offered
        )
    )


class _Marks:
    """The words that lines of one page share, in the reader's language."""

    def __init__(self) -> None:
        self.resent = f' <span class="label">{escape(_("Kiriman ulang"))}</span>'
        self.news = f' <span class="label baru">{escape(_("Baru dari pemohon"))}</span>'
        self.assisted = f' <span class="label biru">{escape(_("Didampingi"))}</span>'
        self.pick = escape(_("Pilih %(name)s"))

    def box(self, row: Row) -> str:
        """The box that picks a case for something done to many."""
        return (
            f'<input type="checkbox" name="pilih" value="{escape(row.application.reference)}" form="sekaligus"'
            f' aria-label="{self.pick % {"name": escape(row.name)}}">'
        )

    def of(self, row: Row) -> str:
        """What is said after the service: unseen, sent again, assisted, the time left."""
        left = f' <span class="sisa{self.late(row.is_late)}">{_safe(row.left)}</span>' if row.left else ""
        return (
            f"{self.news * row.has_news}{self.resent * row.is_resent}{self.assisted * row.is_assisted}{left}"
        )

    @staticmethod
    def current(is_current: bool) -> str:
        return ' aria-current="true"' if is_current else ""

    @staticmethod
    def late(is_late: bool) -> str:
        return " telat" if is_late else ""
