"""Two administrators at one form: the second sees what the first changed, and loses nothing typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

#: Name of the hidden field that says what the form showed.
FIELD = "edisi"


def edition_of(values: Mapping[str, Any]) -> str:
    """A short word that changes whenever one of ``values`` does."""
    text = json.dumps(dict(values), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_overtaken(request: HttpRequest, form: forms.Form, present: Mapping[str, Any]) -> bool:
    """Whether ``present`` is no longer what this form was opened with; then the form says what is stored now.

    The page is shown again (409) with everything that was typed; sending it once more keeps that.
    """
    if request.POST.get(FIELD, "") == edition_of(present):
        return False
    others = [_told(form, name, present[name]) for name in form.changed_data if name in present]
    sentence = _("Isian ini baru saja diubah orang lain. Yang tersimpan sekarang: %(stored)s.")
    form.add_error(None, sentence % {"stored": "; ".join(others) or _("sama dengan isian Anda")})
    return True


def _told(form: forms.Form, name: str, value: Any) -> str:
    said = ", ".join(str(one) for one in value) if isinstance(value, list | tuple) else str(value or "–")
    return f"{form.fields[name].label}: {said}"
