"""The tags and filters of ``{% load ui %}``: icons, fields, error summary, status caps, days and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.template.base import FilterExpression, Node, Parser, Token
from django.templatetags.static import static
from django.utils.safestring import SafeString

from loket.foundation.ui import dates, fields, icons, inline_css, markup, navigation, statuses

register = template.Library()


class IconNode(Node):
    """Writes one of our own SVG files into the page; the name may be a variable."""

    def __init__(self, name: FilterExpression) -> None:
        self.name = name

    def render(self, context: template.Context) -> str:
        return icons.drawing(str(self.name.resolve(context)))


@register.tag("icon")
def icon(parser: Parser, token: Token) -> IconNode:
    """``{% icon "check" %}`` or ``{% icon status.icon %}``: an inline, decorative SVG."""
    parts = token.split_contents()
    if len(parts) != 2:
        raise template.TemplateSyntaxError("icon takes exactly one name")
    return IconNode(parser.compile_filter(parts[1]))


class StylesNode(Node):
    """Writes the style sheets: inside the page on the first visit, linked afterwards."""

    def __init__(self, *, desk: bool) -> None:
        self.desk = desk

    def render(self, context: template.Context) -> str:
        request = context.get("request")
        parts = [] if inline_css.wants_little_data(request) else [f"<style>{inline_css.font_css()}</style>"]
        href = static("ui/resident.css")
        if self.desk or inline_css.has_styles(request):
            parts.append(f'<link rel="stylesheet" href="{href}">')
        else:
            parts.append(f"<style>{inline_css.resident_css()}</style>")
            if request is not None:
                setattr(request, inline_css.INLINED, True)
                parts.append(f'<link rel="stylesheet" media="print" href="{href}">')
        if self.desk:
            parts.append(f'<link rel="stylesheet" href="{static("ui/desk.css")}">')
        return "".join(parts)


@register.tag("ui_styles")
def ui_styles(parser: Parser, token: Token) -> StylesNode:
    """``{% ui_styles %}`` for residents, ``{% ui_styles desk %}`` for officers; used by the page frames only."""
    return StylesNode(desk="desk" in token.split_contents()[1:])


@register.inclusion_tag("ui/_field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """``{% field form.nik %}``: label, help, error and input of any form field.

    Options: ``label``, ``hint`` (other words than the form's), ``optional=True`` (says "boleh dikosongkan").
    """
    return fields.describe(bound, **options)


@register.inclusion_tag("ui/_error_summary.html")
def error_summary(*sources: BaseForm | str | None) -> dict[str, Any]:
    """``{% error_summary form %}``: what must be mended, linked to the fields; nothing when all is well.

    Takes one or more forms, and plain sentences (a refusal that belongs to no field).
    """
    return {"mistakes": fields.mistakes(*sources)}


@register.inclusion_tag("ui/_status_cap.html")
def status_cap(state: str, audience: str = "resident", group: str = "application") -> dict[str, Any]:
    """``{% status_cap state %}``; ``{% status_cap state "officer" %}``; ``group="account"`` or ``"output"``."""
    status = statuses.status_of(str(state), group)
    word = status.officer if audience == "officer" else status.resident
    return {"status": status, "word": word}


@register.simple_tag
def status_sentence(state: str, group: str = "application") -> str:
    """The one sentence a resident reads about a state."""
    return str(statuses.status_of(str(state), group).sentence)


@register.simple_tag
def status_word(state: str, audience: str = "resident", group: str = "application") -> str:
    """The state's word alone, for lists and titles."""
    status = statuses.status_of(str(state), group)
    return str(status.officer if audience == "officer" else status.resident)


@register.filter
def hari(moment: date | datetime | None) -> str:
    """Selasa 24 November."""
    return dates.long_day(moment) if moment else ""


@register.filter
def tanggal(moment: date | datetime | None) -> str:
    """24 November 2026."""
    return dates.long_date(moment) if moment else ""


@register.filter
def jam(moment: datetime | None) -> str:
    """08.15 WITA."""
    return dates.clock_time(moment) if moment else ""


@register.filter
def pukul(moment: datetime | None) -> str:
    """08.15, where the zone is already said."""
    return dates.clock_time(moment, with_zone=False) if moment else ""


@register.filter
def saat(moment: datetime | None) -> str:
    """Senin 23 Nov, 08.15."""
    return dates.short_moment(moment) if moment else ""


@register.filter
def lama(span: timedelta | None) -> str:
    """5 j 10 m."""
    return dates.waiting(span) if span is not None else ""


@register.filter
def angka(value: float | Decimal | None, places: int = 0) -> str:
    """1.611; ``{{ share|angka:1 }}`` 12,6."""
    return dates.number(value, places) if value is not None else ""


@register.filter
def ukuran(size: int | None) -> str:
    """164 KB."""
    return dates.kilobytes(size) if size is not None else ""


@register.filter
def kelompok(digits: str) -> str:
    """9901 0241 0787 0003: a long number in groups of four; what has spaces already stays as it is."""
    text = str(digits or "")
    if " " in text:
        return text
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@register.filter
def inisial(name: str) -> str:
    """WS for Wayan Sudarsa."""
    return "".join(part[0] for part in str(name or "").split()[:2]).upper()


@register.filter
def naskah(text: str) -> str:
    """A text of the office's own in its simple markup, as safe HTML."""
    return markup.rendered(str(text or ""))


@register.filter
def diulang(total: int | None) -> range:
    """1 … total, to draw the segments of the step header."""
    return range(1, int(total or 0) + 1)


@register.simple_tag
def tab_links(tabs: Iterable[Mapping[str, Any]] | None) -> SafeString:
    """``{% tab_links desk_tabs %}``: the queues at the head of every desk page, with counts and letters."""
    return navigation.tab_links(tabs or ())


@register.inclusion_tag("ui/_bottom_nav.html", takes_context=True)
def bottom_nav(context: template.Context) -> dict[str, Any]:
    """The four doors at the bottom of every resident page, with the present one marked by its path."""
    request = context.get("request")
    return {"items": navigation.bottom(request.path if request is not None else "/")}
