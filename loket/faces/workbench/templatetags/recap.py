"""The tags of ``{% load recap %}``: shares and changes in words."""

from __future__ import annotations

from datetime import timedelta

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from loket.foundation.ui.dates import number

register = template.Library()


@register.filter
def persen(share: float) -> str:
    """ "12,6%" for 0.126."""
    return f"{number(round(share * 100, 1), 1)}%"


@register.filter
def jam_kerja(span: timedelta) -> str:
    """ "2,5" for two and a half hours."""
    return number(span / timedelta(hours=1), 1)


@register.simple_tag
def change(now: int, before: int) -> SafeString:
    """ "naik 8% dari masa sebelumnya"; nothing when there is nothing to compare with."""
    if not before:
        return SafeString("")
    moved = round(100 * (now - before) / before)
    if not moved:
        return format_html("<small>{}</small>", _("sama seperti masa sebelumnya"))
    words = _("naik %(by)d%% dari masa sebelumnya") if moved > 0 else _("turun %(by)d%% dari masa sebelumnya")
    return format_html("<small>{}</small>", words % {"by": abs(moved)})
