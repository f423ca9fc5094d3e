"""Plain inputs written without a template (``FORM_RENDERER``): a page of a form has a dozen, and they never vary.

The bytes are those of Django's own templates, which still draw everything else; a test compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

_FOLDER = "django/forms/widgets/"
_INPUTS = frozenset(
    f"{_FOLDER}{name}.html"
    for name in (
        *("input", "text", "number", "email", "url", "password", "hidden", "date", "time", "file"),
        *("checkbox", "radio_option", "checkbox_option"),
    )
)


class QuickInputs(DjangoTemplates):
    """Django's renderer with a short way for inputs."""

    def render(
        self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """One widget as HTML."""
        if template_name in _INPUTS and not context["widget"].get("wrap_label"):
            return _input(context["widget"])
        return SafeString(super().render(template_name, dict(context), request))  # Django's own template


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = widget["value"]
    own = "" if value is None else f' value="{_text(value)}"'
    attributes = "".join(
        f" {name}" if given is True else f' {name}="{_text(given)}"'
        for name, given in widget["attrs"].items()
        if given is not False
    )
    # every value went through _text; names and types are the program's own
    return SafeString(
        f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{own}{attributes}>'
    )


def _text(value: object) -> str:
    return conditional_escape(value if isinstance(value, str) else str(value))
