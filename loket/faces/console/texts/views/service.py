"""The texts of one service on one page, saved together."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from loket.notifications.models import CHANNELS, LANGUAGES

from ...gate import administrator_required
from ..names import service_titles
from ..of_service import ServiceText, save_all, texts_of_service
from ..rows import first_channel


@never_cache
@require_http_methods(["GET", "POST"])
@administrator_required
def service_texts(request: HttpRequest, code: str) -> HttpResponse:
    """What this service says at each moment; a text left as it is stays the one of all services."""
    titles = service_titles()
    channel = request.GET.get("saluran", first_channel())
    language = request.GET.get("bahasa", "id")
    if code not in titles or channel not in dict(CHANNELS) or language not in dict(LANGUAGES):
        raise Http404
    rows = texts_of_service(code, channel=channel, language=language)
    status, notice = 200, None
    if request.method == "POST":
        changed = save_all(rows, request.POST)
        if not any(row.fault for row in rows):
            request.session["teks_layanan"] = changed
            here = reverse("console:texts:service", args=[code])
            return redirect(f"{here}?saluran={channel}&bahasa={language}")
        status = 409 if any(row.is_stale for row in rows) else 422
    elif (saved := request.session.pop("teks_layanan", None)) is not None:
        notice = {"text": _saved(saved), "tone": "pandan"}
    context = {
        "code": code,
        "title": titles[code],
        "sent": [row for row in rows if row.is_sent],
        "unsent": [row for row in rows if not row.is_sent],
        "mistakes": _mistakes(rows),
        "channel": channel,
        "language": language,
        "channels": CHANNELS,
        "languages": LANGUAGES,
        "notice": notice,
    }
    return render(request, "console/texts/service.html", context, status=status)


def _saved(count: int) -> str:
    return (
        _("%(n)d teks tersimpan untuk layanan ini.") % {"n": count} if count else _("Tidak ada yang berubah.")
    )


def _mistakes(rows: list[ServiceText]) -> list[dict[str, str]]:
    return [
        {"target": row.field, "sentence": f"{row.place.kind.title}: {row.fault}"} for row in rows if row.fault
    ]
