"""The tags of ``{% load console %}``."""

from __future__ import annotations

from django import template

from loket.faces.console import frame

register = template.Library()


@register.simple_tag(takes_context=True)
def console_navigation(context: template.Context) -> list[frame.Group]:
    """``{% console_navigation as groups %}``: the navigation for the page shown."""
    request = context.get("request")
    if request is None:
        return frame.navigation("")
    membership = getattr(request, "membership", None)
    return frame.navigation(request.path, membership.roles if membership else ())
