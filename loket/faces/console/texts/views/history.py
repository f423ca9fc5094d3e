"""Back to the default, or to an earlier wording."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from loket.notifications.actions.bring_back_text import bring_back_text
from loket.notifications.actions.restore_text import restore_text
from loket.notifications.models import TextChange
from loket.notifications.own_texts import ChangedMeanwhile
from loket.notifications.rules import TextFault

from ...gate import administrator_required
from ..forms import TextForm
from ..page import editor
from ..places import address, place_of


@never_cache
@require_POST
@administrator_required
def restore(request: HttpRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """Give up the own wording; the history keeps it, so it can come back."""
    place = place_of(request, kind, channel, language)
    try:
        restore_text(place, seen=_number(request, "dilihat"))
    except ChangedMeanwhile as refusal:
        return editor(request, place, status=409, notice={"text": str(refusal), "tone": "kunyit"})
    request.session["teks"] = "bawaan"
    return redirect(address(place))


@never_cache
@require_POST
@administrator_required
def bring_back(request: HttpRequest, kind: str, channel: str, language: str) -> HttpResponse:
    """Use the wording of an earlier change again."""
    place = place_of(request, kind, channel, language)
    try:
        bring_back_text(place, _number(request, "nomor"), seen=_number(request, "dilihat"))
    except TextChange.DoesNotExist as missing:
        raise Http404 from missing
    except ChangedMeanwhile as refusal:
        return editor(request, place, status=409, notice={"text": str(refusal), "tone": "kunyit"})
    except TextFault as fault:
        form = TextForm(request.POST, place=place)
        form.add_error(None, str(fault))
        return editor(request, place, form, status=422)
    request.session["teks"] = "kembali"
    return redirect(address(place))


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "0")
    if not given.isdecimal() or len(given) > 6:
        raise Http404
    return int(given)
